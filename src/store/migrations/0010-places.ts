import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';

/**
 * By what a binding is found that another one replaces: the place that it takes at its vendor, or the vendor's id. What
 * is over takes no place, so that these indexes are as large as what is in force.
 */
export function places(types: ColumnTypes): Migration {
  return { up: (db: Kysely<unknown>) => up(db, types) };
}

async function up(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  for (const column of ['place', 'held_by_a']) {
    await db.schema.alterTable('bindings').addColumn(column, text).execute();
    await db.schema
      .createIndex(`bindings_by_${column}`)
      .on('bindings')
      .columns([column])
      .where(column as never, 'is not', null)
      .execute();
  }
  await db.schema
    .createIndex('bindings_by_vendor_id_status')
    .ifNotExists()
    .on('bindings')
    .columns(['vendor_binding_id', 'status'])
    .execute();
}
