import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../src/store/tables.ts';

/** The columns of each table that a version has, whatever they mean; without views, and the tables of kysely and leases. */
export async function columnsOf(db: Kysely<Tables>): Promise<Map<string, readonly { name: string; type: string }[]>> {
  const tables = await db.introspection.getTables();
  return new Map(
    tables
      .filter(({ name, isView }) => !isView && name !== 'leases' && !name.startsWith('kysely_'))
      .map(({ name, columns }) => [
        name,
        columns.map((column) => ({ name: column.name, type: column.dataType.toLowerCase() })),
      ]),
  );
}

const ROWS = 3;

/**
 * Puts rows into every table of a version. Each bears the name that is given, so that it can be told from later ones.
 */
export async function fillTables(db: Kysely<Tables>, name: string): Promise<void> {
  for (const [table, columns] of await columnsOf(db)) {
    for (let row = 0; row < ROWS; row++) {
      const values = columns.map((column) => valueIn(column, `${name} ${row}`));
      await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column.name)))})
        values (${sql.join(values)})`.execute(db);
    }
  }
}

let counted = 0;

function valueIn({ type }: { type: string }, name: string): unknown {
  if (/int|serial/.test(type)) return ++counted;
  return /blob|bytea/.test(type) ? Buffer.from(name) : `${name} ${++counted}`;
}

/** All that lies in these columns, as text that can be compared. */
export async function contentOf(
  db: Kysely<Tables>,
  columns: Awaited<ReturnType<typeof columnsOf>>,
): Promise<Record<string, string[]>> {
  const content: Record<string, string[]> = {};
  for (const [table, named] of columns) {
    const { rows } = await sql<Record<string, unknown>>`
      select ${sql.join(named.map(({ name }) => sql.ref(name)))} from ${sql.table(table)}`.execute(db);
    content[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return content;
}
