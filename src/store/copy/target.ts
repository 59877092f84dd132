import { type Kysely, sql } from 'kysely';
import { EXIT, StartFault } from '../../config/start-fault.ts';
import type { Engine } from '../engine.ts';
import { openPostgres } from '../postgres.ts';
import { jobStateRepository } from '../repositories/job-state.ts';
import { chunks } from '../session.ts';
import type { Tables } from '../tables.ts';
import { migrationsOf, type Source } from './source.ts';
import { COPIED_TABLES, COPY_MARK, type CopiedTable, countOf, KEYS, lastRowOf, type Row } from './tables.ts';

/** The PostgreSQL database that is copied to. */
export interface Target {
  readonly db: Kysely<Tables>;
  /** The last row that an earlier, interrupted run has written; undefined where none was. */
  lastRow(table: CopiedTable): Promise<Row | undefined>;
  write(table: CopiedTable, rows: readonly Row[]): Promise<void>;
  /** Has the numbers of a table's rows go on behind this one. */
  continueAfter(table: CopiedTable, number: number): Promise<void>;
  /** Says that it is a whole copy: a service may use it. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the database, makes its tables, and claims it for copies of this source. */
export async function openTarget(url: string, source: Source): Promise<Target> {
  const engine = await openPostgres(url);
  try {
    await checkMigrations(engine.db, source);
    await engine.transact((db) => claim(db, source));
  } catch (error) {
    await engine.close();
    throw error;
  }
  return targetOver(engine);
}

async function checkMigrations(db: Kysely<Tables>, source: Source): Promise<void> {
  const [own, its] = [(await migrationsOf(db)).join(), source.migrations.join()];
  if (own === its) return;
  throw new StartFault(
    EXIT.version,
    'The source has other tables than this version. Start the service of this version on it once, stop it, and copy then.',
  );
}

/** Held until the transaction ends, so that of two copies that begin at once one finds the other's mark. */
async function claim(db: Kysely<Tables>, { identity }: Source): Promise<void> {
  await sql`lock table job_state in exclusive mode`.execute(db);
  const jobState = jobStateRepository({ db, holds: false });
  const begun = await jobState.get(COPY_MARK);
  if (begun === identity) return;
  if (begun !== undefined) {
    throw new StartFault(
      EXIT.data,
      'The target holds a part of a copy of another database, or of this one before it was used again. Empty it first.',
    );
  }
  for (const table of COPIED_TABLES) {
    if ((await countOf(db, table)) === 0) continue;
    throw new StartFault(EXIT.data, `The target is not empty: it has rows in ${table}. Name a new database.`);
  }
  await jobState.set(COPY_MARK, identity);
}

function targetOver({ db, close }: Engine): Target {
  return {
    db,
    lastRow: (table) => lastRowOf(db, table),
    write: async (table, rows) => {
      for (const chunk of chunks(rows)) {
        await db
          // Rows of any table, as they were read: one table stands for all in the types.
          .insertInto(table as 'job_state')
          .values(chunk as unknown as Tables['job_state'][])
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
    },
    continueAfter: async (table, number) => {
      const [key] = KEYS[table];
      await sql`
        select setval(sequence, ${number}) from pg_get_serial_sequence(${table}, ${key}) as sequence
        where sequence is not null
      `.execute(db);
    },
    finish: () => jobStateRepository({ db, holds: false }).remove(COPY_MARK),
    close,
  };
}
