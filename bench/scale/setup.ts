import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { CUSTOMER } from '../../src/sandbox/winnerlook/authentication.ts';
import { openEngine } from '../../src/store/open.ts';
import { storeOver } from '../../src/store/store-over.ts';
import type { Tables } from '../../src/store/tables.ts';
import { createVault } from '../../src/store/vault.ts';
import { administer } from '../../test/support/administer.ts';
import type { Filled } from '../../test/support/many-calls.ts';
import { startPostgres } from '../../test/support/postgres-server.ts';
import { startService, temporaryFolder } from '../../test/support/service.ts';

const KEY = new Uint8Array(32).fill(7);
export const ACCOUNT = {
  id: 'acct_1',
  vendor: 'WINNERLOOK',
  baseUrl: 'http://127.0.0.1:9',
  credentials: CUSTOMER,
  callback: { token: 'a-callback-token-of-figures' },
} as const;
export const CALLBACK_PATH = `/callbacks/${ACCOUNT.id}/${ACCOUNT.callback.token}`;

/** What is measured: an engine, and how many processes work on one database of it. */
export interface Setup {
  readonly engine: 'SQLite' | 'PostgreSQL';
  readonly replicas: number;
}

/** A database that is gone when it is done with. */
export interface Database extends AsyncDisposable {
  readonly url: string;
  /** A folder of its own, for the process that works on it. */
  readonly folder: string;
}

/** Where PostgreSQL's databases are made: at TEST_DATABASE_URL, or on a server with its own defaults, fsync on. */
export async function openServer(): Promise<{ readonly url: string } & AsyncDisposable> {
  const { TEST_DATABASE_URL: url } = process.env;
  return url ? { url, [Symbol.asyncDispose]: async () => undefined } : startPostgres();
}

export async function makeDatabase(engine: Setup['engine'], server: string): Promise<Database> {
  const folder = await temporaryFolder();
  const remove = () => folder[Symbol.asyncDispose]();
  if (engine === 'SQLite') {
    return { url: `file:${join(folder.path, 'voice.db')}`, folder: folder.path, [Symbol.asyncDispose]: remove };
  }
  const name = `voice_${randomBytes(8).toString('hex')}`;
  await administer(server, `create database "${name}"`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    folder: folder.path,
    [Symbol.asyncDispose]: async () => {
      await administer(server, `drop database "${name}" with (force)`);
      await remove();
    },
  };
}

/** Opens a database beside the service, to fill it and to look into it. */
export async function look({ url }: Database): Promise<Filled & { readonly db: Kysely<Tables> } & AsyncDisposable> {
  const vault = createVault(KEY);
  const engine = await openEngine(url);
  const store = storeOver(engine, vault);
  return { db: engine.db, store, vault, [Symbol.asyncDispose]: () => store.close() };
}

/** Starts the processes; gives their addresses. */
export async function startReplicas(
  { replicas }: Setup,
  { url, folder }: Database,
): Promise<{ readonly urls: readonly string[]; output(): string } & AsyncDisposable> {
  const env = {
    SANDBOX: 'true',
    DATABASE_URL: url,
    DATA_KEY: Buffer.from(KEY).toString('base64'),
    // As much as there is: the limit is not what is measured.
    CALLBACK_REQUESTS_PER_SECOND: '100000',
  };
  const services = await Promise.all(Array.from({ length: replicas }, () => startService(folder, env, [ACCOUNT])));
  return {
    urls: services.map((service) => service.url),
    output: () => services.map((service) => service.output()).join('\n'),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(services.map((service) => service.stop()));
    },
  };
}
