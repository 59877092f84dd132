import { paged } from '../connection.ts';
import type { GraphQLContext } from '../context.ts';
import type { Resolvers } from '../generated.ts';
import type { AccountNode } from '../mappers.ts';
import { enumName } from '../vendor-enum.ts';

export const accountResolvers: Pick<
  Resolvers,
  'Account' | 'RefreshAccountPayload' | 'Mutation' | 'PullReportsPayload' | 'Query'
> = {
  Query: {
    account: (_root, { id }, { reads }) => reads.accounts.find(id) ?? null,
    accounts: (_root, { vendor }, { reads }) =>
      reads.accounts.all
        .filter((account) => !vendor || account.vendor === vendor)
        .toSorted((a, b) => b.config.priority - a.config.priority),
  },
  Mutation: {
    refreshAccount: (_root, { input }, { useCases }) => useCases.refreshAccount(input.accountId),
    pullReports: (_root, { input }, { useCases }) => useCases.pullReports(input.accountId),
  },
  RefreshAccountPayload: {
    account: ({ subject }) => subject ?? null,
    userErrors: ({ errors }) => errors,
  },
  PullReportsPayload: {
    account: ({ subject }) => subject ?? null,
    userErrors: ({ errors }) => errors,
  },
  Account: {
    priority: ({ config }) => config.priority,
    services: ({ atVendor }) => atVendor.services?.map(enumName) ?? null,
    health: ({ standing }) => standing.health,
    status: async (account, _args, context) => (await stateOf(account, context))?.status ?? 'UNKNOWN',
    balance: async (account, _args, context) => (await stateOf(account, context))?.balance ?? null,
    overdraft: async (account, _args, context) => (await stateOf(account, context))?.overdraft ?? null,
    balanceUnit: ({ module }) => module.balanceUnit ?? 'VENDOR_UNITS',
    revision: async (account, _args, context) => (await stateOf(account, context))?.revision ?? 0,
    role: async (account, _args, context) => (await stateOf(account, context))?.role ?? null,
    openedAt: async (account, _args, context) => (await stateOf(account, context))?.openedAt ?? null,
    changedAt: async (account, _args, context) => (await stateOf(account, context))?.changedAt ?? null,
    checkedAt: async (account, _args, context) => (await stateOf(account, context))?.updatedAt ?? null,
    bindings: ({ id }, args, { reads }) => paged(args, (page) => reads.bindings.pageUnder('accountId', id, page)),
    calls: ({ id }, args, { reads }) => paged(args, (page) => reads.calls.pageUnder('accountId', id, page)),
    voiceMessages: ({ id }, args, { reads }) => paged(args, (page) => reads.messages.pageUnder('accountId', id, page)),
  },
};

const stateOf = async ({ id, told }: AccountNode, { reads }: GraphQLContext) => told ?? reads.accountStates.load(id);
