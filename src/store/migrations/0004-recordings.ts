import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';

/** Recordings that are kept here, or are to be. */
export function recordings(types: ColumnTypes): Migration {
  return { up: (db: Kysely<unknown>) => up(db, types) };
}

async function up(db: Kysely<unknown>, { integer, text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('recordings')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('account_id', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('attempts', integer, (c) => c.notNull())
    .addColumn('due_at', integer, (c) => c.notNull())
    .addColumn('size', integer)
    .addColumn('content_type', text)
    .addColumn('last_error', text)
    .addColumn('updated_at', integer, (c) => c.notNull())
    .execute();
  await db.schema.createIndex('recordings_by_state').on('recordings').columns(['state', 'due_at']).execute();
}
