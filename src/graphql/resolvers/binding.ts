import { errorOfFailure, refusedInput } from '../../application/commands/command-result.ts';
import type { CommonInput } from '../../application/commands/validate-common.ts';
import type { Announcements, Binding, BindingMode, BindingTerms } from '../../domain/binding.ts';
import { fault } from '../../domain/input-fault.ts';
import { connectionResolvers, paged } from '../connection.ts';
import type { GraphQLContext } from '../context.ts';
import type {
  CreateAxBindingInput,
  CreateAxbBindingInput,
  CreateAxgBindingInput,
  CreateAxnBindingInput,
  CreateAxxBindingInput,
  CreateAxybBindingInput,
  CreateTransferBindingInput,
  CreateXybBindingInput,
  Resolvers,
} from '../generated.ts';
import type { BindingResult } from '../mappers.ts';
import {
  given,
  pagedRecords,
  recordFilter,
  virtualFilter,
  visibleAttempts,
  visibleResult,
  withoutNulls,
} from './common.ts';
import { accountOf } from './records.ts';
import { virtualFields } from './virtual-number.ts';

const virtualField = (field: 'numberX' | 'numberY') =>
  virtualFields<Binding>({
    number: ({ terms }) => terms[field],
    isProved: (binding, proofs, number) => proofs.inBinding(binding, number),
  });
const [numberX, numberY] = [virtualField('numberX'), virtualField('numberY')];

export const bindingResolvers: Pick<Resolvers, 'Binding' | 'BindingConnection' | 'Mutation' | 'Query'> = {
  Query: {
    binding: async (_root, { id }, { reads }) => (await reads.bindings.load(id)) ?? null,
    bindings: async (_root, { filter, ...args }, { reads, caller }) => {
      return pagedRecords(filter, args, (page) =>
        reads.bindings.page(
          {
            ...recordFilter(caller, filter),
            ...virtualFilter(filter),
            modes: given(filter?.modes),
            statuses: given(filter?.statuses),
          },
          page,
        ),
      );
    },
  },
  Mutation: {
    createAxBinding: (_root, { input }, context) => createBinding('AX', input, context),
    createAxnBinding: (_root, { input }, context) => createBinding('AXN', input, context),
    createAxxBinding: (_root, { input }, context) => createBinding('AXX', input, context),
    createAxbBinding: (_root, { input }, context) => createBinding('AXB', input, context),
    createAxybBinding: (_root, { input }, context) => createBinding('AXYB', input, context),
    createXybBinding: (_root, { input }, context) => createBinding('XYB', input, context),
    createAxgBinding: (_root, { input }, context) => createBinding('AXG', input, context),
    createTransferBinding: (_root, { input }, context) => createBinding('TRANSFER', input, context),
    releaseBinding: async (_root, { input }, { useCases, reads }) => {
      const binding = await reads.bindings.load(input.bindingId);
      if (binding) return useCases.release(binding.id);
      return refusedInput([fault('bindingId', 'There is no such binding.', 'NOT_FOUND')]);
    },
  },
  BindingConnection: connectionResolvers,
  Binding: {
    account: accountOf,
    numberA: ({ terms }) => terms.numberA ?? null,
    numberB: ({ terms }) => terms.numberB ?? null,
    numberX: numberX.virtual,
    numberY: numberY.virtual,
    unprovenNumber: async (binding, args, context) =>
      (await numberX.unproven(binding, args, context)) ?? numberY.unproven(binding, args, context),
    extension: ({ terms }) => terms.extension ?? null,
    group: async ({ terms }, _args, { reads }) =>
      terms.groupId === undefined ? null : ((await reads.groups.load(terms.groupId)) ?? null),
    replacedBy: async ({ replacedBy }, _args, { reads }) =>
      replacedBy === undefined ? null : ((await reads.bindings.load(replacedBy)) ?? null),
    record: ({ terms }) => terms.record ?? null,
    options: (binding) => binding,
    attempts: ({ attempts }, _args, { caller }) => visibleAttempts(caller, attempts),
    failure: ({ failure, vendor }) => (failure ? errorOfFailure(failure, vendor) : null),
    calls: ({ id }, args, { reads }) => paged(args, (page) => reads.calls.pageUnder('bindingId', id, page)),
    smsMessages: ({ id }, args, { reads }) => paged(args, (page) => reads.sms.pageUnder('bindingId', id, page)),
  },
};

type BindingInput = { readonly announcements?: CreateAxbBindingInput['announcements'] } & (
  | CreateAxBindingInput
  | CreateAxbBindingInput
  | CreateAxgBindingInput
  | CreateAxnBindingInput
  | CreateAxxBindingInput
  | CreateAxybBindingInput
  | CreateTransferBindingInput
  | CreateXybBindingInput
);

async function createBinding(
  mode: BindingMode,
  input: BindingInput,
  { useCases, caller }: GraphQLContext,
): Promise<BindingResult> {
  const { idempotencyKey, accountId, reference, metadata, announcements, ...terms } = withoutNulls(input);
  const common: CommonInput = { idempotencyKey: input.idempotencyKey, accountId, reference, metadata };
  const asked: BindingTerms = announcements
    ? { ...terms, announcements: withoutNulls(announcements) as Announcements }
    : terms;
  return visibleResult(caller, await useCases.bind(mode, common, asked));
}
