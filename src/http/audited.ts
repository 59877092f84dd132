import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { GraphQLContext } from '../graphql/context.ts';
import { unrecorded } from '../graphql/errors.ts';

/** Writes down what an answer shows; gives the error that is sent in its place where that is not possible. */
export async function writeReveals({ reveals, log }: GraphQLContext): Promise<GraphQLFormattedError | undefined> {
  try {
    await reveals.write();
    return undefined;
  } catch (err) {
    log.error({ err }, 'an answer was not given, because the audit trail could not be written');
    return unrecorded().toJSON();
  }
}

/** Holds answers over HTTP back until what they show is in the audit trail. */
export const auditedAnswers: ApolloServerPlugin<GraphQLContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue, response }) => {
      const refusal = await writeReveals(contextValue);
      if (!refusal) return;
      response.http.status = 503;
      response.body = { kind: 'single', singleResult: { errors: [refusal] } };
    },
  }),
};
