import type { Kysely } from 'kysely';
import type { MarkRepository } from '../store.ts';
import type { Tables } from '../tables.ts';

export function markRepository(db: Kysely<Tables>): MarkRepository {
  return {
    get: async (name) => {
      const row = await db.selectFrom('marks').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value;
    },
    remove: async (name) => {
      await db.deleteFrom('marks').where('name', '=', name).execute();
    },
    set: async (name, value) => {
      await db
        .insertInto('marks')
        .values({ name, value })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
        .execute();
    },
  };
}
