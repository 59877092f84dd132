import type { Account } from '../../accounts/accounts.ts';
import { route } from '../../accounts/route.ts';
import { type NumberGroup, vendorGroupId } from '../../domain/group.ts';
import { fault, type InputFault } from '../../domain/input-fault.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { parsePhoneNumber } from '../../domain/phone-number.ts';
import { FIRST_REVISION, nextRevision } from '../../domain/revision.ts';
import type { Term } from '../../store/process-lease.ts';
import type { VendorOperations } from '../../vendors/vendor.ts';
import { audit } from '../commands/audit.ts';
import { type CommandResult, errorOfFailure, refusedInput } from '../commands/command-result.ts';
import { claimedForNothing, earlierRequest, type KeyedRequest, keyedRequest } from '../commands/idempotency.ts';
import { authorityFaults, type CommonInput, commonFaults, mayUse } from '../commands/validate-common.ts';
import { commitOutcome } from '../records/commit-outcome.ts';
import { namesOfRequest } from '../records/lock-names.ts';
import { newId } from '../records/new-id.ts';
import type { Services } from '../services.ts';
import { orAbandon } from '../under-way/abandon.ts';
import { askOnce } from '../under-way/ask-once.ts';

// Winnerlook advises no more than 20 (2.1.10) and names no bound; this one keeps a request small.
const MOST_NUMBERS = 100;

type UpsertOperation = NonNullable<VendorOperations<unknown>['upsertNumberGroup']>;

/** Makes a number group, or replaces the numbers of one. Saving the same group again is safe. */
export async function upsertGroup(
  services: Pick<
    Services,
    'accounts' | 'store' | 'now' | 'log' | 'metrics' | 'actor' | 'keyOwner' | 'keyMismatches' | 'authority'
  >,
  common: CommonInput,
  groupId: string | undefined,
  given: readonly string[],
): Promise<CommandResult<NumberGroup>> {
  const notOwn = authorityFaults(services, common);
  if (notOwn.length > 0) return refusedInput(notOwn);
  const request = keyedRequest(services, common.idempotencyKey, 'upsertNumberGroup', { ...common, groupId, given });
  const earlier = await earlierGroup(services, request);
  if (earlier) return earlier;

  const faults = [...commonFaults(common), ...numberFaults(given)];
  if (faults.length > 0) return refusedInput(faults);
  const known = groupId === undefined ? undefined : await services.store.groups.find(groupId);
  if (groupId !== undefined && (!known || !mayUse(services, known))) {
    return refusedInput([fault('groupId', 'There is no such number group.', 'NOT_FOUND')]);
  }
  const id = known?.id ?? newId('group');
  const numbers = [...new Set(given.map((number) => parsePhoneNumber(number) ?? number))];
  const order = { vendorGroupId: known?.vendorGroupId ?? vendorGroupId(id), numbers };
  const wanted = { accountId: common.accountId ?? known?.accountId, options: ['numbers'], order };
  const chosen = route(services.accounts, 'upsertNumberGroup', wanted);
  if ('faults' in chosen) return refusedInput(chosen.faults);
  const [{ account, operation }] = chosen.candidates;
  if (known && known.accountId !== account.id) {
    return refusedInput([fault('accountId', 'The group is at another account.', 'CONFLICT')]);
  }

  const now = services.now();
  const { failure: _earlierFailure, ...kept } = known ?? { createdAt: now, revision: FIRST_REVISION };
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
  const term = await services.store.lease.enter();
  const claimed = await orAbandon(services.store, term.holder, [id], () =>
    services.store.transaction(async (tx) => {
      await tx.lock(namesOfRequest(request));
      if (!(await tx.requests.claim({ ...request, subjectId: id }, now))) return undefined;
      const { operation } = request;
      await audit(tx, services, { action: 'UPSERT_GROUP', operation, accountId: account.id, subjectIds: [id] });
      // Read once more, and held now: another request may have changed it meanwhile.
      const saved = { ...saving, revision: nextRevision(await tx.groups.find(id)) };
      await tx.groups.save(saved);
      await tx.underWay.begin(term.holder, [{ subjectId: id, routed: false, withheld: false }]);
      return saved;
    }),
  );
  if (!claimed) return (await earlierGroup(services, request)) ?? claimedForNothing();
  return resultOf(await carryOut(services, account, operation, claimed, term));
}

/** Has the vendor save a group as it stands, and writes down what became of it. */
function carryOut(
  services: Pick<Services, 'store' | 'now' | 'log' | 'metrics'>,
  account: Account,
  operation: UpsertOperation,
  saving: NumberGroup,
  term: Term,
): Promise<NumberGroup> {
  const passage = { term, ids: [saving.id], attempt: 'none' } as const;
  return orAbandon(services.store, term.holder, [saving.id], async () => {
    const outcome = await askOnce(services, account, 'upsertNumberGroup', operation, saving, passage);
    return outcome ? recordOutcome(services, saving, outcome, term) : saving;
  });
}

/** Writes down what became of saving a group; where it was saved anew meanwhile, that one's outcome counts. */
function recordOutcome(
  services: Pick<Services, 'store' | 'now' | 'log'>,
  saving: NumberGroup,
  outcome: Outcome<unknown>,
  { holder }: Term,
): Promise<NumberGroup> {
  return commitOutcome(services, async (tx) => {
    await tx.underWay.end(holder, [saving.id]);
    const current = await tx.groups.find(saving.id);
    if (current && current.updatedAt !== saving.updatedAt) return current;
    const { failure: _earlier, ...kept } = saving;
    const settled = { ...kept, ...statusOf(outcome), revision: nextRevision(current), updatedAt: services.now() };
    await tx.groups.save(settled);
    return settled;
  });
}

/** Hands a group whose fate is unknown, or that another process was saving, to the vendor once more, as it stands. */
export async function repeatGroup(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  group: NumberGroup,
  term?: Term,
): Promise<void> {
  const account = services.accounts.find(group.accountId);
  const operation = account?.module.operations.upsertNumberGroup;
  if (!account || !operation) {
    if (term) await services.store.underWay.end(term.holder, [group.id]);
    return;
  }
  await carryOut(services, account, operation, group, term ?? (await services.store.lease.enter()));
}

async function earlierGroup(
  services: Pick<Services, 'store' | 'now' | 'keyMismatches'>,
  request: KeyedRequest,
): Promise<CommandResult<NumberGroup> | undefined> {
  const earlier = await earlierRequest(services, request);
  if (!earlier) return undefined;
  if ('mismatch' in earlier) return refusedInput([earlier.mismatch]);
  const group = await services.store.groups.find(earlier.subjectId);
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
