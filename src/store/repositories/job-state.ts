import type { Session } from '../session.ts';
import type { JobStateRepository } from '../store.ts';
import type { RowOf } from '../tables.ts';

export function jobStateRepository({ db, holds }: Pick<Session, 'db' | 'holds'>): JobStateRepository {
  const get = async (name: string) => {
    const row = await db
      .selectFrom('marks')
      .select('value')
      .where('name', '=', name)
      .$if(holds, (query) => query.forUpdate())
      .executeTakeFirst();
    return row?.value;
  };
  const insert = (row: { readonly name: string; readonly value: string }) =>
    db.insertInto('marks').values(row satisfies RowOf<'marks'>);
  return {
    get,
    remove: async (name) => {
      await db.deleteFrom('marks').where('name', '=', name).execute();
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
