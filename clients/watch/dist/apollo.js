import { pushed } from './pushed.js';
/**
 * The road that an Apollo Client has: its links, with their headers and tokens. Make a GraphQLWsLink's client with
 * `retryAttempts: 0`, since the watch tries again by itself.
 *
 * @param gql Apollo Client's own, or `parse` of graphql.
 */
export function overApollo(client, gql, { intoCache = false } = {}) {
    const operationOf = ({ query, variables }) => ({
        query: gql(query),
        variables: { ...variables },
        fetchPolicy: intoCache ? 'network-only' : 'no-cache',
        errorPolicy: 'all',
    });
    return {
        query: async (request) => answerOf((await client.query(operationOf(request)))),
        subscribe: (request, signal) => pushed((sink) => {
            const next = (result) => {
                try {
                    sink.next(answerOf(result));
                }
                catch (reason) {
                    sink.error(reason);
                }
            };
            const subscription = client.subscribe(operationOf(request)).subscribe({ ...sink, next });
            return () => subscription.unsubscribe();
        }, signal),
    };
}
/** An error that holds the errors of an answer (CombinedGraphQLErrors) is that answer; any other is a loss. */
function answerOf({ data, error }) {
    if (!error)
        return { data };
    const errors = error.errors;
    if (!errors)
        throw error;
    return { data, errors };
}
