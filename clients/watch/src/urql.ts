import { pushed } from './pushed.ts';
import type { GraphQLAnswer, GraphQLFault, Transport } from './transport.ts';

interface UrqlResult {
  readonly data?: unknown;
  readonly error?: { readonly graphQLErrors: readonly GraphQLFault[]; readonly networkError?: unknown } | undefined;
}

// The protocol of wonka, urql's streams: 0 from the source is its end, 0 to it asks for more, 1 to it ends it.
const END = 0;
const PULL = 0;
const CLOSE = 1;

type Talkback = (signal: 0 | 1) => void;

type Signal = 0 | ({ readonly tag: 0; readonly 0: Talkback } | { readonly tag: 1; readonly 0: UrqlResult });

/** Takes a function that takes signals; `never`, because wonka's own types are not imported. */
type Source = (sink: never) => void;

/** The part of a `Client` of urql that is used. */
export interface UrqlClientLike {
  query(
    document: string,
    variables: Record<string, unknown>,
    context: { readonly requestPolicy: 'network-only' },
  ): { toPromise(): Promise<UrqlResult> };
  subscription(document: string, variables: Record<string, unknown>): Source;
}

/**
 * The road that a client of urql has: its exchanges, with their headers and tokens. Make the subscription exchange's
 * socket with `retryAttempts: 0`, since the watch tries again by itself.
 */
export function overUrql(client: UrqlClientLike): Transport {
  return {
    query: async ({ query, variables }) =>
      answerOf(await client.query(query, { ...variables }, { requestPolicy: 'network-only' }).toPromise()),
    subscribe: ({ query, variables }, signal) =>
      pushed<GraphQLAnswer>((sink) => {
        let talkback: Talkback = () => undefined;
        const take = (signal: Signal) => {
          if (signal === END) return sink.complete();
          if (signal.tag === 0) {
            talkback = signal[0];
          } else {
            try {
              sink.next(answerOf(signal[0]));
            } catch (reason) {
              sink.error(reason);
            }
          }
          talkback(PULL);
        };
        client.subscription(query, { ...variables })(take as never);
        return () => talkback(CLOSE);
      }, signal),
  };
}

function answerOf({ data, error }: UrqlResult): GraphQLAnswer {
  if (error?.networkError) throw error.networkError;
  return error ? { data, errors: error.graphQLErrors } : { data };
}
