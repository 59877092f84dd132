import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';

/**
 * Which process is at which record, and what it has asked a vendor for. Processes of before this leave no row in it.
 */
export function underWay(types: ColumnTypes): Migration {
  return { up: (db: Kysely<unknown>) => up(db, types) };
}

async function up(db: Kysely<unknown>, { integer, text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('under_way')
    .addColumn('subject_id', text, (c) => c.primaryKey())
    .addColumn('holder', text, (c) => c.notNull())
    .addColumn('routed', integer, (c) => c.notNull())
    .addColumn('withheld', integer, (c) => c.notNull())
    .addColumn('attempted_at', text)
    .execute();
  await db.schema.createIndex('under_way_by_holder').on('under_way').columns(['holder', 'subject_id']).execute();
}
