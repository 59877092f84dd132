import { type ColumnDataType, type Expression, sql } from 'kysely';

/** What the engines call the same thing. */
export interface ColumnTypes {
  /** A whole number up to 2^53. */
  readonly integer: ColumnDataType;
  /** Text that is compared and ordered by its bytes: lists are paged by id. */
  readonly text: ColumnDataType | Expression<unknown>;
  readonly bytes: ColumnDataType;
  /** The key of the event log: given by the engine, rising, never given twice. */
  readonly sequence: 'sqlite' | 'postgres';
}

export const SQLITE_TYPES: ColumnTypes = { integer: 'integer', text: 'text', bytes: 'blob', sequence: 'sqlite' };

export const POSTGRES_TYPES: ColumnTypes = {
  integer: 'bigint',
  // A database's own collation sorts as people do, and not every one of them sorts ids alike.
  text: sql`text collate "C"`,
  bytes: 'bytea',
  sequence: 'postgres',
};
