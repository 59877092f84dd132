import { refreshAccount } from '../../application/accounts/refresh-account.ts';
import { pullReports } from '../../application/inbox/pull-reports.ts';
import { paged } from '../connection.ts';
import type { GraphQLContext } from '../context.ts';
import type { Resolvers } from '../generated.ts';

export const accountResolvers: Pick<
  Resolvers,
  'Account' | 'AccountPayload' | 'Mutation' | 'PullReportsPayload' | 'Query'
> = {
  Query: {
    account: (_root, { id }, { services }) => services.accounts.find(id) ?? null,
    accounts: (_root, { vendor }, { services }) =>
      services.accounts.all
        .filter((account) => !vendor || account.vendor === vendor)
        .toSorted((a, b) => b.config.priority - a.config.priority),
  },
  Mutation: {
    refreshAccount: (_root, { input }, { services }) => refreshAccount(services, input.accountId),
    pullReports: (_root, { input }, { services }) => pullReports(services, input.accountId),
  },
  AccountPayload: {
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
    bindings: ({ id }, args, { services }) =>
      paged(args, (page) => services.store.bindings.page({ accountIds: [id] }, page)),
    calls: ({ id }, args, { services }) => paged(args, (page) => services.store.calls.page({ accountIds: [id] }, page)),
    voiceMessages: ({ id }, args, { services }) =>
      paged(args, (page) => services.store.messages.page({ accountIds: [id] }, page)),
  },
};

const stateOf = (id: string, { loaders }: GraphQLContext) => loaders.accountState.load(id);
