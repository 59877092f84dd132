import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';

/** Bindings, calls, idempotency keys, the inbox and the event log. */
export function callsAndBindings(types: ColumnTypes): Migration {
  return { up: (db: Kysely<unknown>) => up(db, types) };
}

async function up(db: Kysely<unknown>, { integer, text, bytes, sequence }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('bindings')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('account_id', text, (c) => c.notNull())
    .addColumn('vendor', text, (c) => c.notNull())
    .addColumn('mode', text, (c) => c.notNull())
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('reference', text)
    .addColumn('vendor_binding_id', text)
    .addColumn('created_at', integer, (c) => c.notNull())
    .addColumn('updated_at', integer, (c) => c.notNull())
    .addColumn('expires_at', integer)
    .addColumn('ended_at', integer)
    .addColumn('sealed', bytes, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('bindings_by_account').on('bindings').columns(['account_id', 'id']).execute();
  await db.schema.createIndex('bindings_by_reference').on('bindings').columns(['reference', 'id']).execute();
  await db.schema.createIndex('bindings_by_vendor_id').on('bindings').columns(['vendor_binding_id']).execute();
  await db.schema.createIndex('bindings_by_status').on('bindings').columns(['status', 'id']).execute();

  await db.schema
    .createTable('calls')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('account_id', text, (c) => c.notNull())
    .addColumn('vendor', text, (c) => c.notNull())
    .addColumn('vendor_call_id', text, (c) => c.notNull())
    .addColumn('binding_id', text)
    .addColumn('vendor_binding_id', text)
    .addColumn('reference', text)
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('started_at', integer)
    .addColumn('created_at', integer, (c) => c.notNull())
    .addColumn('updated_at', integer, (c) => c.notNull())
    .addColumn('sealed', bytes, (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('calls_by_vendor_id')
    .unique()
    .on('calls')
    .columns(['vendor_call_id', 'account_id'])
    .execute();
  await db.schema.createIndex('calls_by_account').on('calls').columns(['account_id', 'id']).execute();
  await db.schema.createIndex('calls_by_binding').on('calls').columns(['binding_id', 'id']).execute();
  await db.schema.createIndex('calls_by_vendor_binding').on('calls').columns(['vendor_binding_id']).execute();
  await db.schema.createIndex('calls_by_reference').on('calls').columns(['reference', 'id']).execute();
  await db.schema.createIndex('calls_by_status').on('calls').columns(['status', 'id']).execute();

  await db.schema
    .createTable('numbers')
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('subject_id', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('numbers_key', ['hash', 'subject_id'])
    .execute();
  await db.schema.createIndex('numbers_by_subject').on('numbers').columns(['subject_id']).execute();

  await db.schema
    .createTable('requests')
    .addColumn('idempotency_key', text, (c) => c.primaryKey())
    .addColumn('operation', text, (c) => c.notNull())
    .addColumn('fingerprint', text, (c) => c.notNull())
    .addColumn('subject_id', text, (c) => c.notNull())
    .addColumn('created_at', integer, (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('deliveries')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('account_id', text, (c) => c.notNull())
    .addColumn('vendor', text, (c) => c.notNull())
    .addColumn('kind', text)
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('reason', text)
    .addColumn('received_at', integer, (c) => c.notNull())
    .addColumn('applied_at', integer)
    .addColumn('sealed', bytes, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('deliveries_by_state').on('deliveries').columns(['state', 'id']).execute();

  await db.schema
    .createTable('events')
    .addColumn('seq', sequence === 'sqlite' ? 'integer' : 'bigserial', (c) =>
      sequence === 'sqlite' ? c.primaryKey().autoIncrement() : c.primaryKey(),
    )
    .addColumn('topic', text, (c) => c.notNull())
    .addColumn('subject_id', text, (c) => c.notNull())
    .addColumn('account_id', text, (c) => c.notNull())
    .addColumn('binding_id', text)
    .addColumn('reference', text)
    .addColumn('previous_status', text)
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('at', integer, (c) => c.notNull())
    .addColumn('sealed', bytes, (c) => c.notNull())
    .execute();
}
