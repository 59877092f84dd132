import type { Kysely } from 'kysely';
import type { AccountState } from '../../domain/account.ts';
import type { AccountStateRepository } from '../store.ts';
import type { Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { recordColumns, records } from './records.ts';

export function accountStateRepository(db: Kysely<Tables>, vault: Vault): AccountStateRepository {
  const { seal, find, findMany } = records<AccountState>(db, vault, 'account_states');
  return {
    find,
    findMany,
    save: async (state) => {
      const { id, ...columns } = recordColumns(state, seal, vault);
      await db
        .insertInto('account_states')
        .values({ id, ...columns })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
        .execute();
    },
  };
}
