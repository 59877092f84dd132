import type { Transport } from './transport.ts';
interface ApolloResult {
    readonly data?: unknown;
    readonly error?: unknown;
}
interface ApolloOperation<Document> {
    readonly query: Document;
    readonly variables: Record<string, unknown>;
    readonly fetchPolicy: 'no-cache' | 'network-only';
    readonly errorPolicy: 'all';
}
/** The part of an `ApolloClient` (4) that is used. */
export interface ApolloClientLike<Document> {
    query(operation: ApolloOperation<Document>): Promise<unknown>;
    subscribe(operation: ApolloOperation<Document>): {
        subscribe(observer: {
            next(result: ApolloResult): void;
            error(reason: unknown): void;
            complete(): void;
        }): {
            unsubscribe(): void;
        };
    };
}
export interface ApolloOptions {
    /** Whether what comes is written to the client's cache as well, for whatever else shows the same records. */
    readonly intoCache?: boolean;
}
/**
 * The road that an Apollo Client has: its links, with their headers and tokens. Make a GraphQLWsLink's client with
 * `retryAttempts: 0`, since the watch tries again by itself.
 *
 * @param gql Apollo Client's own, or `parse` of graphql.
 */
export declare function overApollo<Document>(client: ApolloClientLike<Document>, gql: (document: string) => Document, { intoCache }?: ApolloOptions): Transport;
export {};
