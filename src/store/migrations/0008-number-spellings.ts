import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { SPELLED_TABLES, startOfSpelling } from '../spelling-place.ts';
import type { Tables } from '../tables.ts';

/**
 * Has the numbers of earlier versions brought to their one spelling (spell-numbers.ts), where there are any: a job does
 * it, so that no start waits for it.
 */
export function numberSpellings(): Migration {
  return { up: (db: Kysely<unknown>) => up(db as Kysely<Tables>) };
}

async function up(db: Kysely<Tables>): Promise<void> {
  for (const { name } of SPELLED_TABLES) {
    const row = await db.selectFrom(name).select('status').limit(1).executeTakeFirst();
    if (!row) continue;
    // What is `job_state` from 0012 on.
    await db
      .insertInto('marks' as 'job_state')
      .values(startOfSpelling(Date.now()))
      .execute();
    return;
  }
}
