import { paged } from '../connection.ts';
import type { Resolvers } from '../generated.ts';

/** Everything under one reference. */
export const activityResolvers: Pick<Resolvers, 'VoiceActivity'> = {
  VoiceActivity: {
    bindings: ({ reference }, args, { reads }) => paged(args, (page) => reads.bindings.page({ reference }, page)),
    calls: ({ reference }, args, { reads }) => paged(args, (page) => reads.calls.page({ reference }, page)),
    voiceMessages: ({ reference }, args, { reads }) => paged(args, (page) => reads.messages.page({ reference }, page)),
    smsMessages: ({ reference }, args, { reads }) => paged(args, (page) => reads.sms.page({ reference }, page)),
  },
};
