import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  replaceWithNoncontingentExpression,
  sql,
} from 'kysely';
import type { BeforeChanges, Engine } from './engine.ts';
import { POSTGRES_TYPES } from './migrations/column-types.ts';
import { migrate } from './migrations/migrate.ts';
import { checkDatabase } from './postgres/check-database.ts';
import { isBrokenOff, isOutage } from './postgres/errors.ts';
import { asStartFault } from './postgres/faults.ts';
import { CHANNEL, listenForEvents } from './postgres/listen.ts';
import { openPool, poolForMigrations } from './postgres/pool.ts';
import type { Tables } from './tables.ts';

/**
 * PostgreSQL, for many processes on one database. READ COMMITTED with locks where a decision is made on what was read;
 * the order of the event log is that of commits.
 */
export async function openPostgres(url: string, beforeChanges: BeforeChanges = async () => undefined): Promise<Engine> {
  try {
    await prepare(url, beforeChanges);
    return await connect(url);
  } catch (error) {
    throw asStartFault(url, error);
  }
}

async function connect(url: string): Promise<Engine> {
  const db = kyselyOver(openPool(url));
  const listening = await listenForEvents(url, db).catch(async (error: unknown) => {
    await db.destroy();
    throw error;
  });
  return {
    db,
    isShared: true,
    clock: CLOCK,
    transact: (work) => transact(db, work),
    lock: async (transaction, names, shared) => {
      const alone = new Set(names.map(lockKey));
      const keys = [...new Set([...alone, ...shared.map(lockKey)])].sort((a, b) => (a < b ? -1 : 1));
      if (keys.length === 0) return;
      // The functions are called for one key after the other, in their order.
      await sql`
        select case when alone then pg_advisory_xact_lock(key) else pg_advisory_xact_lock_shared(key) end
        from unnest(${keys.map(String)}::int8[], ${keys.map((key) => alone.has(key))}::bool[]) as held(key, alone)
      `.execute(transaction);
    },
    appendLast: async (transaction, write) => {
      await sql`select pg_advisory_xact_lock(${LOG_LOCK.space}::int4, ${LOG_LOCK.key}::int4)`.execute(transaction);
      await write();
      await sql`select pg_notify(${CHANNEL}, '')`.execute(transaction);
    },
    estimateRows: async (table) => {
      // -1 where the server has not looked through it yet.
      const { rows } = await sql<{ rows: number }>`
        select reltuples::int8 as rows from pg_class where oid = to_regclass(${table})
      `.execute(db);
      return Math.max(0, rows[0]?.rows ?? 0);
    },
    listen: listening.listen,
    isOutage,
    asStartFault: (error) => asStartFault(url, error),
    close: async () => {
      await listening.close();
      await db.destroy();
    },
  };
}

/** The time at which the statement runs, and not at which its transaction began. */
export const CLOCK = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::int8`;

// Held by the transaction that writes to the end of the event log, from the first of its events to the commit. Advisory
// locks of two numbers never meet those of one number, which named locks are. The numbers are "voic" and "evts" in
// ASCII.
const LOG_LOCK = { space: 0x766f_6963, key: 0x6576_7473 };

/** 64 bits of a hash of the name: two names that share a key wait for each other for nothing, and that is all. */
function lockKey(name: string): bigint {
  return createHash('sha256').update(name).digest().readBigInt64BE();
}

function kyselyOver(pool: PostgresPool): Kysely<Tables> {
  // SQLite takes `in ()` as it stands; PostgreSQL does not.
  const plugins = [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })];
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins });
}

/** Checks the database and brings its tables up to date. Processes that start at once do so one after the other. */
async function prepare(url: string, beforeChanges: BeforeChanges): Promise<void> {
  const db = kyselyOver(poolForMigrations(url));
  try {
    await checkDatabase(db, url);
    await beforeChanges(db);
    await migrate(db, POSTGRES_TYPES);
  } finally {
    await db.destroy();
  }
}

// Two transactions that wait for each other are broken off after a second (deadlock_timeout), one of them; five in a
// row is no chance any more.
const MOST_ATTEMPTS = 5;
const LONGEST_PAUSE_MS = 50;

/** Runs a transaction, again where PostgreSQL broke it off. One whose commit was cut off is never run again. */
async function transact<T>(db: Kysely<Tables>, work: (transaction: Kysely<Tables>) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().setIsolationLevel('read committed').execute(work);
    } catch (error) {
      if (!isBrokenOff(error) || attempt === MOST_ATTEMPTS) throw error;
      await delay(Math.random() * LONGEST_PAUSE_MS);
    }
  }
}
