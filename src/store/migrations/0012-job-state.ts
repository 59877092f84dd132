import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';

/**
 * `marks` bears the name of what is in it, `job_state`. Processes of the version before read and write it under its old
 * name, which is a view: PostgreSQL writes through a view of one table, `on conflict` and `for update` included. The view
 * can go with the first version that none of those can run beside.
 */
export function jobState(types: ColumnTypes): Migration {
  return { up: (db: Kysely<unknown>) => up(db, types) };
}

async function up(db: Kysely<unknown>, { sequence }: ColumnTypes): Promise<void> {
  await db.schema.alterTable('marks').renameTo('job_state').execute();
  if (sequence === 'postgres') await sql`alter index marks_pkey rename to job_state_pkey`.execute(db);
  await sql`create view marks as select name, value from job_state`.execute(db);
}
