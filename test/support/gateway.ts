import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createGatewayRuntime,
  createLoggerFromLogging,
  type GatewayConfigSupergraph,
  getGraphQLWSOptions,
} from '@graphql-hive/gateway-runtime';
import { assertCompositionSuccess, composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { GraphQLAnswer, RunningService } from './service.ts';

/** A subgraph as a supergraph is composed of it. */
export interface Subgraph {
  readonly name: string;
  /** Where it is asked: with its path. */
  readonly url: string;
  readonly sdl: string;
}

/** How the gateway asks the subgraphs for subscriptions: by its default, which is SSE by GET, or over WebSocket. */
export type UpstreamRoad = 'sse' | 'ws';

/** A Hive Gateway that listens: queries and SSE by HTTP, and graphql-transport-ws, at `/graphql`. */
export interface Gateway extends AsyncDisposable {
  /** Without a path, as that of a service. */
  readonly url: string;
  readonly port: number;
  query<Data>(document: string, variables?: object, headers?: Record<string, string>): Promise<GraphQLAnswer<Data>>;
}

export interface GatewayOptions {
  readonly road?: UpstreamRoad;
  /** One that was given up before; any free one without it. */
  readonly port?: number;
  readonly config?: Partial<GatewayConfigSupergraph>;
}

/** The subgraph that a service is, by its own `_service { sdl }`. */
export async function voiceSubgraph(
  service: Pick<RunningService, 'url' | 'query'>,
  headers: Record<string, string> = {},
): Promise<Subgraph> {
  const { data } = await service.query<{ _service: { sdl: string } }>('{ _service { sdl } }', {}, headers);
  return { name: 'voice', url: `${service.url}/graphql`, sdl: data._service.sdl };
}

/** The SDL of the supergraph; throws with the composer's words where the subgraphs do not go together. */
export function supergraphOf(subgraphs: readonly Subgraph[]): string {
  const composed = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  assertCompositionSuccess(composed);
  return composed.supergraphSdl;
}

/**
 * Starts a Hive Gateway over subgraphs. It is the gateway's own runtime, without the command line and its exporters,
 * whose installation takes 420 MB instead of 36. Authorization is passed on to the subgraphs on every road.
 */
export async function startGateway(
  subgraphs: readonly Subgraph[],
  { road = 'sse', port = 0, config = {} }: GatewayOptions = {},
): Promise<Gateway> {
  const runtime = createGatewayRuntime({
    supergraph: supergraphOf(subgraphs),
    logging: createLoggerFromLogging(false),
    maskedErrors: false,
    propagateHeaders: { fromClientToSubgraphs: ({ request }) => authorizationOf(request) },
    ...(road === 'ws' ? { transportEntries: { '*.http': { options: { subscriptions: OVER_WEBSOCKET } } } } : {}),
    ...config,
  });
  // Over a socket it does not wait for its own schema.
  await runtime.getSchema();
  const server = createServer(runtime);
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const socketServer = useServer(
    getGraphQLWSOptions<Record<string, unknown>, Extra>(
      runtime,
      ({ connectionParams, extra: { request, socket } }) => ({
        req: request,
        socket,
        request: requestOf(request, connectionParams),
      }),
    ),
    sockets,
  );
  await once(server.listen(port, '127.0.0.1'), 'listening');
  const listensAt = (server.address() as AddressInfo).port;
  const url = `http://127.0.0.1:${listensAt}`;
  return {
    url,
    port: listensAt,
    query: async (query, variables = {}, headers = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return response.json() as never;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await socketServer.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await runtime[Symbol.asyncDispose]();
    },
  };
}

const OVER_WEBSOCKET = {
  kind: 'ws',
  options: { connectionParams: { authorization: '{context.headers.authorization}' } },
};

/** The upgrade as the gateway reads requests; browsers put the token into the payload of `connection_init`. */
function requestOf({ url = '', headers }: IncomingMessage, params: Readonly<Record<string, unknown>> = {}): Request {
  const authorization = String(params.authorization ?? headers.authorization ?? '');
  return new Request(new URL(url, 'http://127.0.0.1'), { headers: authorization ? { authorization } : {} });
}

function authorizationOf(request: Request): Record<string, string> {
  const authorization = request.headers.get('authorization');
  return authorization === null ? {} : { authorization };
}
