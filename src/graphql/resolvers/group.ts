import { errorOfFailure } from '../../application/commands/command-result.ts';
import { connectionResolvers } from '../connection.ts';
import type { Resolvers } from '../generated.ts';
import { given, pagedRecords, recordFilter, visibleResult } from './common.ts';
import { accountOf } from './records.ts';

export const groupResolvers: Pick<Resolvers, 'Mutation' | 'NumberGroup' | 'NumberGroupConnection' | 'Query'> = {
  Query: {
    numberGroup: async (_root, { id }, { reads }) => (await reads.groups.load(id)) ?? null,
    numberGroups: async (_root, { filter, ...args }, { reads, caller }) => {
      return pagedRecords(filter, args, (page) => reads.groups.page({ ...recordFilter(caller, filter) }, page));
    },
  },
  Mutation: {
    upsertNumberGroup: async (_root, { input }, { useCases, caller }) => {
      const { groupId, numbers, idempotencyKey, accountId, reference, metadata } = input;
      const common = {
        idempotencyKey,
        accountId: given(accountId),
        reference: given(reference),
        metadata: given(metadata),
      };
      return visibleResult(caller, await useCases.upsertGroup(common, given(groupId), numbers));
    },
  },
  NumberGroupConnection: connectionResolvers,
  NumberGroup: {
    account: accountOf,
    failure: ({ failure, vendor }) => (failure ? errorOfFailure(failure, vendor) : null),
  },
};
