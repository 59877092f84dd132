import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Indexes by which the cost of a list, of a report and of a job does not grow with the number of records: see
 * bench/scale.ts. Those that exist already were made beforehand, so that no writer had to wait (docs/operate.md).
 */
export function lists(): Migration {
  return { up };
}

/** What lists are narrowed to by statuses of accounts, by vendors, and by the time of making. */
const BY_COLUMNS: readonly (readonly [name: string, table: string, columns: string[]])[] = [
  ['bindings_by_account_status', 'bindings', ['account_id', 'status', 'id']],
  ['bindings_by_vendor', 'bindings', ['vendor', 'id']],
  ['bindings_by_time', 'bindings', ['created_at']],
  ['calls_by_account_status', 'calls', ['account_id', 'status', 'id']],
  ['calls_by_vendor', 'calls', ['vendor', 'id']],
  ['calls_by_time', 'calls', ['created_at']],
  ['messages_by_account_status', 'messages', ['account_id', 'status', 'id']],
  ['messages_by_vendor', 'messages', ['vendor', 'id']],
  ['messages_by_time', 'messages', ['created_at']],
  ['sms_by_vendor', 'sms', ['vendor', 'id']],
  ['sms_by_time', 'sms', ['created_at']],
  ['number_groups_by_reference', 'number_groups', ['reference', 'id']],
  ['number_groups_by_status', 'number_groups', ['status', 'id']],
  ['number_groups_by_time', 'number_groups', ['created_at']],
  ['deliveries_by_account_state', 'deliveries', ['account_id', 'state', 'id']],
  ['deliveries_by_time', 'deliveries', ['received_at']],
  ['awaited_by_delivery', 'awaited', ['delivery_id']],
  ['audit_by_time', 'audit', ['at']],
];

async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, table, columns] of BY_COLUMNS) {
    await db.schema.createIndex(name).ifNotExists().on(table).columns(columns).execute();
  }
  // Calls that wait for their binding: few, and for a short time.
  await db.schema
    .createIndex('calls_unlinked')
    .ifNotExists()
    .on('calls')
    .columns(['account_id', 'created_at'])
    .where('binding_id' as never, 'is', null)
    .execute();
}
