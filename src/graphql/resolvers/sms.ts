import { parsePhoneNumber } from '../../domain/phone-number.ts';
import { connection, connectionResolvers, pageRequest } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, span, visibleAccounts } from './common.ts';
import { accountOf } from './records.ts';

export const smsResolvers: Pick<Resolvers, 'Query' | 'SmsMessage' | 'SmsMessageConnection'> = {
  Query: {
    smsMessages: async (_root, { filter, ...args }, { house, caller }) => {
      const page = pageRequest(args);
      const { accountId, vendor, bindingId, reference, number, created } = filter ?? {};
      const found = await house.store.sms.page(
        {
          accountIds: visibleAccounts(caller, accountId),
          vendor: given(vendor),
          bindingId: given(bindingId),
          reference: given(reference),
          number: number ? (parsePhoneNumber(number) ?? number) : undefined,
          ...span(created),
        },
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
