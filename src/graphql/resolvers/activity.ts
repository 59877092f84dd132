import { connection, pageRequest } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { visibleAccounts } from './common.ts';

/** Everything under one reference, narrowed to what the caller may see. */
export const activityResolvers: Pick<Resolvers, 'VoiceActivity'> = {
  VoiceActivity: {
    bindings: async ({ reference }, args, { house, caller }) => {
      const page = pageRequest(args);
      const filter = { reference, accountIds: visibleAccounts(caller, undefined) };
      return connection(await house.store.bindings.page(filter, page), page);
    },
    calls: async ({ reference }, args, { house, caller }) => {
      const page = pageRequest(args);
      const filter = { reference, accountIds: visibleAccounts(caller, undefined) };
      return connection(await house.store.calls.page(filter, page), page);
    },
    voiceMessages: async ({ reference }, args, { house, caller }) => {
      const page = pageRequest(args);
      const filter = { reference, accountIds: visibleAccounts(caller, undefined) };
      return connection(await house.store.messages.page(filter, page), page);
    },
    smsMessages: async ({ reference }, args, { house, caller }) => {
      const page = pageRequest(args);
      const filter = { reference, accountIds: visibleAccounts(caller, undefined) };
      return connection(await house.store.sms.page(filter, page), page);
    },
  },
};
