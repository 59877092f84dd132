import { join } from 'node:path';
import type { Load } from '../load/run.ts';
import type { SubscribersJob, SubscribersResult } from '../load/subscribers.ts';
import type { Metered } from '../processes/metered.ts';
import { startPeer } from '../processes/peer.ts';
import { startService, TWICE_TOLD } from '../processes/service.ts';
import type { Worker } from '../processes/worker.ts';

/** What subscribers are at. */
export interface Servers {
  readonly service: Metered;
  /** The service again, to which no one subscribes: what pushes cost by themselves. */
  readonly alone: Metered;
  readonly stock: Metered;
  readonly bare: Metered;
}

/** What the measurements of subscriptions work with. */
export interface Run {
  readonly servers: Servers;
  readonly load: Load;
  readonly subscribers: Worker<SubscribersJob, SubscribersResult>;
  readonly authorization: string;
  readonly rounds: number;
  readonly quick: boolean;
}

export async function startServers(
  folder: string,
  authorization: string,
  cleaning: AsyncDisposableStack,
): Promise<Servers> {
  const service = (name: string) =>
    startService({ folder, databaseUrl: `file:${join(folder, `${name}.db`)}`, accounts: [TWICE_TOLD] });
  const callers = { [authorization]: 'voice:read' };
  const [first, alone, stock, bare] = await Promise.all([
    service('service'),
    service('alone'),
    startPeer('graphql-ws', { databaseUrl: `file:${join(folder, 'stock.db')}`, folder, callers }),
    startPeer('bare-ws', {}),
  ]);
  for (const server of [first, alone, stock, bare]) cleaning.use(server);
  return { service: first, alone, stock, bare };
}

/** Sends one push or publication after another to a server, over some connections. */
export function trigger(
  { load }: Pick<Run, 'load'>,
  server: Metered,
  { path, body }: { readonly path: string; readonly body: string },
  {
    prefix,
    count,
    connections = 1,
  }: { readonly prefix: string; readonly count: number; readonly connections?: number },
): Promise<unknown> {
  return load.run({
    url: server.url,
    path,
    headers: { 'content-type': 'application/json' },
    bodies: [body],
    from: 0,
    prefix,
    count,
    seconds: 0,
    connections,
    expected: '',
  });
}
