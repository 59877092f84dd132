import { type NumberGroup, vendorGroupId } from '../domain/group.ts';
import { fault, type InputFault } from '../domain/input-fault.ts';
import type { Outcome } from '../domain/outcome.ts';
import { parsePhoneNumber } from '../domain/phone-number.ts';
import type { Term } from '../store/process-lease.ts';
import type { VendorOperations } from '../vendors/vendor.ts';
import type { Account } from './accounts.ts';
import { askOnce } from './ask-once.ts';
import { audit } from './audit.ts';
import { type CommandResult, errorOfFailure, refusedInput } from './command.ts';
import { orDesert } from './desert.ts';
import type { House } from './house.ts';
import { claimedForNothing, earlierRequest, type KeyedRequest, keyedRequest } from './idempotency.ts';
import { namesOfRequest } from './lock-names.ts';
import { newId } from './new-id.ts';
import { route } from './route.ts';
import { type CommonInput, commonFaults } from './validate-common.ts';
import { writeDown } from './write-down.ts';

// Winnerlook advises no more than 20 (2.1.10) and names no bound; this one keeps a request small.
const MOST_NUMBERS = 100;

type UpsertOperation = NonNullable<VendorOperations<unknown>['upsertNumberGroup']>;

/** Makes a number group, or replaces the numbers of one. Saving the same group again is safe. */
export async function upsertGroup(
  house: House,
  common: CommonInput,
  groupId: string | undefined,
  given: readonly string[],
): Promise<CommandResult<NumberGroup>> {
  const request = keyedRequest(house, common.idempotencyKey, 'upsertNumberGroup', { ...common, groupId, given });
  const earlier = await earlierGroup(house, request);
  if (earlier) return earlier;

  const faults = [...commonFaults(common), ...numberFaults(given)];
  if (faults.length > 0) return refusedInput(faults);
  const known = groupId === undefined ? undefined : await house.store.groups.find(groupId);
  if (groupId !== undefined && (!known || !house.accounts.find(known.accountId))) {
    return refusedInput([fault('groupId', 'There is no such number group.', 'NOT_FOUND')]);
  }
  const id = known?.id ?? newId('group');
  const numbers = [...new Set(given.map((number) => parsePhoneNumber(number) ?? number))];
  const order = { vendorGroupId: known?.vendorGroupId ?? vendorGroupId(id), numbers };
  const wanted = { accountId: common.accountId ?? known?.accountId, options: ['numbers'], order };
  const chosen = route(house.accounts, 'upsertNumberGroup', wanted);
  if ('faults' in chosen) return refusedInput(chosen.faults);
  const [{ account, operation }] = chosen.candidates;
  if (known && known.accountId !== account.id) {
    return refusedInput([fault('accountId', 'The group is at another account.', 'CONFLICT')]);
  }

  const now = house.now();
  const { failure: _earlierFailure, ...kept } = known ?? { createdAt: now };
  const { reference, metadata } = common;
  const saving: NumberGroup = {
    ...kept,
    id,
    accountId: account.id,
    vendor: account.vendor,
    status: 'SAVING',
    ...order,
    ...(reference === undefined ? {} : { reference }),
    ...(metadata === undefined ? {} : { metadata }),
    updatedAt: now,
  };
  const term = await house.store.lease.enter();
  const claimed = await orDesert(house.store, term.holder, [id], () =>
    house.store.transaction(async (tx) => {
      await tx.lock(namesOfRequest(request));
      if (!(await tx.requests.claim({ ...request, subjectId: id }, now))) return false;
      const { operation } = request;
      await audit(tx, house, { action: 'UPSERT_GROUP', operation, accountId: account.id, subjectIds: [id] });
      await tx.groups.save(saving);
      await tx.underWay.begin(term.holder, [{ subjectId: id, routed: false, withheld: false }]);
      return true;
    }),
  );
  if (!claimed) return (await earlierGroup(house, request)) ?? claimedForNothing();
  return resultOf(await carryOut(house, account, operation, saving, term));
}

/** Has the vendor save a group as it stands, and writes down what became of it. */
function carryOut(
  house: House,
  account: Account,
  operation: UpsertOperation,
  saving: NumberGroup,
  term: Term,
): Promise<NumberGroup> {
  const passage = { term, ids: [saving.id], attempt: 'none' } as const;
  return orDesert(house.store, term.holder, [saving.id], async () => {
    const outcome = await askOnce(house, account, 'upsertNumberGroup', operation, saving, passage);
    return outcome ? recordOutcome(house, saving, outcome, term) : saving;
  });
}

/** Writes down what became of saving a group; where it was saved anew meanwhile, that one's outcome counts. */
function recordOutcome(
  house: House,
  saving: NumberGroup,
  outcome: Outcome<unknown>,
  { holder }: Term,
): Promise<NumberGroup> {
  return writeDown(house, async (tx) => {
    await tx.underWay.end(holder, [saving.id]);
    const current = await tx.groups.find(saving.id);
    if (current && current.updatedAt !== saving.updatedAt) return current;
    const { failure: _earlier, ...kept } = saving;
    const settled = { ...kept, ...statusOf(outcome), updatedAt: house.now() };
    await tx.groups.save(settled);
    return settled;
  });
}

/** Hands a group whose fate is unknown, or that another process was saving, to the vendor once more, as it stands. */
export async function repeatGroup(house: House, group: NumberGroup, term?: Term): Promise<void> {
  const account = house.accounts.find(group.accountId);
  const operation = account?.module.operations.upsertNumberGroup;
  if (!account || !operation) {
    if (term) await house.store.underWay.end(term.holder, [group.id]);
    return;
  }
  await carryOut(house, account, operation, group, term ?? (await house.store.lease.enter()));
}

async function earlierGroup(house: House, request: KeyedRequest): Promise<CommandResult<NumberGroup> | undefined> {
  const earlier = await earlierRequest(house, request);
  if (!earlier) return undefined;
  if ('mismatch' in earlier) return refusedInput([earlier.mismatch]);
  const group = await house.store.groups.find(earlier.subjectId);
  return group && resultOf(group);
}

function numberFaults(given: readonly string[]): InputFault[] {
  if (given.length < 1 || given.length > MOST_NUMBERS) return [fault('numbers', `Give 1 to ${MOST_NUMBERS} numbers.`)];
  return given.flatMap((number, index) =>
    parsePhoneNumber(number) === undefined
      ? [fault(['numbers', String(index)], 'This is not a telephone number.', 'INVALID_NUMBER')]
      : [],
  );
}

function statusOf(outcome: Outcome<unknown>): Pick<NumberGroup, 'status' | 'failure'> {
  if (outcome.kind === 'Accepted') return { status: 'ACTIVE' };
  return { status: outcome.kind === 'Rejected' ? 'FAILED' : 'UNKNOWN', failure: outcome.failure };
}

function resultOf(group: NumberGroup): CommandResult<NumberGroup> {
  return { subject: group, errors: group.failure ? [errorOfFailure(group.failure, group.vendor)] : [] };
}
