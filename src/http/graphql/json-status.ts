import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLContext } from '../../graphql/context.ts';
import { wantsPlainJson } from './accept.ts';

/** What GraphQL says of a request that HTTP has nothing against. */
const OF_GRAPHQL: ReadonlySet<unknown> = new Set([
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
]);

/**
 * Answers with 200 what cannot be read, does not fit the schema or has variables that do not fit, where the client
 * takes `application/json` and not GraphQL's own media type: by that type it cannot tell an answer of this server from
 * one of a proxy, whose 4xx it must not read as GraphQL (GraphQL over HTTP, section 6.4.1). A refusal by a limit keeps
 * its status.
 */
export const jsonStatus: ApolloServerPlugin<GraphQLContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { body, http } }) => {
      if (http.status !== 400 || body.kind !== 'single' || !wantsPlainJson(request.http?.headers.get('accept'))) return;
      const { errors = [] } = body.singleResult;
      if (errors.length > 0 && errors.every(({ extensions }) => OF_GRAPHQL.has(extensions?.code))) http.status = 200;
    },
  }),
};
