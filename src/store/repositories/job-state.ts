import type { Session } from '../session.ts';
import type { JobStateRepository } from '../store.ts';
import type { RowOf } from '../tables.ts';

/** The names that the table has: today, and in a database of before migration 0012. */
export const JOB_STATE_NAMES = ['job_state', 'marks'] as const;

/** What is remembered by name; a database whose tables were not brought up to date yet has it under its earlier name. */
export function jobStateRepository(
  { db, holds }: Pick<Session, 'db' | 'holds'>,
  called: (typeof JOB_STATE_NAMES)[number] = 'job_state',
): JobStateRepository {
  const table = called as 'job_state';
  const get = async (name: string) => {
    const row = await db
      .selectFrom(table)
      .select('value')
      .where('name', '=', name)
      .$if(holds, (query) => query.forUpdate())
      .executeTakeFirst();
    return row?.value;
  };
  const insert = (row: { readonly name: string; readonly value: string }) =>
    db.insertInto(table).values(row satisfies RowOf<'job_state'>);
  return {
    get,
    remove: async (name) => {
      await db.deleteFrom(table).where('name', '=', name).execute();
    },
    set: async (name, value) => {
      await insert({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
    claim: async (name, value) => {
      await insert({ name, value })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return (await get(name)) ?? value;
    },
  };
}
