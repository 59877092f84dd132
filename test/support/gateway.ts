import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayConfigSupergraph } from '@graphql-hive/gateway-runtime';
import { type Subgraph, supergraphOf } from '../../examples/supergraph/compose.ts';
import { openGateway, type UpstreamRoad } from '../../examples/supergraph/gateway.ts';
import type { GraphQLAnswer, RunningService } from './service.ts';

export { type Subgraph, supergraphOf, type UpstreamRoad };

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

/** Starts the gateway of the examples over subgraphs, with errors as the subgraphs gave them. */
export async function startGateway(
  subgraphs: readonly Subgraph[],
  { road = 'sse', port = 0, config = {} }: GatewayOptions = {},
): Promise<Gateway> {
  const gateway = await openGateway(supergraphOf(subgraphs), { road, config: { maskedErrors: false, ...config } });
  const server = createServer(gateway.handle);
  gateway.attach(server);
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
      server.closeAllConnections();
      server.close();
      await gateway[Symbol.asyncDispose]();
    },
  };
}
