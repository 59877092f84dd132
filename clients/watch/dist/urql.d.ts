import type { GraphQLFault, Transport } from './transport.ts';
interface UrqlResult {
    readonly data?: unknown;
    readonly error?: {
        readonly graphQLErrors: readonly GraphQLFault[];
        readonly networkError?: unknown;
    } | undefined;
}
/** Takes a function that takes signals; `never`, because wonka's own types are not imported. */
type Source = (sink: never) => void;
/** The part of a `Client` of urql that is used. */
export interface UrqlClientLike {
    query(document: string, variables: Record<string, unknown>, context: {
        readonly requestPolicy: 'network-only';
    }): {
        toPromise(): Promise<UrqlResult>;
    };
    subscription(document: string, variables: Record<string, unknown>): Source;
}
/**
 * The road that a client of urql has: its exchanges, with their headers and tokens. Make the subscription exchange's
 * socket with `retryAttempts: 0`, since the watch tries again by itself.
 */
export declare function overUrql(client: UrqlClientLike): Transport;
export {};
