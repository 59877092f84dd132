import type { SmsMessage } from '../../domain/sms.ts';
import { connectionResolvers } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, pagedRecords, recordFilter, virtualFilter } from './common.ts';
import { accountOf } from './records.ts';
import { virtualFields } from './virtual-number.ts';

const numberX = virtualFields<SmsMessage>({
  number: (sms) => sms.numberX,
  isProved: (sms, proofs) => proofs.inTraffic('sms', sms),
});

export const smsResolvers: Pick<Resolvers, 'Query' | 'SmsMessage' | 'SmsMessageConnection'> = {
  Query: {
    smsMessage: async (_root, { id }, { reads }) => (await reads.sms.load(id)) ?? null,
    smsMessages: async (_root, { filter, ...args }, { reads, caller }) => {
      return pagedRecords(filter, args, (page) =>
        reads.sms.page(
          { ...recordFilter(caller, filter), ...virtualFilter(filter), bindingId: given(filter?.bindingId) },
          page,
        ),
      );
    },
  },
  SmsMessageConnection: connectionResolvers,
  SmsMessage: {
    account: accountOf,
    binding: async ({ bindingId }, _args, { reads }) =>
      bindingId === undefined ? null : ((await reads.bindings.load(bindingId)) ?? null),
    numberX: numberX.virtual,
    unprovenNumber: numberX.unproven,
    content: (sms, _args, { caller, reveals }, info) => {
      if (!caller.scopes.has('voice:pii')) return null;
      reveals.note('REVEAL_NUMBERS', sms, info);
      return sms.content;
    },
  },
};
