import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';
import { addRecordColumns } from './record-columns.ts';

/** Voice messages, texts, number groups, what vendors tell of accounts, and deliveries that wait for a message. */
export function messages(types: ColumnTypes): Migration {
  return { up: (db: Kysely<unknown>) => up(db, types) };
}

async function up(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { text, integer } = types;
  await addRecordColumns(db.schema.createTable('messages'), types)
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('vendor_message_id', text)
    .addColumn('batch_id', text, (c) => c.notNull())
    .addColumn('position', integer, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('messages_by_account').on('messages').columns(['account_id', 'id']).execute();
  await db.schema.createIndex('messages_by_reference').on('messages').columns(['reference', 'id']).execute();
  await db.schema.createIndex('messages_by_vendor_id').on('messages').columns(['vendor_message_id']).execute();
  await db.schema.createIndex('messages_by_batch').on('messages').columns(['batch_id', 'position']).execute();
  await db.schema.createIndex('messages_by_status').on('messages').columns(['status', 'id']).execute();

  await addRecordColumns(db.schema.createTable('sms'), types)
    .addColumn('binding_id', text)
    .addColumn('identity', text, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('sms_by_identity').unique().on('sms').columns(['identity', 'account_id']).execute();
  await db.schema.createIndex('sms_by_account').on('sms').columns(['account_id', 'id']).execute();
  await db.schema.createIndex('sms_by_binding').on('sms').columns(['binding_id', 'id']).execute();
  await db.schema.createIndex('sms_by_reference').on('sms').columns(['reference', 'id']).execute();

  await addRecordColumns(db.schema.createTable('number_groups'), types).execute();
  await db.schema.createIndex('number_groups_by_account').on('number_groups').columns(['account_id', 'id']).execute();

  await addRecordColumns(db.schema.createTable('account_states'), types).execute();

  await db.schema
    .createTable('awaited')
    .addColumn('account_id', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('delivery_id', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('awaited_key', ['account_id', 'name', 'delivery_id'])
    .execute();
}
