import type { Call } from '../../domain/call.ts';
import { connectionResolvers } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, pagedRecords, recordFilter, virtualFilter } from './common.ts';
import { recordingOf } from './recording.ts';
import { accountOf } from './records.ts';
import { virtualFields } from './virtual-number.ts';

const numberX = virtualFields<Call>({
  number: (call) => call.numberX,
  isProved: (call, proofs) => proofs.inTraffic('calls', call),
});

export const callResolvers: Pick<Resolvers, 'Call' | 'CallConnection' | 'Query'> = {
  Query: {
    call: async (_root, { id }, { reads }) => (await reads.calls.load(id)) ?? null,
    calls: async (_root, { filter, ...args }, { reads, caller }) => {
      return pagedRecords(filter, args, (page) =>
        reads.calls.page(
          {
            ...recordFilter(caller, filter),
            ...virtualFilter(filter),
            bindingId: given(filter?.bindingId),
            statuses: given(filter?.statuses),
          },
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
    numberX: numberX.virtual,
    unprovenNumber: numberX.unproven,
    callerDurationSeconds: ({ callerSeconds }) => whole(callerSeconds),
    durationSeconds: ({ seconds }) => whole(seconds),
    billedSeconds: ({ billedSeconds }) => whole(billedSeconds),
    recording: recordingOf,
  },
};

const whole = (seconds: number | undefined): number | null => (seconds === undefined ? null : Math.round(seconds));
