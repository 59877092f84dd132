import { paged } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { visibleAccounts } from './common.ts';

/** Everything under one reference, narrowed to what the caller may see. */
export const activityResolvers: Pick<Resolvers, 'VoiceActivity'> = {
  VoiceActivity: {
    bindings: ({ reference }, args, { services, caller }) =>
      paged(args, (page) =>
        services.store.bindings.page({ reference, accountIds: visibleAccounts(caller, undefined) }, page),
      ),
    calls: ({ reference }, args, { services, caller }) =>
      paged(args, (page) =>
        services.store.calls.page({ reference, accountIds: visibleAccounts(caller, undefined) }, page),
      ),
    voiceMessages: ({ reference }, args, { services, caller }) =>
      paged(args, (page) =>
        services.store.messages.page({ reference, accountIds: visibleAccounts(caller, undefined) }, page),
      ),
    smsMessages: ({ reference }, args, { services, caller }) =>
      paged(args, (page) =>
        services.store.sms.page({ reference, accountIds: visibleAccounts(caller, undefined) }, page),
      ),
  },
};
