import type { Kysely, RawBuilder } from 'kysely';
import type { Tables } from './tables.ts';

/** Looks at a database before its tables are brought up to date, which may be of any version or not there yet. */
export type BeforeChanges = (db: Kysely<Tables>) => Promise<void>;

/** A database engine, opened and migrated. All SQL above it is written once, in kysely. */
export interface Engine {
  readonly db: Kysely<Tables>;
  /** Whether other processes work on the same database, and transactions run side by side. */
  readonly isShared: boolean;
  /** What the time is by the database's own clock, in milliseconds since 1970. */
  readonly clock: RawBuilder<number>;
  /** Runs the work in a transaction; again, from the start, where the database broke it off for the sake of another. */
  transact<T>(work: (transaction: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * Holds off other transactions that name one of these, until this one ends; those that share one, of each other none.
   */
  lock(transaction: Kysely<Tables>, names: readonly string[], shared: readonly string[]): Promise<void>;
  /**
   * Writes to the event log as the last thing that a transaction does, so that places in the log are given in the order
   * of commits: who has read up to a place has seen all before it. Other processes are told when it is committed.
   */
  appendLast(transaction: Kysely<Tables>, write: () => Promise<void>): Promise<void>;
  /** About how many rows a table has, or had when it was last looked through; asking costs no more for a large one. */
  estimateRows(table: keyof Tables): Promise<number>;
  /** Has the listener called when other processes may have appended events. */
  listen(listener: () => void): void;
  /** Whether an error says that the database takes nothing now, and may again later: full, read-only, out of reach. */
  isOutage(error: unknown): boolean;
  /** What an operator is told of an error that keeps the database from being used at the start. */
  asStartFault(error: unknown): unknown;
  close(): Promise<void>;
}
