import { Agent, errors } from 'undici';
import type { GraphQLOptions } from './options.ts';
import type { Stream } from './streams.ts';

/** The way out to routers that Apollo's plugin is given, and what it does not do by itself. */
export interface RouterRequests {
  /** What the plugin sends by. */
  readonly fetch: (url: string, init?: RouterRequest) => Promise<Response>;
  /** The stream that is sent to an address, which is in use until the stream is over. */
  follow(url: string, stream: Stream): Stream;
  isInUse(url: string): boolean;
  /** Gives up what a router has not answered yet. */
  cut(url: string): void;
  close(): Promise<void>;
}

interface RouterRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

interface Session {
  readonly stream: Stream;
  /** Whether the router has said that it knows the subscription. */
  isKnown: boolean;
  /** Aborted when the router is not waited for any longer. */
  readonly patience: AbortController;
}

/** What the plugin sends, as it wrote it. */
interface Message {
  readonly action: 'check' | 'next' | 'complete';
  readonly payload?: { readonly data: { readonly relayed: object } };
}

// A router answers as soon as it has read a message.
const ANSWER_MS = 5_000;
// Errors of undici's and of the system's that come before anything was sent.
const NOT_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);
// What a proxy answers for a server that may have had the message (RFC 9110, sections 15.6.3 and 15.6.5).
const UNCERTAIN: ReadonlySet<number> = new Set([502, 504]);
// graphql-sse and graphql-ws have no such field: the protocol's version goes with each message.
const VERSION = { 'subscription-protocol': 'callback/1.0' };
const TAKEN = 204;
// How a router says that it does not know a subscription. The plugin ends it then without another word.
const UNKNOWN_TO_ROUTER = 404;
// The plugin takes 404 for success when it first checks an address, and no other status of its class.
const REFUSED_BY_ROUTER = 403;

export function createRouterRequests({ limits, present, metrics, log }: GraphQLOptions): RouterRequests {
  const sessions = new Map<string, Session>();
  // As at vendors: a connection that the other end is about to close makes the fate of a message on it unknown.
  const agent = new Agent({
    connect: { timeout: ANSWER_MS },
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 2_000,
    maxResponseSize: 64 * 1024,
  });

  /** Gives the status of the answer. Redirects are not followed: they would lead past the list of routers. */
  const post = async (url: string, headers: Record<string, string>, body: string, signal: AbortSignal) => {
    const { origin, pathname, search } = new URL(url);
    const answer = await agent.request({
      origin,
      path: pathname + search,
      method: 'POST',
      headers: { ...headers, ...VERSION },
      body,
      signal,
    });
    await answer.body.dump();
    return answer.statusCode;
  };

  const next = async (url: string, headers: Record<string, string>, payload: object, given: string) => {
    const session = sessions.get(url);
    if (!session) return UNKNOWN_TO_ROUTER;
    const { stream, patience } = session;
    let text = JSON.stringify({ ...(JSON.parse(given) as object), payload });
    const tooLarge = limits.tooLarge(text);
    if (tooLarge) {
      metrics.limited('ANSWER_TOO_LARGE');
      text = JSON.stringify({ ...(JSON.parse(given) as object), payload: { errors: [present(tooLarge)] } });
    }
    const late = AbortSignal.timeout(limits.limits.unreadSeconds * 1_000);
    try {
      const status = await post(url, headers, text, AbortSignal.any([late, patience.signal]));
      if (!UNCERTAIN.has(status)) return status;
    } catch (error) {
      if (isNotSent(error)) throw error;
      if (late.aborted) metrics.limited('UNREAD');
      log.info({ err: error }, 'a router did not say that it took an event');
    }
    // Sent once more it might be taken twice. The subscriber resumes behind the last event that it has.
    stream.end('TOO_SLOW');
    return TAKEN;
  };

  const check = async (url: string, headers: Record<string, string>, text: string) => {
    const status = await post(url, headers, text, AbortSignal.timeout(ANSWER_MS));
    const session = sessions.get(url);
    if (!session || session.isKnown) return status;
    session.isKnown = status >= 200 && status < 300;
    return status === UNKNOWN_TO_ROUTER ? REFUSED_BY_ROUTER : status;
  };

  return {
    fetch: async (url, { headers = {}, body } = {}) => {
      const text = String(body);
      const { action, payload } = JSON.parse(text) as Message;
      if (action === 'next' && payload) return answered(await next(url, headers, payload.data.relayed, text));
      if (action === 'check') return answered(await check(url, headers, text));
      return answered(await post(url, headers, text, AbortSignal.timeout(ANSWER_MS)));
    },
    follow: (url, stream) => {
      const session: Session = { stream, isKnown: false, patience: new AbortController() };
      sessions.set(url, session);
      const forget = () => {
        if (sessions.get(url) === session) sessions.delete(url);
      };
      return forgetting(stream, forget);
    },
    isInUse: (url) => sessions.has(url),
    cut: (url) => sessions.get(url)?.patience.abort(),
    close: () => agent.close(),
  };
}

/** An answer of that status; one that HTTP does not define is a fault of the router's. */
const answered = (status: number): Response =>
  new Response(null, { status: status >= 200 && status <= 599 ? status : 500 });

/** A stream that calls back when it is over, in whatever way. */
function forgetting(stream: Stream, forget: () => void): Stream {
  const over = async <Result>(ending: Promise<Result>): Promise<Result> => {
    forget();
    return ending;
  };
  const followed: Stream = {
    ...stream,
    next: async () => {
      try {
        const item = await stream.next();
        if (item.done) forget();
        return item;
      } catch (error) {
        forget();
        throw error;
      }
    },
    return: () => over(stream.return()),
    throw: (error) => over(stream.throw(error)),
    [Symbol.asyncIterator]: () => followed,
  };
  return followed;
}

function isNotSent(error: unknown): boolean {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: { readonly code?: unknown } };
  return NOT_SENT.has(code) || NOT_SENT.has(cause?.code) || error instanceof errors.ConnectTimeoutError;
}
