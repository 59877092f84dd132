import { connectionResolvers } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, pagedRecords, recordFilter } from './common.ts';
import { accountOf } from './records.ts';

export const smsResolvers: Pick<Resolvers, 'Query' | 'SmsMessage' | 'SmsMessageConnection'> = {
  Query: {
    smsMessage: async (_root, { id }, { reads }) => (await reads.sms.load(id)) ?? null,
    smsMessages: async (_root, { filter, ...args }, { reads, caller }) => {
      return pagedRecords(filter, args, (page) =>
        reads.sms.page({ ...recordFilter(caller, filter), bindingId: given(filter?.bindingId) }, page),
      );
    },
  },
  SmsMessageConnection: connectionResolvers,
  SmsMessage: {
    account: accountOf,
    binding: async ({ bindingId }, _args, { reads }) =>
      bindingId === undefined ? null : ((await reads.bindings.load(bindingId)) ?? null),
    content: (sms, _args, { caller, reveals }, info) => {
      if (!caller.scopes.has('voice:pii')) return null;
      reveals.note('REVEAL_NUMBERS', sms, info);
      return sms.content;
    },
  },
};
