import type { Kysely } from 'kysely';
import type { NumberGroup } from '../../domain/group.ts';
import { NUMBERS_OF } from '../numbers-of.ts';
import type { GroupRepository } from '../store.ts';
import type { Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { narrow, recordColumns, records } from './records.ts';

export function groupRepository(db: Kysely<Tables>, vault: Vault): GroupRepository {
  const { seal, find, findMany, erase, page, select, indexNumbers } = records<NumberGroup>(db, vault, 'number_groups');
  return {
    find,
    findMany,
    erase,
    save: async (group) => {
      const { id, ...columns } = recordColumns(group, seal, vault);
      await db
        .insertInto('number_groups')
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute();
      await indexNumbers(group.id, NUMBERS_OF.number_groups(group));
    },
    page: (filter, request) => page(narrow(select(), vault, filter), request),
  };
}
