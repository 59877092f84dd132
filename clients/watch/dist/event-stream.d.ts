import { type GraphQLAnswer } from './transport.ts';
/**
 * The answers in a stream of Server-Sent Events, as graphql-sse and Hive Gateway write it (distinct connections): an
 * event `next` for each, and `complete` at the end.
 *
 * @param silentMs How long nothing may come, not even a comment that keeps the connection open.
 * @throws ConnectionLost where the stream ends without `complete`, or nothing comes for too long.
 */
export declare function answersIn(body: ReadableStream<Uint8Array>, silentMs: number): AsyncGenerator<GraphQLAnswer, void, void>;
