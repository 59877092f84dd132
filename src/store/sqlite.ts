import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect, type SqliteStatement, sql } from 'kysely';
import type { BeforeChanges, Engine } from './engine.ts';
import { SQLITE_TYPES } from './migrations/column-types.ts';
import { migrate } from './migrations/migrate.ts';
import { asStartFault } from './sqlite/faults.ts';
import { type OnTightened, privateFile, tightenDatabase } from './sqlite/files.ts';
import { lockFile } from './sqlite/lock.ts';
import type { Tables } from './tables.ts';

// A query has one text however its values differ; there are far fewer than this.
const STATEMENT_CACHE = 500;
// But for those of batches, of which each size has its own. One of 200 calls is made anew in 0.25 ms, and kept it takes
// some 200 KB (measured).
const LONGEST_KEPT = 2_000;

/**
 * The embedded engine: SQLite as Node carries it. WAL with synchronous=FULL, so that what is committed survives a power
 * cut; one connection, so that transactions follow each other.
 */
export async function openSqlite(
  file: string,
  beforeChanges: BeforeChanges = async () => undefined,
  onTightened: OnTightened = () => undefined,
): Promise<Engine> {
  if (file === ':memory:') return engineOver(file, await openDatabase(file, beforeChanges), () => undefined);
  try {
    const path = privateFile(file);
    const lock = lockFile(path);
    const db = await openDatabase(path, beforeChanges).catch(onFailure(lock.release));
    // Not before it is known to be a database, and one that this process may have.
    tightenDatabase(path, onTightened);
    return engineOver(file, db, lock.release);
  } catch (error) {
    throw asStartFault(file, error);
  }
}

const onFailure = (undo: () => void) => (error: unknown) => {
  undo();
  throw error;
};

async function openDatabase(path: string, beforeChanges: BeforeChanges): Promise<Kysely<Tables>> {
  const database = new DatabaseSync(path, { timeout: 5_000 });
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    const db = kyselyOver(database);
    await beforeChanges(db);
    await migrate(db, SQLITE_TYPES);
    return db;
  } catch (error) {
    database.close();
    throw error;
  }
}

function engineOver(file: string, db: Kysely<Tables>, release: () => void): Engine {
  return {
    db,
    isShared: false,
    clock: CLOCK,
    transact: (work) => db.transaction().execute(work),
    // On one connection transactions follow each other: there is no second writer to hold off, and places in the log
    // are given in the order of commits.
    lock: async () => undefined,
    appendLast: (_transaction, write) => write(),
    estimateRows: async (table) => {
      const { rows } = await sql<{ last: number | null }>`select max(rowid) as last from ${sql.table(table)}`.execute(
        db,
      );
      return rows[0]?.last ?? 0;
    },
    listen: () => undefined,
    isOutage,
    asStartFault: (error) => asStartFault(file, error),
    close: () => db.destroy().finally(release),
  };
}

/** The clock of SQLite is that of its process. */
export const CLOCK = sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;

/** An open SQLite database as the store's tables. */
export function kyselyOver(database: DatabaseSync): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: asKyselyDatabase(database) }) });
}

// Result codes of SQLite: BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN. Extended codes carry them in their low
// byte.
const OUTAGES = new Set([5, 6, 7, 8, 10, 13, 14]);

function isOutage(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && OUTAGES.has(Number(error.errcode) & 0xff);
}

// Takes the write lock at once and waits for it: one that is taken after the first read fails where another process (an
// operator's sqlite3) wrote in between, whatever the timeout (SQLITE_BUSY_SNAPSHOT).
const BEGIN = 'begin immediate';

/** The few methods that kysely's SQLite dialect asks of a driver, over Node's own. */
function asKyselyDatabase(database: DatabaseSync) {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (asked: string): SqliteStatement => {
      const sql = asked === 'begin' ? BEGIN : asked;
      const known = statements.get(sql);
      if (known) return known;
      const statement = asKyselyStatement(database.prepare(sql), () => sql !== 'rollback' || database.isTransaction);
      if (sql.length > LONGEST_KEPT) return statement;
      if (statements.size >= STATEMENT_CACHE) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
  };
}

/**
 * `isDue` is asked before each run: SQLite ends a transaction by itself on a full disk, and has none to roll back then.
 */
function asKyselyStatement(statement: StatementSync, isDue: () => boolean): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => (isDue() ? statement.run(...values(parameters)) : { changes: 0, lastInsertRowid: 0 }),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}
