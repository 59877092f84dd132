import type { Account } from '../../application/accounts.ts';
import type { GraphQLContext } from '../context.ts';

/** The account of a record. One that was taken out of the accounts file leaves its records behind. */
export function accountOf(record: { readonly accountId: string }, _args: object, { house }: GraphQLContext): Account {
  const account = house.accounts.find(record.accountId);
  if (account) return account;
  throw new Error(`The account ${record.accountId} is not set up any more.`);
}
