import type { Insertable, Kysely, RawBuilder } from 'kysely';
import type { EventsTable, Tables } from './tables.ts';
import type { Vault } from './vault.ts';

/** What repositories read and write through: the database itself, or one transaction in it. */
export interface Session {
  readonly db: Kysely<Tables>;
  readonly vault: Vault;
  /**
   * Whether a record is locked as it is read, until the transaction ends. So it is where transactions run side by side:
   * what one of them reads in order to change it, no other changes meanwhile.
   */
  readonly holds: boolean;
  /** What the time is by the database's own clock, in milliseconds since 1970. */
  readonly clock: RawBuilder<number>;
  /** Runs several statements so that all of them count or none. */
  atomically(work: (db: Kysely<Tables>) => Promise<void>): Promise<void>;
  /** Whether rows may be of a version that wrote numbers otherwise, and lead from those; left out: there are none. */
  readonly hasEarlierSpellings?: (() => boolean) | undefined;
  /** Puts rows at the end of the event log: at once, or as the last thing that the transaction does. */
  append(rows: readonly Insertable<EventsTable>[]): Promise<void>;
}

// SQLite takes 32,766 parameters in a statement (SQLITE_MAX_VARIABLE_NUMBER), PostgreSQL counts them in 16 bits
// (65,535).
const MOST_PARAMETERS = 32_766;

/** Rows in portions, each of which one insert can take. */
export function chunks<Row extends object>(rows: readonly Row[]): Row[][] {
  const size = Math.floor(MOST_PARAMETERS / Object.keys(rows[0] ?? { none: 0 }).length);
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
