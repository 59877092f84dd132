import { parsePhoneNumber } from '../../domain/phone-number.ts';
import { connection, connectionResolvers, pageRequest } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, span, visibleAccounts } from './common.ts';
import { accountOf } from './records.ts';

export const callResolvers: Pick<Resolvers, 'Call' | 'CallConnection' | 'Query'> = {
  Query: {
    call: async (_root, { id }, { loaders }) => (await loaders.call.load(id)) ?? null,
    calls: async (_root, { filter, ...args }, { house, caller }) => {
      const page = pageRequest(args);
      const { accountId, vendor, bindingId, statuses, reference, number, created } = filter ?? {};
      const found = await house.store.calls.page(
        {
          accountIds: visibleAccounts(caller, accountId),
          vendor: given(vendor),
          bindingId: given(bindingId),
          statuses: given(statuses),
          reference: given(reference),
          number: number ? (parsePhoneNumber(number) ?? number) : undefined,
          ...span(created),
        },
        page,
      );
      return connection(found, page);
    },
  },
  CallConnection: connectionResolvers,
  Call: {
    account: accountOf,
    binding: async ({ bindingId }, _args, { loaders }) =>
      bindingId === undefined ? null : ((await loaders.binding.load(bindingId)) ?? null),
    callerDurationSeconds: ({ callerSeconds }) => whole(callerSeconds),
    durationSeconds: ({ seconds }) => whole(seconds),
    billedSeconds: ({ billedSeconds }) => whole(billedSeconds),
  },
};

const whole = (seconds: number | undefined): number | null => (seconds === undefined ? null : Math.round(seconds));
