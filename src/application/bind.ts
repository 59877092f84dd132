import { type Attempt, attemptOf, withAttempt } from '../domain/attempt.ts';
import type { Binding, BindingMode, BindingTerms } from '../domain/binding.ts';
import { correlationToken } from '../domain/ids.ts';
import { fault } from '../domain/input-fault.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Instant } from '../domain/vendor.ts';
import type { UnderWay } from '../store/leases.ts';
import type { Term } from '../store/process-lease.ts';
import type { BindOrder, BindReply, OperationName } from '../vendors/vendor.ts';
import type { Account } from './accounts.ts';
import { askOnce, type Passage } from './ask-once.ts';
import { audit } from './audit.ts';
import { changeBinding } from './change-binding.ts';
import { type CommandResult, errorOfFailure, refusedInput } from './command.ts';
import { orDesert } from './desert.ts';
import type { House } from './house.ts';
import { claimedForNothing, earlierRequest, type KeyedRequest, keyedRequest } from './idempotency.ts';
import { namesOfBinding, namesOfRequest } from './lock-names.ts';
import { newId } from './new-id.ts';
import { anotherCouldDo, type Candidate, givenOptions, route } from './route.ts';
import { sendToVendor } from './send-to-vendor.ts';
import { takePlace } from './take-place.ts';
import { validateTerms } from './validate-bind.ts';
import { type CommonInput, commonFaults } from './validate-common.ts';
import { writeDown } from './write-down.ts';

/** Which operation makes a binding of each mode. */
export const OPERATION_OF_MODE = {
  AX: 'createAxBinding',
  AXN: 'createAxnBinding',
  AXX: 'createAxxBinding',
  AXB: 'createAxbBinding',
  AXYB: 'createAxybBinding',
  XYB: 'createXybBinding',
  AXG: 'createAxgBinding',
  TRANSFER: 'createTransferBinding',
} as const satisfies Record<BindingMode, OperationName>;

/**
 * Makes a binding. The intent is durable before the vendor hears of it, and the vendor hears of it once: a request
 * whose fate is unknown leaves a binding that is UNKNOWN.
 */
export async function bind(
  house: House,
  mode: BindingMode,
  common: CommonInput,
  given: BindingTerms,
): Promise<CommandResult<Binding>> {
  const operationName = OPERATION_OF_MODE[mode];
  const request = keyedRequest(house, common.idempotencyKey, operationName, { ...common, ...given });
  const earlier = await earlierBinding(house, request);
  if (earlier) return earlier;

  const { terms, faults } = validateTerms(given);
  faults.push(...commonFaults(common));
  if (faults.length > 0) return refusedInput(faults);

  const id = newId('binding');
  const group = terms.groupId === undefined ? undefined : await house.store.groups.find(terms.groupId);
  if (terms.groupId !== undefined && (!group || !house.accounts.find(group.accountId))) {
    return refusedInput([fault('groupId', 'There is no such number group.', 'NOT_FOUND')]);
  }
  const order: BindOrder = {
    mode,
    terms,
    token: correlationToken(id),
    ...(group ? { vendorGroupId: group.vendorGroupId } : {}),
  };
  // A group is known only at its own account.
  const accountId = common.accountId ?? group?.accountId;
  const wanted = { accountId, options: givenOptions(terms, ['announcements']), order };
  const chosen = route(house.accounts, operationName, wanted);
  if ('faults' in chosen) return refusedInput(chosen.faults);

  const [{ account }] = chosen.candidates;
  const binding = newBinding(id, account, mode, common, terms, house.now());
  const term = await house.store.lease.enter();
  const begun = { routed: accountId === undefined, withheld: terms.holder !== undefined };
  return orDesert(house.store, term.holder, [id], async () => {
    const attempt = account.pace.takeNow() ? 'committed' : 'due';
    const intent = await recordIntent(house, request, binding, term, { ...begun, attempt });
    if (!intent) return (await earlierBinding(house, request)) ?? claimedForNothing();
    return carryOut(house, chosen.candidates, order, binding, { term, ids: [id], attempt: intent });
  });
}

async function earlierBinding(house: House, request: KeyedRequest): Promise<CommandResult<Binding> | undefined> {
  const earlier = await earlierRequest(house, request);
  if (!earlier) return undefined;
  if ('mismatch' in earlier) return refusedInput([earlier.mismatch]);
  const binding = await house.store.bindings.find(earlier.subjectId);
  return binding ? resultOf(binding) : undefined;
}

function newBinding(
  id: string,
  account: Account,
  mode: BindingMode,
  { reference, metadata }: CommonInput,
  { holder: _handedOnNeverStored, ...terms }: BindingTerms,
  now: number,
): Binding {
  return {
    id,
    accountId: account.id,
    vendor: account.vendor,
    mode,
    status: 'CREATING',
    ...(reference === undefined ? {} : { reference }),
    ...(metadata === undefined ? {} : { metadata }),
    terms,
    createdAt: now,
    updatedAt: now,
  };
}

/**
 * Claims the key and writes the binding, in one transaction; undefined where another request has the key already. Says
 * whether the attempt stands there with it.
 */
function recordIntent(
  house: House,
  request: KeyedRequest,
  binding: Binding,
  { holder }: Term,
  { attempt, ...row }: Pick<UnderWay, 'routed' | 'withheld'> & Pick<Passage, 'attempt'>,
): Promise<Passage['attempt'] | undefined> {
  return house.store.transaction(async (tx) => {
    await tx.lock(namesOfRequest(request));
    if (!(await tx.requests.claim({ ...request, subjectId: binding.id }, binding.createdAt))) return undefined;
    const { id, accountId } = binding;
    await audit(tx, house, { action: 'BIND', operation: request.operation, accountId, subjectIds: [id] });
    await tx.bindings.insert(binding);
    await tx.events.append([{ topic: 'BINDING', record: binding, at: binding.createdAt, previousStatus: undefined }]);
    const isCommitted = attempt === 'committed' && (await tx.processes.isInForce(holder));
    const attemptedAt = isCommitted ? accountId : undefined;
    await tx.underWay.begin(holder, [{ subjectId: id, ...row, attemptedAt }]);
    return isCommitted ? 'committed' : 'due';
  });
}

type BindCandidate = Candidate<(typeof OPERATION_OF_MODE)[BindingMode]>;

/** Asks one account after the other, as long as each proves that it did nothing and another could do. */
export async function carryOut(
  house: House,
  candidates: readonly BindCandidate[],
  order: BindOrder,
  binding: Binding,
  passage: Passage,
): Promise<CommandResult<Binding>> {
  const [candidate, ...others] = candidates;
  if (!candidate) throw new Error('A binding is carried out only where some account can.');
  const { account, operation } = candidate;
  const outcome = await askOnce(house, account, OPERATION_OF_MODE[binding.mode], operation, order, passage);
  if (!outcome) return resultOf((await house.store.bindings.find(binding.id)) ?? binding);
  const attempt = attemptOf(account.id, outcome, house.now());
  const [next] = others;
  if (next && anotherCouldDo(outcome)) {
    const moved = await moveTo(house, binding, next.account, attempt, passage);
    if (moved) return carryOut(house, others, order, moved, { ...passage, attempt: 'due' });
  }
  return resultOf(await recordOutcome(house, binding, outcome, attempt, passage.term.holder));
}

/**
 * The next account is durable before it is asked: a crash must not leave the binding at the wrong one. Undefined where
 * another process has taken the binding over meanwhile.
 */
function moveTo(
  house: House,
  { id }: Binding,
  { id: accountId, vendor }: Account,
  attempt: Attempt,
  { term }: Passage,
): Promise<Binding | undefined> {
  return writeDown(house, async (tx) => {
    const ours = await tx.underWay.attempt(term.holder, [id], undefined);
    if (ours.length === 0) return undefined;
    return changeBinding(tx, id, house.now(), (current) => ({ ...tried(current, attempt), accountId, vendor }));
  });
}

/** Writes down what became of the request: a binding that was made ends those that it replaced. */
export function recordOutcome(
  house: House,
  binding: Binding,
  outcome: Outcome<BindReply>,
  attempt: Attempt | undefined,
  holder?: string,
): Promise<Binding> {
  return writeDown(house, async (tx) => {
    const { id, mode, terms, accountId } = binding;
    const settled = (current: Binding, now: Instant) => settle(tried(current, attempt), outcome, now);
    if (outcome.kind === 'Accepted') {
      const { vendorBindingId, ...chosen } = outcome.reply;
      await tx.lock(namesOfBinding(accountId, { mode, terms: { ...terms, ...chosen }, vendorBindingId }));
    }
    if (holder !== undefined) await tx.underWay.end(holder, [id]);
    const change = outcome.kind === 'Accepted' ? takePlace : changeBinding;
    return change(tx, id, house.now(), settled);
  });
}

const tried = (binding: Binding, attempt: Attempt | undefined): Binding =>
  attempt ? { ...binding, attempts: withAttempt(binding.attempts, attempt) } : binding;

/** Whether the account's vendor knows a request for a binding again, and does not carry it out twice. */
export function isRepeatable({ module }: Account): boolean {
  return Object.values(OPERATION_OF_MODE).some((name) => module.operations[name]?.repeatable);
}

/**
 * Asks again for a binding whose fate is unknown, where that cannot make a second one. Only an acceptance settles it: a
 * refusal of the repetition proves nothing about the first time.
 */
export async function repeatBind(house: House, binding: Binding): Promise<void> {
  const account = house.accounts.find(binding.accountId);
  const operation = account?.module.operations[OPERATION_OF_MODE[binding.mode]];
  if (!account || !operation?.repeatable) return;
  const { mode, terms, id } = binding;
  const order: BindOrder = { mode, terms, token: correlationToken(id) };
  const outcome = await sendToVendor(house, account, OPERATION_OF_MODE[mode], operation, order);
  const attempt = attemptOf(account.id, outcome, house.now());
  if (outcome.kind === 'Accepted') await recordOutcome(house, binding, outcome, attempt);
  else {
    await house.store.transaction((tx) => changeBinding(tx, id, house.now(), (current) => tried(current, attempt)));
  }
}

/** The binding after the vendor's answer. */
function settle(binding: Binding, outcome: Outcome<BindReply>, now: number): Binding {
  if (outcome.kind === 'Rejected') return { ...binding, status: 'FAILED', failure: outcome.failure };
  if (outcome.kind === 'Unknown') return { ...binding, status: 'UNKNOWN', failure: outcome.failure };
  const { vendorBindingId, ...chosen } = outcome.reply;
  const { lifetimeSeconds } = binding.terms;
  const { failure: _outlived, ...known } = binding;
  return {
    ...known,
    status: 'ACTIVE',
    terms: { ...binding.terms, ...chosen },
    ...(vendorBindingId === undefined ? {} : { vendorBindingId }),
    activatedAt: now,
    ...(lifetimeSeconds === undefined ? {} : { expiresAt: now + lifetimeSeconds * 1000 }),
  };
}

function resultOf(binding: Binding): CommandResult<Binding> {
  return { subject: binding, errors: binding.failure ? [errorOfFailure(binding.failure, binding.vendor)] : [] };
}
