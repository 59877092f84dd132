import type { AccountState } from '../../domain/account.ts';
import type { Session } from '../session.ts';
import type { AccountStateRepository } from '../store.ts';
import type { RowOf } from '../tables.ts';
import { recordColumns, records } from './records.ts';
import { risen } from './revisions.ts';

export function accountStateRepository(session: Session): AccountStateRepository {
  const { find, findMany } = records<AccountState>(session, 'account_states');
  return {
    find,
    findMany,
    save: async (state) => {
      const { id, ...columns } = recordColumns(state, session.vault) satisfies RowOf<'account_states'>;
      await session.db
        .insertInto('account_states')
        .values({ id, ...columns })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet({ ...columns, revision: risen('account_states', columns.revision) }),
        )
        .execute();
    },
  };
}
