import { Readable } from 'node:stream';
import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { GraphQLError } from 'graphql';
import { operationHolderOf } from '../../domain/caller.ts';
import type { GraphQLContext } from '../../graphql/context.ts';
import { clientGone } from '../../graphql/errors.ts';
import type { GraphQLLimits } from '../../graphql/limits/limits.ts';
import { refusal } from '../../graphql/limits/refusal.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { auditedAnswers } from '../audited.ts';
import { wantsOnlyEventStream } from './accept.ts';
import { createDocumentStore } from './document-store.ts';
import { asEvents } from './event-stream.ts';
import { answerFailure } from './failure.ts';
import { jsonStatus } from './json-status.ts';
import type { GraphQLOptions } from './options.ts';
import { graphQLRequest } from './request.ts';
import { SILENCED } from './silenced.ts';
import { createSubscriptionRoads, SUBSCRIPTION_ROADS } from './subscription-roads.ts';

export interface GraphQLOverHttp {
  /** Ends the subscriptions; each subscriber is told to connect again. */
  endSubscriptions(): Promise<void>;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

/** Serves `/graphql` over HTTP: queries and mutations, and subscriptions by Server-Sent Events and by callback. */
export async function serveGraphQL(app: FastifyInstance, options: GraphQLOptions): Promise<GraphQLOverHttp> {
  const { authenticate, createContext, limits, quotas, documents, origins, present, metrics } = options;
  const apollo = await startApollo(options);
  const roads = createSubscriptionRoads(options);
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
      if (await roads.subscribe(request, reply, caller)) return reply;
      const over = await quotas.beginOperation(operationHolderOf(caller, request.ip));
      reply.raw.once('close', over);
      const gone = untilGone(reply);
      const isStream = wantsOnlyEventStream(headers.accept);
      const httpGraphQLRequest = graphQLRequest(request, caller, documents, limits.refuseEmpty);
      if (isStream) httpGraphQLRequest.headers.set('accept', 'application/json');
      // Apollo's rule against forged requests asks for a header that a page cannot set unasked; these have proved the
      // same.
      if (method === 'GET' && origins.mayGet(headers))
        httpGraphQLRequest.headers.set('apollo-require-preflight', 'true');
      return limits.bounded(
        async () => {
          const context = async () => createContext(caller, undefined, gone);
          const answer = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
          // Who has stopped waiting has got an answer already.
          if (reply.sent) return reply;
          reply.code(answer.status ?? 200).headers(Object.fromEntries(answer.headers));
          const { body } = answer;
          cutWhenUnread(reply, limits.limits.unreadSeconds, metrics);
          if (body.kind !== 'complete') return reply.send(Readable.from(body.asyncIterator));
          const tooLarge = limits.tooLarge(body.string);
          if (!tooLarge && isStream && reply.statusCode < 400)
            return reply.header('content-type', 'text/event-stream; charset=utf-8').send(asEvents(body.string));
          if (!tooLarge) return reply.send(body.string);
          metrics.limited('ANSWER_TOO_LARGE');
          return reply.send({ errors: [present(tooLarge)] });
        },
        (timeout) => reply.send({ errors: [present(timeout)], data: null }),
      );
    },
  });
  return {
    endSubscriptions: roads.close,
    stop: async () => {
      await limits.settled();
      await apollo.stop();
    },
  };
}

/** Aborted when a client closes its connection before it has its answer: routers do so when their own time is up. */
function untilGone({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort(clientGone());
  });
  return gone.signal;
}

/** A client that does not read its answer does not have it kept for it for ever. */
function cutWhenUnread({ raw }: FastifyReply, seconds: number, metrics: Pick<Metrics, 'limited'>): void {
  const timer = setTimeout(() => {
    metrics.limited('UNREAD');
    raw.destroy();
  }, seconds * 1_000);
  raw.once('close', () => clearTimeout(timer));
}

async function startApollo({ schema, limits, present }: GraphQLOptions): Promise<ApolloServer<GraphQLContext>> {
  const apollo = new ApolloServer<GraphQLContext>({
    schema,
    // Whether the schema may be asked for is one of the limits' rules, because sockets are not served from here.
    introspection: true,
    parseOptions: limits.parseOptions,
    validationRules: limits.validationRules,
    // Any client could fill the memory with documents. Trusted ones are looked up before a request comes here.
    persistedQueries: false,
    documentStore: createDocumentStore(),
    includeStacktraceInErrorResponses: false,
    // The process drains in an order of its own; see main.
    stopOnTerminationSignals: false,
    plugins: [...SILENCED, refusingPlugin(limits), auditedAnswers, jsonStatus],
    formatError: (formatted, error) => present(error, formatted),
  });
  await apollo.start();
  return apollo;
}

function subscriptionOverHttp(): GraphQLError {
  return refusal(
    'SUBSCRIPTION_NEEDS_SOCKET',
    `A subscription is not answered by a plain HTTP request. Send it to this address by one of these: ${SUBSCRIPTION_ROADS}.`,
  );
}

/**
 * Refuses subscriptions, and what costs too much. Variables decide that, so it is no rule of validation, whose outcome
 * is remembered.
 */
function refusingPlugin(limits: GraphQLLimits): ApolloServerPlugin<GraphQLContext> {
  const hooks: GraphQLRequestListener<GraphQLContext> = {
    didResolveOperation: async ({ document, operation, request: { operationName, variables } }) => {
      if (operation?.operation === 'subscription') throw subscriptionOverHttp();
      const refused = limits.tooExpensive({ document, operationName, variables });
      if (refused) throw refused;
    },
  };
  return { requestDidStart: async () => hooks };
}
