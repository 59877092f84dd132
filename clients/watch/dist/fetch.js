import { answersIn } from './event-stream.js';
import { ConnectionLost, } from './transport.js';
import { within } from './within.js';
/**
 * Queries by POST, subscriptions by Server-Sent Events over POST, by `fetch` alone: in browsers and in Node. Over
 * HTTP/1.1 a browser opens six connections to one server, so watch all references of a page together there.
 */
export function overFetch(options) {
    const { silentMs = 60_000 } = options;
    const subscribe = async function* (request, accept, signal) {
        const leaving = new AbortController();
        const both = AbortSignal.any([signal, leaving.signal]);
        try {
            const response = await within(silentMs, ask(request, accept, options, both));
            const isStream = response.headers.get('content-type')?.startsWith(EVENT_STREAM);
            if (isStream && response.body)
                yield* answersIn(response.body, silentMs);
            else
                yield await within(silentMs, answerIn(response));
        }
        finally {
            leaving.abort();
        }
    };
    return {
        query: async (request, signal) => {
            for await (const answer of subscribe(request, 'application/graphql-response+json, application/json', signal)) {
                return answer;
            }
            throw new ConnectionLost('The query was completed without an answer.');
        },
        subscribe: (request, signal) => subscribe(request, EVENT_STREAM, signal),
    };
}
const EVENT_STREAM = 'text/event-stream';
async function ask(request, accept, options, signal) {
    const { url, headers, credentials, token: tokenSource } = options;
    const send = options.fetch ?? fetch;
    const token = await tokenSource?.();
    return send(url, {
        method: 'POST',
        headers: {
            ...headers,
            'content-type': 'application/json',
            accept,
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(request),
        signal,
        // A cached answer would be older than the cursor beside it.
        cache: 'no-store',
        ...(credentials ? { credentials } : {}),
    });
}
/** The GraphQL answer in a response of whatever status; what is none, as a proxy's page, is a loss. */
async function answerIn(response) {
    const text = await response.text();
    const body = parsed(text);
    if (typeof body === 'object' && body !== null && ('data' in body || 'errors' in body))
        return body;
    const seconds = Number(response.headers.get('retry-after'));
    throw new ConnectionLost(`The server answered with status ${response.status}, and not by GraphQL.`, {
        retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : 0,
    });
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
