import { pushed } from './pushed.js';
// The protocol of wonka, urql's streams: 0 from the source is its end, 0 to it asks for more, 1 to it ends it.
const END = 0;
const PULL = 0;
const CLOSE = 1;
/**
 * The road that a client of urql has: its exchanges, with their headers and tokens. Make the subscription exchange's
 * socket with `retryAttempts: 0`, since the watch tries again by itself.
 */
export function overUrql(client) {
    return {
        query: async ({ query, variables }) => answerOf(await client.query(query, { ...variables }, { requestPolicy: 'network-only' }).toPromise()),
        subscribe: ({ query, variables }, signal) => pushed((sink) => {
            let talkback = () => undefined;
            const take = (signal) => {
                if (signal === END)
                    return sink.complete();
                if (signal.tag === 0) {
                    talkback = signal[0];
                }
                else {
                    try {
                        sink.next(answerOf(signal[0]));
                    }
                    catch (reason) {
                        sink.error(reason);
                    }
                }
                talkback(PULL);
            };
            client.subscription(query, { ...variables })(take);
            return () => talkback(CLOSE);
        }, signal),
    };
}
function answerOf({ data, error }) {
    if (error?.networkError)
        throw error.networkError;
    return error ? { data, errors: error.graphQLErrors } : { data };
}
