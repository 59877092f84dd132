import { type Attempt, attemptOf, withAttempt } from '../domain/attempt.ts';
import type { Binding, BindingMode, BindingTerms } from '../domain/binding.ts';
import { correlationToken } from '../domain/ids.ts';
import { fault } from '../domain/input-fault.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { BindOrder, BindReply, OperationName } from '../vendors/vendor.ts';
import type { Account } from './accounts.ts';
import { audit } from './audit.ts';
import { changeBinding } from './change-binding.ts';
import { type CommandResult, errorOfFailure, refusedInput } from './command.ts';
import type { House } from './house.ts';
import { claimedForNothing, earlierRequest, type KeyedRequest, keyedRequest } from './idempotency.ts';
import { namesOfBinding, namesOfRequest } from './lock-names.ts';
import { newId } from './new-id.ts';
import { linkWaitingCalls } from './news/link-calls.ts';
import { anotherCouldDo, type Candidate, givenOptions, route } from './route.ts';
import { sendToVendor } from './send-to-vendor.ts';
import { validateTerms } from './validate-bind.ts';
import { type CommonInput, commonFaults } from './validate-common.ts';
import { writeDown } from './write-down.ts';

/** Which operation makes a binding of each mode. */
const OPERATION_OF_MODE = {
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
  if (!(await recordIntent(house, request, binding)))
    return (await earlierBinding(house, request)) ?? claimedForNothing();
  return carryOut(house, chosen.candidates, order, binding);
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

/** Claims the key and writes the binding, in one transaction; false where another request has the key already. */
function recordIntent(house: House, request: KeyedRequest, binding: Binding): Promise<boolean> {
  return house.store.transaction(async (tx) => {
    await tx.lock(namesOfRequest(request));
    if (!(await tx.requests.claim({ ...request, subjectId: binding.id }, binding.createdAt))) return false;
    const { id, accountId } = binding;
    await audit(tx, house, { action: 'BIND', operation: request.operation, accountId, subjectIds: [id] });
    await tx.bindings.insert(binding);
    await tx.events.append([{ topic: 'BINDING', record: binding, at: binding.createdAt, previousStatus: undefined }]);
    return true;
  });
}

type BindCandidate = Candidate<(typeof OPERATION_OF_MODE)[BindingMode]>;

/** Asks one account after the other, as long as each proves that it did nothing and another could do. */
async function carryOut(
  house: House,
  candidates: readonly BindCandidate[],
  order: BindOrder,
  binding: Binding,
): Promise<CommandResult<Binding>> {
  const [candidate, ...others] = candidates;
  if (!candidate) throw new Error('A binding is carried out only where some account can.');
  const { account, operation } = candidate;
  const outcome = await sendToVendor(house, account, OPERATION_OF_MODE[binding.mode], operation, order);
  const attempt = attemptOf(account.id, outcome, house.now());
  const [next] = others;
  if (next && anotherCouldDo(outcome)) {
    // The next account is durable before it is asked: a crash must not leave the binding at the wrong one.
    const moved = await writeDown(house, (tx) =>
      changeBinding(tx, binding.id, house.now(), (current) => ({
        ...tried(current, attempt),
        accountId: next.account.id,
        vendor: next.account.vendor,
      })),
    );
    return carryOut(house, others, order, moved);
  }
  return resultOf(await recordOutcome(house, binding, outcome, attempt));
}

/** Writes down what became of the request, and links the calls that came in while it was under way. */
function recordOutcome(
  house: House,
  { id, terms: { numberX } }: Binding,
  outcome: Outcome<BindReply>,
  attempt: Attempt,
): Promise<Binding> {
  return writeDown(house, async (tx) => {
    if (outcome.kind === 'Accepted') await tx.lock(namesOfBinding(attempt.accountId, { numberX, ...outcome.reply }));
    const after = await changeBinding(tx, id, house.now(), (current, now) =>
      settle(tried(current, attempt), outcome, now),
    );
    if (after.status === 'ACTIVE') await linkWaitingCalls(tx, after, house.now());
    return after;
  });
}

const tried = (binding: Binding, attempt: Attempt): Binding => ({
  ...binding,
  attempts: withAttempt(binding.attempts, attempt),
});

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
