import { createClient } from 'graphql-ws';
import { pushed } from './pushed.js';
import { ConnectionLost, } from './transport.js';
const ACK_MS = 10_000;
const PING_MS = 15_000;
const PONG_MS = 10_000;
// “More messages in a minute, or more sockets of one caller, than the limit.”
const TOO_MANY = 4429;
const TOO_MANY_WAIT_MS = 60_000;
/** Queries and subscriptions over one socket (graphql-transport-ws), shared by all watches of the transport. */
export function overWebSocket(options) {
    const { url, token: tokenSource, connectionParams, webSocketImpl } = options;
    let late;
    const client = createClient({
        url,
        webSocketImpl,
        // Asked at each connection, so that one that is made again carries a token that is still good.
        connectionParams: async () => {
            const token = await tokenSource?.();
            return { ...connectionParams, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
        },
        // The watch tries again: with its newest cursor.
        retryAttempts: 0,
        connectionAckWaitTimeout: ACK_MS,
        keepAlive: PING_MS,
        on: {
            ping: (isReceived) => {
                if (isReceived)
                    return;
                clearTimeout(late);
                // A network that is gone without a word closes nothing.
                late = setTimeout(() => client.terminate(), PONG_MS);
            },
            pong: (isReceived) => {
                if (isReceived)
                    clearTimeout(late);
            },
            closed: () => clearTimeout(late),
        },
    });
    const subscribe = (request, signal) => pushed((sink) => client.subscribe({ ...request }, {
        next: (answer) => {
            sink.next(answer);
            if (isTokenRefused(answer.errors))
                client.terminate();
        },
        complete: sink.complete,
        error: (reason) => {
            // Errors of the operation in place of its result. What closed the socket is any other reason.
            if (!Array.isArray(reason))
                return sink.error(lossOf(reason));
            sink.next({ errors: reason });
            sink.complete();
            if (isTokenRefused(reason))
                client.terminate();
        },
    }), signal);
    return {
        query: async (request, signal) => {
            for await (const answer of subscribe(request, signal))
                return answer;
            throw new ConnectionLost('The query was completed without an answer.');
        },
        subscribe,
        dispose: () => void client.dispose(),
    };
}
/**
 * A router keeps a socket whose token has expired, and says so in each answer: the next one is asked for when the socket
 * is made anew.
 */
const isTokenRefused = (errors = []) => errors.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
function lossOf(reason) {
    const { code, reason: words = '' } = reason;
    if (code === undefined)
        return new ConnectionLost('The socket could not be opened.', { cause: reason });
    return new ConnectionLost(`The socket was closed with ${code}: ${words || 'no reason given'}.`, {
        retryAfterMs: code === TOO_MANY ? TOO_MANY_WAIT_MS : 0,
        cause: reason,
    });
}
