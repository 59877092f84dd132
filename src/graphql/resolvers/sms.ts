import { connectionResolvers } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, pagedRecords, recordFilter } from './common.ts';
import { accountOf } from './records.ts';

export const smsResolvers: Pick<Resolvers, 'Query' | 'SmsMessage' | 'SmsMessageConnection'> = {
  Query: {
    smsMessages: async (_root, { filter, ...args }, { services, caller }) => {
      return pagedRecords(filter, args, (page) =>
        services.store.sms.page({ ...recordFilter(caller, filter), bindingId: given(filter?.bindingId) }, page),
      );
    },
  },
  SmsMessageConnection: connectionResolvers,
  SmsMessage: {
    account: accountOf,
    binding: async ({ bindingId }, _args, { loaders }) =>
      bindingId === undefined ? null : ((await loaders.binding.load(bindingId)) ?? null),
    content: (sms, _args, { caller, reveals }, info) => {
      if (!caller.scopes.has('voice:pii')) return null;
      reveals.note('REVEAL_NUMBERS', sms, info);
      return sms.content;
    },
  },
};
