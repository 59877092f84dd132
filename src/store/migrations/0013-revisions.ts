import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { LARGEST_EARLIER_REVISION } from '../repositories/revisions.ts';
import type { ColumnTypes } from './column-types.ts';

/**
 * A revision on every record, and on every event that of its record as of then. Events of before this have none: their
 * places in the log stand for it, since those rise as well. So records of before this begin at the end of the log as it
 * is now, which no event of them is beyond. A default: no row is written.
 */
export function revisions({ integer }: ColumnTypes): Migration {
  return {
    up: async (db: Kysely<unknown>) => {
      const { rows } = await sql<{ last: number | null }>`select max(seq) as last from events`.execute(db);
      const begin = Math.min(Math.max(1, Number(rows[0]?.last ?? 0)), LARGEST_EARLIER_REVISION);
      for (const table of ['bindings', 'calls', 'messages', 'sms', 'number_groups', 'account_states']) {
        await db.schema
          .alterTable(table)
          .addColumn('revision', integer, (column) => column.defaultTo(sql.lit(begin)))
          .execute();
      }
      await db.schema.alterTable('events').addColumn('revision', integer).execute();
    },
  };
}
