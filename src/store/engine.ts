import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A database engine, opened and migrated. All SQL above it is written once, in kysely. */
export interface Engine {
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}
