import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';

/** Leases for what only one may do, marks for how far a job has come, and the order in which bindings expire. */
export function leases(types: ColumnTypes): Migration {
  return { up: (db: Kysely<unknown>) => up(db, types) };
}

async function up(db: Kysely<unknown>, { integer, text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('leases')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('holder', text, (c) => c.notNull())
    .addColumn('expires_at', integer, (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('marks')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('value', text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('bindings_by_expiry').on('bindings').columns(['status', 'expires_at']).execute();
  await db.schema.createIndex('deliveries_by_account').on('deliveries').columns(['account_id', 'id']).execute();
  await db.schema.createIndex('events_by_time').on('events').columns(['at']).execute();
}
