import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';

/** What was odd about a delivery that was applied all the same. */
export function remarks({ bytes }: ColumnTypes): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      await db.schema.alterTable('deliveries').addColumn('sealed_remarks', bytes).execute();
    },
  };
}
