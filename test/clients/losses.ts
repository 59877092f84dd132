import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import WebSocket from 'ws';
import { overFetch, type Transport, watchVoiceActivity } from '../../clients/watch/dist/index.js';
import { overWebSocket } from '../../clients/watch/dist/websocket.js';
import { freePort } from '../support/free-port.ts';
import { supergraphOf, type UpstreamRoad, voiceSubgraph } from '../support/gateway.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';
import { until } from '../support/until.ts';
import { openCutProxy } from './cut-proxy.ts';

/** What a watch brought beside what there was: each change as “cursor id revision status”. */
export interface Survival {
  /** What the log has behind the watches' first cursors. */
  readonly logged: readonly string[];
  /** By the road of the watch. */
  readonly watched: Readonly<Record<string, readonly string[]>>;
  /** How often each watch read the records: once, where every loss was resumed from. */
  readonly reads: Readonly<Record<string, number>>;
  /** How often each watch told of a loss. */
  readonly losses: Readonly<Record<string, number>>;
}

const REFERENCE = 'order-42';
const PATIENCE_MS = 60_000;
const PACE_MS = 20;

/**
 * Watches an order through a real Hive Gateway, over SSE and over WebSocket, while it changes all the time, and kills in
 * turn the connections to the gateway, the gateway and the service. Each kill waits until what came after the one before
 * has arrived.
 */
export async function surviveLosses(kills: number, road: UpstreamRoad): Promise<Survival> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryFolder());
  const settings = { PORT: String(await freePort()) };
  let service = await startService(folder.path, settings);
  stack.defer(() => service[Symbol.asyncDispose]());
  const supergraph = join(folder.path, 'supergraph.graphql');
  await writeFile(supergraph, supergraphOf([await voiceSubgraph(service)]));
  const gatewayPort = await freePort();
  let gateway = spawnGateway(supergraph, gatewayPort, road);
  stack.defer(() => end(gateway));
  const proxy = stack.use(await openCutProxy(gatewayPort));
  const leaving = new AbortController();
  stack.defer(() => leaving.abort());

  const socket = overWebSocket({ url: `${proxy.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  stack.defer(() => socket.dispose());
  const watches = {
    sse: watchAll(overFetch({ url: `${proxy.url}/graphql` }), leaving.signal),
    socket: watchAll(socket, leaving.signal),
  };
  const each = Object.values(watches);
  const arrived = (what: string, holds: (watch: Watch) => boolean) => {
    const all = async () =>
      each.every((watch) => {
        if (watch.failure) throw watch.failure;
        return holds(watch);
      });
    return until(what, all, PATIENCE_MS);
  };
  await arrived('the records', ({ first }) => first !== undefined);

  let isBusy = true;
  stack.defer(() => {
    isBusy = false;
  });
  const business = (async () => {
    for (let order = 0; isBusy; order++) {
      await bindAndRelease(service, `order-${order}`);
      await delay(PACE_MS);
    }
  })();
  const kill = {
    socket: async () => proxy.cut(),
    gateway: async () => {
      await end(gateway);
      gateway = spawnGateway(supergraph, gatewayPort, road);
    },
    service: async () => {
      await service.stop('SIGKILL');
      service = await startService(folder.path, settings);
    },
  };
  const victims = ['socket', 'gateway', 'service'] as const;
  for (let count = 0; count < kills; count++) {
    const before = each.map(({ changes }) => changes.length);
    await arrived(
      `changes before kill ${count}`,
      (watch) => watch.changes.length > (before[each.indexOf(watch)] ?? 0) + 1,
    );
    await kill[victims[count % victims.length] ?? 'socket']();
  }
  isBusy = false;
  await business;
  const last = await bindAndRelease(service, 'the last');
  const isLast = (change: string) => change.includes(`${last} `) && change.endsWith(' RELEASED');
  await arrived('the last change', ({ changes }) => changes.some(isLast));

  const [first = ''] = each.map((watch) => watch.first);
  return {
    logged: await changesInLog(service, first, each[0]?.changes.at(-1) ?? ''),
    watched: Object.fromEntries(Object.entries(watches).map(([name, { changes }]) => [name, changes])),
    reads: Object.fromEntries(Object.entries(watches).map(([name, { reads }]) => [name, reads])),
    losses: Object.fromEntries(Object.entries(watches).map(([name, { losses }]) => [name, losses])),
  };
}

interface Watch {
  /** The cursor of the records that it began with. */
  first: string | undefined;
  readonly changes: string[];
  reads: number;
  losses: number;
  failure: unknown;
}

function watchAll(transport: Transport, signal: AbortSignal): Watch {
  const watch: Watch = { first: undefined, changes: [], reads: 0, losses: 0, failure: undefined };
  const follow = async () => {
    const onStatus = ({ state }: { state: string }) => {
      if (state === 'LOST') watch.losses++;
    };
    const backoff = { firstMs: 50, longestMs: 500 };
    for await (const item of watchVoiceActivity({ transport, references: [REFERENCE], signal, onStatus, backoff })) {
      if (item.kind === 'RECORDS') {
        watch.first ??= item.cursor;
        watch.reads++;
      } else {
        watch.changes.push(describe(item.cursor, item.record, item.status));
      }
    }
  };
  follow().catch((error: unknown) => {
    watch.failure = error;
  });
  return watch;
}

const describe = (cursor: string, { id, revision }: { id: string; revision: number }, status: string | null) =>
  `${cursor} ${id} ${revision} ${status}`;

interface LoggedChange {
  readonly cursor: string;
  readonly status: string;
  readonly binding: { readonly id: string; readonly revision: number };
}

const LOG = `subscription ($after: Cursor) { voiceActivityChanged(references: ["${REFERENCE}"], after: $after) {
  ... on BindingStatusChange { cursor status binding { id revision } } } }`;

/** What the service itself gives behind a cursor, up to a change that is known to be there. */
async function changesInLog(service: RunningService, after: string, last: string): Promise<readonly string[]> {
  using all = await subscribe<LoggedChange>(service.url, LOG, { after });
  const changes: string[] = [];
  while (changes.at(-1) !== last) {
    const { cursor, status, binding } = await all.next();
    changes.push(describe(cursor, binding, status));
  }
  return changes;
}

const BIND = `mutation ($key: String!) { createAxbBinding(input: {
  idempotencyKey: $key, numberA: "13800138000", numberB: "13900139000", reference: "${REFERENCE}", lifetimeSeconds: 3600
}) { binding { id } } }`;
const RELEASE = 'mutation ($id: ID!) { releaseBinding(input: { bindingId: $id }) { binding { id status } } }';

/** Binds and releases; gives the binding, or undefined where the service is away. */
async function bindAndRelease(service: RunningService, key: string): Promise<string | undefined> {
  try {
    const { data } = await service.query<{ createAxbBinding: { binding: { id: string } | null } }>(BIND, { key });
    const id = data.createAxbBinding.binding?.id;
    if (id) await service.query(RELEASE, { id });
    return id;
  } catch {
    return undefined;
  }
}

function spawnGateway(supergraph: string, port: number, road: UpstreamRoad): ChildProcess {
  const program = new URL('gateway-process.ts', import.meta.url).pathname;
  return spawn(process.execPath, [program, supergraph, String(port), road], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
