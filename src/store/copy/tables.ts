import { type Kysely, sql } from 'kysely';
import type { Tables } from '../tables.ts';

/** The tables that are copied: all but leases, whose holders are gone. */
export type CopiedTable = Exclude<keyof Tables, 'leases'>;

/** Their primary keys: the order in which their rows are read, the same on both engines. */
export const KEYS: Readonly<Record<CopiedTable, readonly string[]>> = {
  bindings: ['id'],
  calls: ['id'],
  messages: ['id'],
  sms: ['id'],
  number_groups: ['id'],
  account_states: ['id'],
  numbers: ['hash', 'subject_id'],
  virtual_numbers: ['hash', 'subject_id'],
  requests: ['idempotency_key'],
  deliveries: ['id'],
  awaited: ['account_id', 'name', 'delivery_id'],
  recordings: ['id'],
  under_way: ['subject_id'],
  audit: ['id'],
  audit_subjects: ['subject_id', 'audit_id'],
  events: ['seq'],
  job_state: ['name'],
};

export const COPIED_TABLES = Object.keys(KEYS) as readonly CopiedTable[];

/** A row of any table, as it is read. */
export type Row = Readonly<Record<string, unknown>>;

/** The mark in the target, while it is not yet a whole copy; its value is the source's identity. */
export const COPY_MARK = 'copy-of';

// A push is some kilobytes, 1 MiB at most: so many of them are read into memory at a time.
const BATCH = 250;

/** The rows of a table in the order of its key, in batches: all of them, or those behind a row. */
export async function* rowsOf(db: Kysely<Tables>, table: CopiedTable, behind?: Row): AsyncGenerator<readonly Row[]> {
  const columns = sql.join(KEYS[table].map((column) => sql.ref(column)));
  const isCopied = table === 'job_state' ? sql`name <> ${COPY_MARK}` : sql`true`;
  for (let last = behind; ; ) {
    const rest = last ? sql`(${columns}) > (${sql.join(keyOf(table, last))})` : sql`true`;
    const { rows } = await sql<Row>`
      select * from ${sql.table(table)} where ${isCopied} and ${rest} order by ${columns} limit ${BATCH}
    `.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    last = rows.at(-1);
  }
}

/** The row of a table with the greatest key; undefined where it has none. */
export async function lastRowOf(db: Kysely<Tables>, table: CopiedTable): Promise<Row | undefined> {
  const columns = sql.join(KEYS[table].map((column) => sql`${sql.ref(column)} desc`));
  const isCopied = table === 'job_state' ? sql`where name <> ${COPY_MARK}` : sql``;
  const { rows } = await sql<Row>`select * from ${sql.table(table)} ${isCopied} order by ${columns} limit 1`.execute(
    db,
  );
  return rows[0];
}

/** How many rows a table has. */
export async function countOf(db: Kysely<Tables>, table: CopiedTable): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return rows[0]?.count ?? 0;
}

const keyOf = (table: CopiedTable, row: Row): readonly unknown[] => KEYS[table].map((column) => row[column]);
