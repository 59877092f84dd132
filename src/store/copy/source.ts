import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Kysely, sql } from 'kysely';
import { EXIT, StartFault } from '../../config/start-fault.ts';
import { KEY_CHECK } from '../key-check.ts';
import { OPENED_AT } from '../open.ts';
import { JOB_STATE_NAMES, jobStateRepository } from '../repositories/job-state.ts';
import { asStartFault } from '../sqlite/faults.ts';
import { lockFile } from '../sqlite/lock.ts';
import { kyselyOver } from '../sqlite.ts';
import type { Tables } from '../tables.ts';
import type { CopiedTable } from './tables.ts';

/** The SQLite file that is copied from, locked against writes meanwhile. */
export interface Source {
  readonly db: Kysely<Tables>;
  /** Tells this file, as it stands now, from every other one. */
  readonly identity: string;
  readonly migrations: readonly string[];
  /** The last number that was given to a row of a table; 0 where none was. */
  lastNumber(table: CopiedTable): Promise<number>;
  close(): Promise<void>;
}

/** Opens the file for this process alone. Changes nothing in it. */
export async function openSource(file: string): Promise<Source> {
  if (!existsSync(file)) throw new StartFault(EXIT.config, `There is no file ${file} to copy from.`);
  const lock = lockFile(realpathSync(file));
  const database = new DatabaseSync(file);
  try {
    holdAlone(database, file);
    const db = kyselyOver(database);
    return {
      db,
      identity: await identityOf(db, file),
      migrations: await migrationsOf(db),
      lastNumber: (table) => lastNumber(db, table),
      close: () => db.destroy().finally(lock.release),
    };
  } catch (error) {
    database.close();
    lock.release();
    throw asStartFault(file, error);
  }
}

const BUSY = 5;

/**
 * Refuses processes that do not ask for the lock, which are those of older versions. In WAL mode a process that has a
 * database open holds a shared lock on its file; the exclusive mode asks for the exclusive one with the first read.
 */
function holdAlone(database: DatabaseSync, file: string): void {
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;');
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && error.errcode === BUSY)) throw error;
    const sentence = `${file} is in use. Stop the service first: what it writes from now on would not be copied.`;
    throw new StartFault(EXIT.busy, sentence, error);
  }
}

/**
 * The key check is drawn by lot when a database is made, and each start of the service writes down its time: a file
 * that was used after a copy of it was begun is another one.
 */
async function identityOf(db: Kysely<Tables>, file: string): Promise<string> {
  const { rows } = await sql<{ name: (typeof JOB_STATE_NAMES)[number] }>`
    select name from sqlite_master where name in (${sql.join(JOB_STATE_NAMES)}) order by name
  `.execute(db);
  const [table] = rows;
  if (!table) throw new StartFault(EXIT.data, `${file} is no database of this service, or of an early version of it.`);
  const jobState = jobStateRepository({ db, holds: false }, table.name);
  const known = [await jobState.get(KEY_CHECK), await jobState.get(OPENED_AT)];
  return createHash('sha256')
    .update(known.filter((value) => value !== undefined).join(' '))
    .digest('hex');
}

/** The changes of tables that a database has seen, in order. */
export async function migrationsOf(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Rows that were removed had numbers, too, and cursors may name them. */
async function lastNumber(db: Kysely<Tables>, table: CopiedTable): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select seq from sqlite_sequence where name = ${table}`.execute(db);
  return rows[0]?.seq ?? 0;
}
