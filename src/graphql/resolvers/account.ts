import { paged } from '../connection.ts';
import type { GraphQLContext } from '../context.ts';
import type { Resolvers } from '../generated.ts';

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
    services: ({ atVendor }) => atVendor.services ?? null,
    health: ({ standing }) => standing.health,
    status: async ({ id }, _args, context) => (await stateOf(id, context))?.status ?? 'UNKNOWN',
    balance: async ({ id }, _args, context) => (await stateOf(id, context))?.balance ?? null,
    overdraft: async ({ id }, _args, context) => (await stateOf(id, context))?.overdraft ?? null,
    role: async ({ id }, _args, context) => (await stateOf(id, context))?.role ?? null,
    openedAt: async ({ id }, _args, context) => (await stateOf(id, context))?.openedAt ?? null,
    changedAt: async ({ id }, _args, context) => (await stateOf(id, context))?.changedAt ?? null,
    checkedAt: async ({ id }, _args, context) => (await stateOf(id, context))?.updatedAt ?? null,
    bindings: ({ id }, args, { reads }) => paged(args, (page) => reads.bindings.page({ accountId: id }, page)),
    calls: ({ id }, args, { reads }) => paged(args, (page) => reads.calls.page({ accountId: id }, page)),
    voiceMessages: ({ id }, args, { reads }) => paged(args, (page) => reads.messages.page({ accountId: id }, page)),
  },
};

const stateOf = (id: string, { reads }: GraphQLContext) => reads.accountStates.load(id);
