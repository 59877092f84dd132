import { encodeCursor } from '../../events/cursor.ts';
import { paged } from '../connection.ts';
import type { Resolvers } from '../generated.ts';

/** Everything under one reference. */
export const activityResolvers: Pick<Resolvers, 'Query' | 'VoiceActivity'> = {
  Query: {
    voiceActivity: (_root, { reference }, { reads }) => ({ reference, place: reads.place() }),
  },
  VoiceActivity: {
    cursor: ({ place }) => encodeCursor(place),
    bindings: ({ reference }, args, { reads }) =>
      paged(args, (page) => reads.bindings.pageUnder('reference', reference, page)),
    calls: ({ reference }, args, { reads }) =>
      paged(args, (page) => reads.calls.pageUnder('reference', reference, page)),
    voiceMessages: ({ reference }, args, { reads }) =>
      paged(args, (page) => reads.messages.pageUnder('reference', reference, page)),
    smsMessages: ({ reference }, args, { reads }) =>
      paged(args, (page) => reads.sms.pageUnder('reference', reference, page)),
  },
};
