import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A database engine, opened and migrated. All SQL above it is written once, in kysely. */
export interface Engine {
  readonly db: Kysely<Tables>;
  /** Whether other processes may work on the same database. */
  readonly isShared: boolean;
  /** Whether an error says that the database takes nothing now, and may again later: full, read-only, out of reach. */
  isOutage(error: unknown): boolean;
  close(): Promise<void>;
}
