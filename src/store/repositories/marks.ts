import type { Session } from '../session.ts';
import type { MarkRepository } from '../store.ts';

export function markRepository({ db, holds }: Session): MarkRepository {
  const get = async (name: string) => {
    const row = await db
      .selectFrom('marks')
      .select('value')
      .where('name', '=', name)
      .$if(holds, (query) => query.forUpdate())
      .executeTakeFirst();
    return row?.value;
  };
  return {
    get,
    set: async (name, value) => {
      await db
        .insertInto('marks')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
    claim: async (name, value) => {
      await db
        .insertInto('marks')
        .values({ name, value })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return (await get(name)) ?? value;
    },
  };
}
