import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { SPELLED_TABLES, startOfSpelling } from '../spelling-place.ts';
import type { Tables } from '../tables.ts';
import type { ColumnTypes } from './column-types.ts';

/**
 * The index that leads from virtual numbers to records. What earlier versions stored gets into it by the job that
 * brings numbers to their one spelling (spell-numbers.ts): it looks at every record, and begins anew for it.
 */
export function virtualNumbers(types: ColumnTypes): Migration {
  return { up: (db: Kysely<unknown>) => up(db as Kysely<Tables>, types) };
}

async function up(db: Kysely<Tables>, { text }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('virtual_numbers')
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('subject_id', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('virtual_numbers_key', ['hash', 'subject_id'])
    .execute();
  await db.schema.createIndex('virtual_numbers_by_subject').on('virtual_numbers').columns(['subject_id']).execute();
  for (const { name } of SPELLED_TABLES) {
    const row = await db.selectFrom(name).select('status').limit(1).executeTakeFirst();
    if (!row) continue;
    const start = startOfSpelling(Date.now());
    await db
      .insertInto('job_state')
      .values(start)
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: start.value }))
      .execute();
    return;
  }
}
