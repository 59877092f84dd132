import type { ColumnDataType } from 'kysely';

/** What the engines call the same thing. */
export interface ColumnTypes {
  /** A whole number up to 2^53. */
  readonly integer: ColumnDataType;
  readonly bytes: ColumnDataType;
  /** The key of the event log: given by the engine, rising, never given twice. */
  readonly sequence: 'sqlite' | 'postgres';
}

export const SQLITE_TYPES: ColumnTypes = { integer: 'integer', bytes: 'blob', sequence: 'sqlite' };
