import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Caller } from '../graphql/caller.ts';
import type { GraphQLContext } from '../graphql/context.ts';
import { presentError } from '../graphql/errors.ts';
import type { Authenticate } from './authentication.ts';
import { createDocumentStore } from './document-store.ts';

export interface GraphQLOptions {
  readonly schema: GraphQLSchema;
  readonly authenticate: Authenticate;
  readonly createContext: (caller: Caller, disconnect?: (reason: string) => void) => GraphQLContext;
  readonly introspection: boolean;
  readonly log: Logger;
}

// Nothing of ours is cached by hint or reported to anybody; each of these costs time on every field (up to a third).
const SILENCED: ApolloServerPlugin[] = [
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];

// 500 recipients with their parameters are some 100 kB.
const LARGEST_REQUEST_BYTES = 1024 * 1024;

/** Serves `/graphql` over HTTP. Returns how to stop. */
export async function serveGraphQL(
  app: FastifyInstance,
  { schema, authenticate, createContext, introspection, log }: GraphQLOptions,
): Promise<() => Promise<void>> {
  const apollo = new ApolloServer<GraphQLContext>({
    schema,
    introspection,
    documentStore: createDocumentStore(),
    includeStacktraceInErrorResponses: false,
    // The process drains in an order of its own; see main.
    stopOnTerminationSignals: false,
    plugins: SILENCED,
    formatError: (formatted, error) => presentError(formatted, error, log),
  });
  await apollo.start();
  const handler = fastifyApolloHandler(apollo, {
    context: async ({ headers }) => createContext(await authenticate(headers.authorization)),
  });
  app.route({ url: '/graphql', method: ['GET', 'POST', 'OPTIONS'], bodyLimit: LARGEST_REQUEST_BYTES, handler });
  return () => apollo.stop();
}
