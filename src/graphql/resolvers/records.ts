import type { Account } from '../../accounts/accounts.ts';
import type { GraphQLContext } from '../context.ts';

/** The account of a record; null where it was taken out of the accounts file and left its records behind. */
export function accountOf(
  record: { readonly accountId: string },
  _args: object,
  { reads }: GraphQLContext,
): Account | null {
  return reads.accounts.find(record.accountId) ?? null;
}
