import { Readable } from 'node:stream';
import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Metrics } from '../application/metrics.ts';
import type { Caller } from '../graphql/caller.ts';
import type { GraphQLContext } from '../graphql/context.ts';
import type { TrustedDocuments } from '../graphql/documents.ts';
import type { GraphQLLimits } from '../graphql/limits/limits.ts';
import type { Present } from '../graphql/present.ts';
import { auditedAnswers } from './audited.ts';
import type { Authenticate } from './authentication.ts';
import { createDocumentStore } from './document-store.ts';
import { answerFailure } from './graphql-failure.ts';
import { graphQLRequest } from './graphql-request.ts';
import type { Origins } from './origins.ts';

export interface GraphQLOptions {
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticate;
  readonly createContext: (caller: Caller, disconnect?: (reason: string) => void) => GraphQLContext;
  readonly limits: GraphQLLimits;
  readonly documents: TrustedDocuments;
  readonly origins: Origins;
  readonly present: Present;
  readonly log: Logger;
  readonly metrics: Metrics;
}

// Nothing of ours is cached by hint or reported to anybody; each of these costs time on every field (up to a third).
const SILENCED: ApolloServerPlugin<GraphQLContext>[] = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

/** Serves `/graphql` over HTTP. Returns how to stop. */
export async function serveGraphQL(app: FastifyInstance, options: GraphQLOptions): Promise<() => Promise<void>> {
  const { authenticate, createContext, limits, documents, origins, present } = options;
  const apollo = await startApollo(options);
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    bodyLimit: limits.limits.bodyBytes,
    errorHandler: answerFailure(present, limits.limits.bodyBytes),
    onRequest: async ({ headers }, reply) => void reply.headers(origins.headersFor(headers.origin)),
    handler: async (request, reply) => {
      const { method, headers } = request;
      const preflight = method === 'OPTIONS' ? origins.preflight(headers.origin) : undefined;
      if (preflight) return reply.code(204).headers(preflight).send();
      const caller = await authenticate(headers.authorization);
      const httpGraphQLRequest = graphQLRequest(request, caller, documents);
      return limits.bounded(
        async () => {
          const context = async () => createContext(caller);
          const answer = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
          // Who has stopped waiting has got an answer already.
          if (reply.sent) return reply;
          reply.code(answer.status ?? 200).headers(Object.fromEntries(answer.headers));
          const { body } = answer;
          return reply.send(body.kind === 'complete' ? body.string : Readable.from(body.asyncIterator));
        },
        (timeout) => reply.send({ errors: [present(timeout)], data: null }),
      );
    },
  });
  return async () => {
    await limits.settled();
    await apollo.stop();
  };
}

async function startApollo({ schema, limits, present }: GraphQLOptions): Promise<ApolloServer<GraphQLContext>> {
  const apollo = new ApolloServer<GraphQLContext>({
    schema,
    // Whether the schema may be asked for is one of the limits' rules, because sockets are not served from here.
    introspection: true,
    parseOptions: limits.parseOptions,
    validationRules: limits.validationRules,
    // Anybody could fill the memory with documents. Trusted ones are looked up before a request comes here.
    persistedQueries: false,
    documentStore: createDocumentStore(),
    includeStacktraceInErrorResponses: false,
    // The process drains in an order of its own; see main.
    stopOnTerminationSignals: false,
    plugins: [...SILENCED, costPlugin(limits), auditedAnswers],
    formatError: (formatted, error) => present(error, formatted),
  });
  await apollo.start();
  return apollo;
}

/** Refuses what costs too much. Variables decide that, so it is no rule of validation, whose outcome is remembered. */
function costPlugin(limits: GraphQLLimits): ApolloServerPlugin<GraphQLContext> {
  const hooks: GraphQLRequestListener<GraphQLContext> = {
    didResolveOperation: async ({ document, request: { operationName, variables } }) => {
      const refused = limits.tooExpensive({ document, operationName, variables });
      if (refused) throw refused;
    },
  };
  return { requestDidStart: async () => hooks };
}
