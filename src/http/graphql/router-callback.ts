import { setImmediate } from 'node:timers/promises';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginSubscriptionCallback } from '@apollo/server/plugin/subscriptionCallback';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { ExecutionArgs, FormattedExecutionResult, GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { refusal } from '../../graphql/limits/refusal.ts';
import { allowedCallback } from './callback-address.ts';
import type { GraphQLOptions } from './options.ts';
import { isFields } from './request.ts';
import { createRouterRequests, type RouterRequests } from './router-requests.ts';
import { SILENCED } from './silenced.ts';
import type { Stream, Streams, Subscriber } from './streams.ts';

/** What a router writes into `extensions.subscription` of a request. Nothing of it has been checked. */
export type CallbackRequest = Readonly<Record<string, unknown>>;

/** Apollo's HTTP callback protocol: events are posted to an address of the router's. */
export interface RouterCallbacks {
  /**
   * Begins a subscription; gives what its request is answered with. Throws the refusal of a router that is not allowed.
   */
  subscribe(
    asked: CallbackRequest,
    operation: ExecutionArgs,
    subscriber: Omit<Subscriber, 'cut'>,
  ): Promise<FormattedExecutionResult>;
  /** Ends what is sent. Call it when the streams are closed. */
  close(): Promise<void>;
}

/** The request's `extensions.subscription`; undefined where it has none. */
export function callbackAskedFor(extensions: unknown): CallbackRequest | undefined {
  const asked = isFields(extensions) ? extensions.subscription : undefined;
  return isFields(asked) ? asked : undefined;
}

// Apollo Router's default, and bounds: a heartbeat is a request, and a router that is gone is to be noticed.
const HEARTBEAT_MS = { default: 5_000, least: 100, most: 60_000 };
// With the router's default, a router that is gone is noticed after 15 seconds.
const MISSED_HEARTBEATS = 3;

const RELAY = `
  scalar Answer
  type Query { _: Answer }
  type Subscription { relayed: Answer }
`;

/**
 * Serves the protocol by Apollo's own plugin. The plugin subscribes by itself, at any address, with one context for all
 * events, and sends errors as they are thrown. So it is given a schema of one field, behind which the answers are made
 * as on the other roads, and a way out that goes to the routers that are allowed and takes no redirect.
 */
export function createRouterCallbacks(streams: Streams, options: GraphQLOptions): RouterCallbacks {
  const { routers } = options;
  const requests = createRouterRequests(options);
  // Started when a router first asks: most installations have none that does.
  let starting: Promise<Relay> | undefined;
  const opening = new Set<string>();

  const begin = async (callbackUrl: string, asked: CallbackRequest, stream: Stream) => {
    const followed = requests.follow(callbackUrl, stream);
    starting ??= startRelay(requests, options);
    const relay = await starting;
    const subscription = {
      callbackUrl,
      subscriptionId: textOf(asked.subscriptionId ?? asked.subscription_id),
      verifier: textOf(asked.verifier),
      heartbeatIntervalMs: heartbeatOf(asked.heartbeatIntervalMs ?? asked.heartbeat_interval_ms),
    };
    const { body } = await relay.executeOperation(
      { query: 'subscription { relayed }', extensions: { subscription } },
      { contextValue: { stream: followed } },
    );
    if (body.kind === 'single' && !body.singleResult.errors) return { data: null };
    await followed.return();
    throw notReady();
  };

  return {
    subscribe: async (asked, operation, subscriber) => {
      const callbackUrl = allowedCallback(routers, asked.callbackUrl ?? asked.callback_url);
      if (callbackUrl === undefined) throw notAllowed(routers.callbackUrls.length);
      if (opening.has(callbackUrl) || requests.isInUse(callbackUrl)) throw inUse();
      opening.add(callbackUrl);
      try {
        const stream = await streams.open(operation, { ...subscriber, cut: () => requests.cut(callbackUrl) });
        return 'next' in stream ? await begin(callbackUrl, asked, stream) : stream;
      } finally {
        opening.delete(callbackUrl);
      }
    },
    close: async () => {
      const relay = await starting;
      // The plugin is told of each end in a microtask, and says it to the router before it is stopped.
      await setImmediate();
      await relay?.stop();
      await requests.close();
    },
  };
}

type Relay = ApolloServer<{ readonly stream: Stream }>;

async function startRelay({ fetch }: RouterRequests, { log }: GraphQLOptions): Promise<Relay> {
  const relay: Relay = new ApolloServer<{ readonly stream: Stream }>({
    schema: makeExecutableSchema({
      typeDefs: RELAY,
      resolvers: {
        Subscription: {
          relayed: {
            subscribe: (_root: unknown, _args: unknown, { stream }: { readonly stream: Stream }) => stream,
            resolve: (answer: FormattedExecutionResult) => answer,
          },
        },
      },
    }),
    logger: log,
    stopOnTerminationSignals: false,
    plugins: [
      ...SILENCED,
      ApolloServerPluginSubscriptionCallback({
        fetcher: fetch,
        logger: loggerOf(log),
        maxConsecutiveHeartbeatFailures: MISSED_HEARTBEATS,
      }),
    ],
  });
  await relay.start();
  return relay;
}

/** The plugin counts missed heartbeats only with a logger; a router that is gone is no error of this process. */
function loggerOf(log: Logger): PluginLogger {
  const debug = (text: unknown) => log.debug(text as string);
  return { debug, info: debug, warn: debug, error: (text: unknown) => log.info(text as string) };
}

type PluginLogger = NonNullable<NonNullable<Parameters<typeof ApolloServerPluginSubscriptionCallback>[0]>['logger']>;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function heartbeatOf(asked: unknown): number {
  if (typeof asked !== 'number' || !Number.isFinite(asked)) return HEARTBEAT_MS.default;
  // 0 asks for none; the router is looked after all the same.
  return asked <= 0 ? HEARTBEAT_MS.most : Math.min(Math.max(asked, HEARTBEAT_MS.least), HEARTBEAT_MS.most);
}

function notAllowed(known: number): GraphQLError {
  const ways = 'or have the router ask over a WebSocket or by Server-Sent Events';
  return refusal(
    'ROUTER_NOT_ALLOWED',
    known === 0
      ? `Callbacks are sent to no router here: have the operator set ROUTER_CALLBACK_URLS to the router's address, ${ways}.`
      : `Callbacks are not sent to this address: have the operator add it to ROUTER_CALLBACK_URLS, ${ways}.`,
  );
}

function inUse(): GraphQLError {
  return refusal('ROUTER_NOT_ALLOWED', 'Another subscription is sent to this callback address: use one for each.');
}

function notReady(): GraphQLError {
  return refusal(
    'ROUTER_NOT_READY',
    'The check of the callback address was not answered with success, so the subscription was not begun: see that the address is reached from here.',
  );
}
