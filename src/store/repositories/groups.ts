import type { NumberGroup } from '../../domain/group.ts';
import { NUMBERS_OF } from '../numbers-of.ts';
import type { Session } from '../session.ts';
import type { GroupRepository } from '../store.ts';
import { narrow, recordColumns, records } from './records.ts';

export function groupRepository(session: Session): GroupRepository {
  const { seal, find, findMany, erase, page, select, indexNumbers } = records<NumberGroup>(session, 'number_groups');
  return {
    find,
    findMany,
    erase,
    save: async (group) => {
      const { id, ...columns } = recordColumns(group, seal, session.vault);
      await session.db
        .insertInto('number_groups')
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute();
      await indexNumbers([[group.id, NUMBERS_OF.number_groups(group)]]);
    },
    page: (filter, request) => page(narrow(select(), session.vault, filter), request),
  };
}
