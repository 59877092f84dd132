import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { SQLITE_TYPES } from '../../src/store/migrations/column-types.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { migrate } from '../../src/store/migrations/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { kyselyOver } from '../../src/store/sqlite.ts';
import type { Tables } from '../../src/store/tables.ts';
import { createVault } from '../../src/store/vault.ts';
import { temporaryFolder } from '../support/service.ts';
import { columnsOf, contentOf, fillTables } from './rows-of-any-table.ts';

const VAULT = createVault(new Uint8Array(32));
const ALL = migrations(SQLITE_TYPES);
const NAMES = Object.keys(ALL);
/** Those that versions with kysely's own migrator made statement by statement, outside a transaction. */
const BY_KYSELY = NAMES.filter((name) => name <= '0006-lists');
const upTo = (count: number) => Object.fromEntries(Object.entries(ALL).slice(0, count));

afterEach(() => vi.restoreAllMocks());

const openFile = (file: string) => {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  return kyselyOver(database);
};

async function byKysely(db: Kysely<Tables>, target: string): Promise<void> {
  const provider = { getMigrations: async () => upTo(NAMES.indexOf(target) + 1) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
}

/**
 * Runs the work and keeps, before each of its statements, the files as they are then: what a process that is killed at
 * that moment leaves, because a kill takes nothing back that was handed to the operating system.
 */
async function filesAtEachStatement(file: string, work: (file: string) => Promise<void>): Promise<string[]> {
  const kept: string[] = [];
  const keep = () => {
    const folder = `${file}.at-${kept.length}`;
    mkdirSync(folder);
    for (const part of [file, `${file}-wal`]) {
      if (existsSync(part)) copyFileSync(part, join(folder, `voice.db${part.slice(file.length)}`));
    }
    kept.push(join(folder, 'voice.db'));
  };
  for (const method of ['run', 'all'] as const) {
    const original = StatementSync.prototype[method] as (...values: unknown[]) => never;
    vi.spyOn(StatementSync.prototype, method).mockImplementation(function (this: StatementSync, ...values) {
      keep();
      return original.apply(this, values);
    });
  }
  await work(file);
  vi.restoreAllMocks();
  return kept;
}

const definitionsOf = async (db: Kysely<Tables>) => {
  const { rows } = await sql<{ sql: string }>`
    select sql from sqlite_master where sql is not null and name not like 'kysely%' and name not like 'sqlite%'
  `.execute(db);
  // Where revisions of before migration 0013 begin depends on the rows that were there.
  return rows.map((row) => row.sql.replace(/("revision" integer default )\d+/, '$1…')).sort();
};

/** Opens the file as the service does, and expects the newest tables and all of the rows. */
async function expectWhole(file: string, rows: Awaited<ReturnType<typeof contentOf>>, columns: Columns): Promise<void> {
  await (await openStore(`file:${file}`, VAULT)).close();
  const db = openFile(file);
  const fresh = kyselyOver(new DatabaseSync(':memory:'));
  await migrate(fresh, SQLITE_TYPES);
  expect(await definitionsOf(db)).toEqual(await definitionsOf(fresh));
  const { rows: records } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  expect(records.map(({ name }) => name)).toEqual(NAMES);
  const found = await contentOf(db, columns);
  for (const [table, wanted] of Object.entries(rows)) expect(found[table]).toEqual(expect.arrayContaining(wanted));
  await Promise.all([db.destroy(), fresh.destroy()]);
}

type Columns = Awaited<ReturnType<typeof columnsOf>>;

/** Versions that made the tables: how they came to one of them, and how they went on to their newest. */
const VERSIONS = [
  {
    version: 'this version',
    names: NAMES,
    makeTables: (db: Kysely<Tables>, name: string) => migrate(db, SQLITE_TYPES, upTo(NAMES.indexOf(name) + 1)),
    start: async (file: string) => (await openStore(`file:${file}`, VAULT)).close(),
  },
  {
    version: 'a version with kysely’s migrator',
    names: BY_KYSELY,
    makeTables: byKysely,
    start: async (file: string) => {
      const db = openFile(file);
      await byKysely(db, BY_KYSELY.at(-1) ?? '');
      await db.destroy();
    },
  },
];

describe.each(VERSIONS)('a SQLite file on which $version was killed before any one statement', (version) => {
  const { names, makeTables, start } = version;
  test('of a first start opens with the newest tables', async () => {
    await using folder = await temporaryFolder();
    const kept = await filesAtEachStatement(join(folder.path, 'old.db'), start);
    expect(kept.length).toBeGreaterThan(50);
    for (const file of kept) await expectWhole(file, {}, new Map());
  }, 120_000);

  test.each(names.slice(0, -1))(
    'of the way from %s opens with the newest tables and all of its rows',
    async (from) => {
      await using folder = await temporaryFolder();
      const file = join(folder.path, 'old.db');
      const db = openFile(file);
      await makeTables(db, from);
      await fillTables(db, from);
      const columns = await columnsOf(db);
      const rows = await contentOf(db, columns);
      await db.destroy();
      const kept = await filesAtEachStatement(file, start);
      expect(kept.length).toBeGreaterThan(names.length - names.indexOf(from));
      for (const each of kept) await expectWhole(each, rows, columns);
    },
    120_000,
  );
});

const KILLED = fileURLToPath(new URL('killed-at-statement.ts', import.meta.url));

test.each([1, 3, 17, 40, 66])(
  'a process that kills itself before statement %i of a first start leaves a file that opens',
  async (at) => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'voice.db');
    const child = spawn(process.execPath, [KILLED, file, String(at)], { stdio: 'inherit' });
    expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
    await expectWhole(file, {}, new Map());
  },
);
