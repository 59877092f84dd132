import type { NumberGroup } from '../../domain/group.ts';
import { NUMBERS_OF } from '../numbers-of.ts';
import type { Session } from '../session.ts';
import type { GroupRepository } from '../store.ts';
import type { RowOf } from '../tables.ts';
import { recordPages } from './record-lists.ts';
import { recordColumns, records } from './records.ts';
import { risen } from './revisions.ts';

export function groupRepository(session: Session): GroupRepository {
  const { open, find, findMany, erase, indexNumbers } = records<NumberGroup>(session, 'number_groups');
  return {
    find,
    findMany,
    erase,
    save: async (group) => {
      const { id, ...columns } = recordColumns(group, session.vault) satisfies RowOf<'number_groups'>;
      await session.db
        .insertInto('number_groups')
        .values({ id, ...columns })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet({ ...columns, revision: risen('number_groups', columns.revision) }),
        )
        .execute();
      await indexNumbers([[group.id, NUMBERS_OF.number_groups(group)]]);
    },
    page: recordPages(session, 'number_groups', open),
  };
}
