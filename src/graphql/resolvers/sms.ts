import { connection, connectionResolvers, pageRequest } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, recordFilter } from './common.ts';
import { accountOf } from './records.ts';

export const smsResolvers: Pick<Resolvers, 'Query' | 'SmsMessage' | 'SmsMessageConnection'> = {
  Query: {
    smsMessages: async (_root, { filter, ...args }, { house, caller }) => {
      const page = pageRequest(args);
      const found = await house.store.sms.page(
        { ...recordFilter(caller, filter), bindingId: given(filter?.bindingId) },
        page,
      );
      return connection(found, page);
    },
  },
  SmsMessageConnection: connectionResolvers,
  SmsMessage: {
    account: accountOf,
    binding: async ({ bindingId }, _args, { loaders }) =>
      bindingId === undefined ? null : ((await loaders.binding.load(bindingId)) ?? null),
    content: ({ content }, _args, { caller }) => (caller.scopes.has('voice:pii') ? content : null),
  },
};
