/** A GraphQL operation. */
export interface GraphQLRequest {
    readonly query: string;
    readonly variables: Readonly<Record<string, unknown>>;
}
export interface GraphQLFault {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}
/** What a GraphQL server answers: the result of a query, or one item of a subscription. */
export interface GraphQLAnswer<Data = unknown> {
    readonly data?: Data | null | undefined;
    readonly errors?: readonly GraphQLFault[] | undefined;
}
/**
 * The road to a router or to the service. It makes each request once and does not try again by itself: the watch does,
 * since only the watch knows where to go on from.
 */
export interface Transport {
    /** Rejects where there is no answer. */
    query(request: GraphQLRequest, signal: AbortSignal): Promise<GraphQLAnswer>;
    /** Ends where the server completes the subscription, and throws where it is lost. The signal ends it. */
    subscribe(request: GraphQLRequest, signal: AbortSignal): AsyncIterable<GraphQLAnswer>;
}
/** Gives the token as it is now: asked at each connection, so that an expired one is followed by a good one. */
export type TokenSource = () => string | undefined | Promise<string | undefined>;
/** There is no answer, or no more of one; in some cases the server says when to try again. */
export declare class ConnectionLost extends Error {
    readonly name = "ConnectionLost";
    /** Not sooner than after so many milliseconds. */
    readonly retryAfterMs: number;
    constructor(message: string, { retryAfterMs, cause }?: {
        retryAfterMs?: number;
        cause?: unknown;
    });
}
