import { type TokenSource, type Transport } from './transport.ts';
export interface FetchOptions {
    /** Of the router, or of the service: with its path. */
    readonly url: string | URL;
    readonly token?: TokenSource;
    readonly headers?: Readonly<Record<string, string>>;
    /** For routers that know their callers by a cookie. */
    readonly credentials?: RequestCredentials;
    /** Another `fetch` than the global one. */
    readonly fetch?: typeof fetch;
    /** A stream that brings nothing for so long is given up. 60 000 without it: servers write every 12 seconds. */
    readonly silentMs?: number;
}
/**
 * Queries by POST, subscriptions by Server-Sent Events over POST, by `fetch` alone: in browsers and in Node. Over
 * HTTP/1.1 a browser opens six connections to one server, so watch all references of a page together there.
 */
export declare function overFetch(options: FetchOptions): Transport;
