import type { Account } from '../../accounts/accounts.ts';
import { callVendor } from '../../accounts/call-vendor.ts';
import { anotherCouldDo, type Candidate, givenOptions, route } from '../../accounts/route.ts';
import { type Attempt, attemptOf, withAttempt } from '../../domain/attempt.ts';
import type { Binding, BindingMode, BindingTerms } from '../../domain/binding.ts';
import { correlationToken } from '../../domain/ids.ts';
import { fault } from '../../domain/input-fault.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { UnderWay } from '../../store/leases.ts';
import type { Term } from '../../store/process-lease.ts';
import type { BindOrder, BindReply, OperationName } from '../../vendors/vendor.ts';
import { audit } from '../commands/audit.ts';
import { type CommandResult, errorOfFailure, refusedInput } from '../commands/command-result.ts';
import { claimedForNothing, earlierRequest, type KeyedRequest, keyedRequest } from '../commands/idempotency.ts';
import { type CommonInput, commonFaults } from '../commands/validate-common.ts';
import { changeBinding } from '../records/change-binding.ts';
import { commitOutcome } from '../records/commit-outcome.ts';
import { namesOfBinding, namesOfRequest } from '../records/lock-names.ts';
import { newId } from '../records/new-id.ts';
import type { Services } from '../services.ts';
import { askOnce, type Passage } from '../under-way/ask-once.ts';
import { orDesert } from '../under-way/desert.ts';
import { takePlace } from './take-place.ts';
import { validateTerms } from './validate-bind.ts';

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
  services: Services,
  mode: BindingMode,
  common: CommonInput,
  given: BindingTerms,
): Promise<CommandResult<Binding>> {
  const operationName = OPERATION_OF_MODE[mode];
  const request = keyedRequest(services, common.idempotencyKey, operationName, { ...common, ...given });
  const earlier = await earlierBinding(services, request);
  if (earlier) return earlier;

  const { terms, faults } = validateTerms(given);
  faults.push(...commonFaults(common));
  if (faults.length > 0) return refusedInput(faults);

  const id = newId('binding');
  const group = terms.groupId === undefined ? undefined : await services.store.groups.find(terms.groupId);
  if (terms.groupId !== undefined && (!group || !services.accounts.find(group.accountId))) {
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
  const chosen = route(services.accounts, operationName, wanted);
  if ('faults' in chosen) return refusedInput(chosen.faults);

  const [{ account }] = chosen.candidates;
  const binding = newBinding(id, account, mode, common, terms, services.now());
  const term = await services.store.lease.enter();
  const begun = { routed: accountId === undefined, withheld: terms.holder !== undefined };
  return orDesert(services.store, term.holder, [id], async () => {
    const attempt = account.pace.takeNow() ? 'committed' : 'due';
    const intent = await recordIntent(services, request, binding, term, { ...begun, attempt });
    if (!intent) return (await earlierBinding(services, request)) ?? claimedForNothing();
    return carryOut(services, chosen.candidates, order, binding, { term, ids: [id], attempt: intent });
  });
}

async function earlierBinding(services: Services, request: KeyedRequest): Promise<CommandResult<Binding> | undefined> {
  const earlier = await earlierRequest(services, request);
  if (!earlier) return undefined;
  if ('mismatch' in earlier) return refusedInput([earlier.mismatch]);
  const binding = await services.store.bindings.find(earlier.subjectId);
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
  services: Services,
  request: KeyedRequest,
  binding: Binding,
  { holder }: Term,
  { attempt, ...row }: Pick<UnderWay, 'routed' | 'withheld'> & Pick<Passage, 'attempt'>,
): Promise<Passage['attempt'] | undefined> {
  return services.store.transaction(async (tx) => {
    await tx.lock(namesOfRequest(request));
    if (!(await tx.requests.claim({ ...request, subjectId: binding.id }, binding.createdAt))) return undefined;
    const { id, accountId } = binding;
    await audit(tx, services, { action: 'BIND', operation: request.operation, accountId, subjectIds: [id] });
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
  services: Services,
  candidates: readonly BindCandidate[],
  order: BindOrder,
  binding: Binding,
  passage: Passage,
): Promise<CommandResult<Binding>> {
  const [candidate, ...others] = candidates;
  if (!candidate) throw new Error('A binding is carried out only where some account can.');
  const { account, operation } = candidate;
  const outcome = await askOnce(services, account, OPERATION_OF_MODE[binding.mode], operation, order, passage);
  if (!outcome) return resultOf((await services.store.bindings.find(binding.id)) ?? binding);
  const attempt = attemptOf(account.id, outcome, services.now());
  const [next] = others;
  if (next && anotherCouldDo(outcome)) {
    const moved = await moveTo(services, binding, next.account, attempt, passage);
    if (moved) return carryOut(services, others, order, moved, { ...passage, attempt: 'due' });
  }
  return resultOf(await recordOutcome(services, binding, outcome, attempt, passage.term.holder));
}

/**
 * The next account is durable before it is asked: a crash must not leave the binding at the wrong one. Undefined where
 * another process has taken the binding over meanwhile.
 */
function moveTo(
  services: Services,
  { id }: Binding,
  { id: accountId, vendor }: Account,
  attempt: Attempt,
  { term }: Passage,
): Promise<Binding | undefined> {
  return commitOutcome(services, async (tx) => {
    const ours = await tx.underWay.attempt(term.holder, [id], undefined);
    if (ours.length === 0) return undefined;
    return changeBinding(tx, id, services.now(), (current) => ({ ...tried(current, attempt), accountId, vendor }));
  });
}

/** Writes down what became of the request: a binding that was made ends those that it replaced. */
export function recordOutcome(
  services: Services,
  binding: Binding,
  outcome: Outcome<BindReply>,
  attempt: Attempt | undefined,
  holder?: string,
): Promise<Binding> {
  return commitOutcome(services, async (tx) => {
    const { id, mode, terms, accountId } = binding;
    const settled = (current: Binding, now: Instant) => settle(tried(current, attempt), outcome, now);
    if (outcome.kind === 'Accepted') {
      const { vendorBindingId, ...chosen } = outcome.reply;
      await tx.lock(namesOfBinding(accountId, { mode, terms: { ...terms, ...chosen }, vendorBindingId }));
    }
    if (holder !== undefined) await tx.underWay.end(holder, [id]);
    const change = outcome.kind === 'Accepted' ? takePlace : changeBinding;
    return change(tx, id, services.now(), settled);
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
export async function repeatBind(services: Services, binding: Binding): Promise<void> {
  const account = services.accounts.find(binding.accountId);
  const operation = account?.module.operations[OPERATION_OF_MODE[binding.mode]];
  if (!account || !operation?.repeatable) return;
  const { mode, terms, id } = binding;
  const order: BindOrder = { mode, terms, token: correlationToken(id) };
  const outcome = await callVendor(services, account, OPERATION_OF_MODE[mode], operation, order);
  const attempt = attemptOf(account.id, outcome, services.now());
  if (outcome.kind === 'Accepted') await recordOutcome(services, binding, outcome, attempt);
  else {
    await services.store.transaction((tx) =>
      changeBinding(tx, id, services.now(), (current) => tried(current, attempt)),
    );
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
