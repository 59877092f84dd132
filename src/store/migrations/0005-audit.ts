import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';

/**
 * The audit trail; what lay unsealed beside the records (reasons of deliveries, idempotency keys); and how the events
 * of one record are found when a number is erased.
 */
export function audit(types: ColumnTypes): Migration {
  return { up: (db: Kysely<unknown>) => up(db, types) };
}

async function up(db: Kysely<unknown>, { integer, text, bytes, sequence }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('at', integer, (c) => c.notNull())
    .addColumn('action', text, (c) => c.notNull())
    .addColumn('account_id', text)
    .addColumn('caller', text)
    .addColumn('sealed', bytes, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('audit_by_account').on('audit').columns(['account_id', 'id']).execute();
  await db.schema.createIndex('audit_by_caller').on('audit').columns(['caller', 'id']).execute();
  await db.schema
    .createTable('audit_subjects')
    .addColumn('subject_id', text, (c) => c.notNull())
    .addColumn('audit_id', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('audit_subjects_key', ['subject_id', 'audit_id'])
    .execute();
  await db.schema.createIndex('audit_subjects_by_entry').on('audit_subjects').columns(['audit_id']).execute();
  for (const statement of APPEND_ONLY[sequence]) await statement.execute(db);

  await db.schema.alterTable('deliveries').addColumn('sealed_reason', bytes).execute();
  await db.schema.alterTable('deliveries').addColumn('erased_at', integer).execute();
  await db.schema.alterTable('requests').addColumn('hashed', integer).execute();
  await db.schema.createIndex('events_by_subject').on('events').columns(['subject_id', 'seq']).execute();
}

// The least time for which logs are kept by the Cybersecurity Law of China (article 21: six months), in milliseconds.
const KEPT_MS = 183 * 86_400_000;

/**
 * The engine itself refuses to change a line of the trail, or to remove a young one. What may change is how it is
 * encrypted (`sealed`, `caller`): a sealed line that is not the one it was does not open.
 */
const APPEND_ONLY: Readonly<Record<ColumnTypes['sequence'], readonly RawBuilder<unknown>[]>> = {
  sqlite: [
    sql`create trigger audit_unchanged before update of id, at, action, account_id on audit
      begin select raise(abort, 'The audit trail is append-only.'); end`,
    sql`create trigger audit_kept before delete on audit
      when old.at > unixepoch('subsec') * 1000 - ${sql.lit(KEPT_MS)}
      begin select raise(abort, 'The audit trail is append-only.'); end`,
  ],
  postgres: [
    sql`create function audit_append_only() returns trigger language plpgsql as
      $$ begin raise exception 'The audit trail is append-only.'; end $$`,
    sql`create trigger audit_unchanged before update of id, at, action, account_id on audit
      for each row execute function audit_append_only()`,
    sql`create trigger audit_kept before delete on audit
      for each row when (old.at > extract(epoch from now()) * 1000 - ${sql.lit(KEPT_MS)})
      execute function audit_append_only()`,
  ],
};
