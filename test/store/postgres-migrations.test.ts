import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { expect, test } from 'vitest';
import { POSTGRES_TYPES } from '../../src/store/migrations/column-types.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { poolForMigrations } from '../../src/store/postgres/pool.ts';
import { jobStateRepository } from '../../src/store/repositories/job-state.ts';
import { SPELLING_MARK } from '../../src/store/spelling-place.ts';
import type { Tables } from '../../src/store/tables.ts';
import { createVault } from '../../src/store/vault.ts';
import { administer } from '../support/administer.ts';
import { openDatabase } from '../support/postgres.ts';
import { columnsOf, contentOf, fillTables } from './rows-of-any-table.ts';

const ALL = migrations(POSTGRES_TYPES);
const NAMES = Object.keys(ALL);
const upTo = (count: number) => Object.fromEntries(Object.entries(ALL).slice(0, count));

/** Connections of which the server ends one before its n-th statement, counted from the first; never, where it is 0. */
function killedBefore(url: string, statement: number): Kysely<Tables> {
  const pool = poolForMigrations(url);
  let count = 0;
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    const query = async (text: string, values: readonly unknown[]) => {
      count++;
      if (count === statement) {
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid', []);
        await administer(url, `select pg_terminate_backend(${rows[0]?.pid}, 10000)`);
      }
      return client.query(text, values);
    };
    return { query: query as never, release: (destroy) => client.release(destroy) };
  };
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: { ...pool, connect } as PostgresPool }) });
}

async function endingWith<T>(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function recordsIn(url: string): Promise<string[]> {
  const rows = await administer<{ name: string }>(url, 'select name from kysely_migration order by name');
  return rows.map(({ name }) => name);
}

test('a change whose connection ends before any one of its statements is undone, and made at the next start', async () => {
  await using database = await openDatabase();
  const { url } = database;
  let kills = 0;
  let rows: Awaited<ReturnType<typeof contentOf>> = {};
  let columns: Awaited<ReturnType<typeof columnsOf>> = new Map();
  for (const [place, name] of NAMES.entries()) {
    for (let statement = 1; ; statement++) {
      const failed = await endingWith(killedBefore(url, statement), (db) =>
        migrate(db, POSTGRES_TYPES, upTo(place + 1)).then(
          () => false,
          () => true,
        ),
      );
      if (!failed) break;
      kills++;
      // Before the last statement, the commit, all of the change has been made, and it is gone as well.
      const tables = await administer<{ name: string }>(
        url,
        "select relname as name from pg_class where relname = 'kysely_migration'",
      );
      if (tables.length > 0) expect(await recordsIn(url)).toEqual(NAMES.slice(0, place));
    }
    expect(await recordsIn(url)).toEqual(NAMES.slice(0, place + 1));
    await endingWith(killedBefore(url, 0), async (db) => {
      const found = await contentOf(db, columns);
      for (const [table, before] of Object.entries(rows)) {
        // A change that needs every number to be looked at again begins that work anew.
        const wanted = before.filter((row) => !JSON.stringify(row).includes(SPELLING_MARK));
        expect(found[table]).toEqual(expect.arrayContaining(wanted));
      }
      await fillTables(db, name);
      columns = await columnsOf(db);
      rows = await contentOf(db, columns);
    });
  }
  expect(kills).toBeGreaterThan(NAMES.length * 6);
  await (await openStore(url, createVault(new Uint8Array(32)))).close();
}, 240_000);

test('processes that start at once on the tables of an older version change them one after the other', async () => {
  await using database = await openDatabase();
  await endingWith(killedBefore(database.url, 0), (db) => migrate(db, POSTGRES_TYPES, upTo(2)));
  const vault = createVault(new Uint8Array(32));
  const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(database.url, vault)));
  expect(await recordsIn(database.url)).toEqual(NAMES);
  await Promise.all(stores.map((store) => store.close()));
});

const added = (besideOlder: boolean) => ({
  ...ALL,
  '9999-column': {
    besideOlder,
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('job_state').addColumn('note', 'text').execute();
    },
  },
});

test('a change beside which an older process may not work waits for the end of that process’s leases', async () => {
  await using database = await openDatabase();
  const vault = createVault(new Uint8Array(32));
  const older = await openStore(database.url, vault);
  const now = Date.now();
  await older.leases.acquire('job:expire', 'an older process', now, now + 30_000);
  const start = (besideOlder: boolean, at: number) =>
    endingWith(killedBefore(database.url, 0), (db) => migrate(db, POSTGRES_TYPES, added(besideOlder), () => at));
  await expect(start(false, now)).rejects.toThrow('Stop all processes of the older version');
  expect(await recordsIn(database.url)).toEqual(NAMES);
  expect(await older.jobState.get('any')).toBeUndefined();
  // It crashed, and its lease runs out.
  await start(false, now + 30_001);
  expect(await recordsIn(database.url)).toEqual([...NAMES, '9999-column']);
  await older.close();
});

test('a change beside which an older process may work is made while it works', async () => {
  await using database = await openDatabase();
  const older = await openStore(database.url, createVault(new Uint8Array(32)));
  await older.leases.acquire('job:expire', 'an older process', Date.now(), Date.now() + 30_000);
  await endingWith(killedBefore(database.url, 0), (db) => migrate(db, POSTGRES_TYPES, added(true)));
  expect(await recordsIn(database.url)).toContain('9999-column');
  await older.jobState.set('still', 'works');
  await older.close();
});

test('a process of before migration 0012 reads and writes job state under its earlier name, and this version sees it', async () => {
  await using database = await openDatabase();
  await endingWith(killedBefore(database.url, 0), async (db) => {
    await migrate(db, POSTGRES_TYPES, upTo(NAMES.indexOf('0012-job-state')));
    const older = jobStateRepository({ db, holds: true }, 'marks');
    const newer = jobStateRepository({ db, holds: true });
    await older.set('of before', 'kept');
    await migrate(db, POSTGRES_TYPES);
    expect(await newer.get('of before')).toBe('kept');
    await older.set('of before', 'changed by the older one');
    expect(await newer.get('of before')).toBe('changed by the older one');
    await newer.set('of before', 'changed by the newer one');
    expect(await older.get('of before')).toBe('changed by the newer one');
    expect(await older.claim('claimed', 'older')).toBe('older');
    expect(await newer.claim('claimed', 'newer')).toBe('older');
    await older.remove('claimed');
    expect(await newer.get('claimed')).toBeUndefined();
  });
});

test('a database that is newer than the program is refused, with the names of what is new', async () => {
  await using database = await openDatabase();
  const vault = createVault(new Uint8Array(32));
  await (await openStore(database.url, vault)).close();
  await administer(database.url, "insert into kysely_migration values ('9999-later', 'later')");
  await expect(openStore(database.url, vault)).rejects.toThrow(/newer than this program: it has 9999-later/);
});
