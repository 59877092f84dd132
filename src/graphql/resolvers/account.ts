import { idKind } from '../../domain/ids.ts';
import { connection, pageRequest } from '../connection.ts';
import type { Resolvers } from '../generated.ts';

export const accountResolvers: Pick<Resolvers, 'Account' | 'Node' | 'Query'> = {
  Node: {
    __resolveType: ({ id }) => TYPE_OF_KIND[idKind(id) ?? ''] ?? null,
  },
  Query: {
    node: async (_root, { id }, { house, loaders }) => {
      switch (idKind(id)) {
        case 'account':
          return house.accounts.find(id) ?? null;
        case 'binding':
          return (await loaders.binding.load(id)) ?? null;
        case 'call':
          return (await loaders.call.load(id)) ?? null;
        default:
          return null;
      }
    },
    account: (_root, { id }, { house }) => house.accounts.find(id) ?? null,
    accounts: (_root, { vendor }, { house }) =>
      house.accounts.all.filter((account) => !vendor || account.vendor === vendor),
  },
  Account: {
    priority: ({ config }) => config.priority,
    bindings: async ({ id }, args, { house }) => {
      const page = pageRequest(args);
      return connection(await house.store.bindings.page({ accountIds: [id] }, page), page);
    },
    calls: async ({ id }, args, { house }) => {
      const page = pageRequest(args);
      return connection(await house.store.calls.page({ accountIds: [id] }, page), page);
    },
  },
};

const TYPE_OF_KIND: Record<string, 'Account' | 'Binding' | 'Call'> = {
  account: 'Account',
  binding: 'Binding',
  call: 'Call',
};
