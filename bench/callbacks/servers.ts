import { join } from 'node:path';
import { administer } from '../../test/support/administer.ts';
import { callee, caller } from '../../test/support/many-calls.ts';
import { startPostgres } from '../../test/support/postgres-server.ts';
import { type Load, sliceAt } from '../load/run.ts';
import type { Metered } from '../processes/metered.ts';
import { startPeer } from '../processes/peer.ts';
import { ACCOUNT, startService } from '../processes/service.ts';
import { bearerOf } from '../processes/tokens.ts';
import type { Options } from '../report/piece.ts';

/** What takes pushes: the service on both engines, another checkout of it, and the handlers beside it. */
export interface Servers {
  readonly service: Metered;
  readonly insert: Metered;
  readonly parse: Metered;
  readonly base: Metered | undefined;
  readonly postgres: Metered | undefined;
  readonly basePostgres: Metered | undefined;
}

const BIND = `mutation ($input: CreateAxbBindingInput!) {
  createAxbBinding(input: $input) { binding { status } userErrors { message } }
}`;

/** Starts them, each over a new store with the same bindings, made through the API at a vendor that answers at once. */
export async function startServers(
  { base, postgres, quick }: Options,
  folder: string,
  load: Load,
  bindings: number,
  cleaning: AsyncDisposableStack,
): Promise<Servers> {
  const vendor = cleaning.use(await startPeer('vendor', {}));
  const accounts = [{ ...ACCOUNT, baseUrl: vendor.url }];
  // Of the base a run without it knows nothing; PostgreSQL is only compared with the base.
  const server = base !== undefined && postgres ? cleaning.use(await startPostgres({ isVolatile: quick })) : undefined;
  const service = async (name: string, databaseUrl: string, checkout?: string) => {
    const started = cleaning.use(await startService({ folder, databaseUrl, accounts, checkout }));
    await bindAll(load, started, bindings, name);
    return started;
  };
  const overPostgres = async (name: string, checkout?: string) => {
    if (!server) return undefined;
    await administer(server.url, `create database "${name}"`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return service(name, url.href, checkout);
  };
  return {
    service: await service('service', `file:${join(folder, 'service.db')}`),
    insert: cleaning.use(await startPeer('insert', { file: join(folder, 'insert.db') })),
    parse: cleaning.use(await startPeer('parse', {})),
    base: base === undefined ? undefined : await service('base', `file:${join(folder, 'base.db')}`, base),
    postgres: await overPostgres('service'),
    basePostgres: await overPostgres('base', base),
  };
}

/** Makes a binding for each place; pushes name them. */
async function bindAll(load: Load, server: Metered, bindings: number, name: string): Promise<void> {
  const bodies = Array.from({ length: bindings }, (_, place) => {
    const numbers = { numberA: caller(place), numberB: callee(place) };
    const input = {
      idempotencyKey: `${name}-${place}`,
      accountId: ACCOUNT.id,
      reference: `order-${place}`,
      ...numbers,
    };
    return JSON.stringify({ query: BIND, variables: { input } });
  });
  const authorization = await bearerOf('voice:read voice:write');
  await sliceAt(load, server, {
    path: '/graphql',
    headers: { 'content-type': 'application/json', authorization },
    bodies,
    count: bindings,
    connections: 8,
    expected: '"status":"ACTIVE"},"userErrors":[]',
  });
}
