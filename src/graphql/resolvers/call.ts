import { connectionResolvers } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, pagedRecords, recordFilter } from './common.ts';
import { recordingOf } from './recording.ts';
import { accountOf } from './records.ts';

export const callResolvers: Pick<Resolvers, 'Call' | 'CallConnection' | 'Query'> = {
  Query: {
    call: async (_root, { id }, { reads }) => (await reads.calls.load(id)) ?? null,
    calls: async (_root, { filter, ...args }, { reads, caller }) => {
      return pagedRecords(filter, args, (page) =>
        reads.calls.page(
          { ...recordFilter(caller, filter), bindingId: given(filter?.bindingId), statuses: given(filter?.statuses) },
          page,
        ),
      );
    },
  },
  CallConnection: connectionResolvers,
  Call: {
    account: accountOf,
    binding: async ({ bindingId }, _args, { reads }) =>
      bindingId === undefined ? null : ((await reads.bindings.load(bindingId)) ?? null),
    callerDurationSeconds: ({ callerSeconds }) => whole(callerSeconds),
    durationSeconds: ({ seconds }) => whole(seconds),
    billedSeconds: ({ billedSeconds }) => whole(billedSeconds),
    recording: recordingOf,
  },
};

const whole = (seconds: number | undefined): number | null => (seconds === undefined ? null : Math.round(seconds));
