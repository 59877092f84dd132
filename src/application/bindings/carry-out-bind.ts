import type { Account } from '../../accounts/accounts.ts';
import { anotherCouldDo, type Candidate } from '../../accounts/route.ts';
import { type Attempt, attemptOf, withAttempt } from '../../domain/attempt.ts';
import type { Binding, BindingMode } from '../../domain/binding.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { BindOrder, BindReply, OperationName } from '../../vendors/vendor.ts';
import { type CommandResult, errorOfFailure } from '../commands/command-result.ts';
import { changeBinding } from '../records/change-binding.ts';
import { commitOutcome } from '../records/commit-outcome.ts';
import { namesOfBinding } from '../records/lock-names.ts';
import { takePlace } from '../records/take-place.ts';
import type { Services } from '../services.ts';
import { askOnce, type Passage } from '../under-way/ask-once.ts';

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

type BindCandidate = Candidate<(typeof OPERATION_OF_MODE)[BindingMode]>;

/** Asks one account after the other, as long as each proves that it did nothing and another could do. */
export async function carryOut(
  services: Pick<Services, 'store' | 'now' | 'log' | 'metrics'>,
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
  services: Pick<Services, 'store' | 'now' | 'log'>,
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
  services: Pick<Services, 'store' | 'now' | 'log'>,
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

/** The binding with one more try at an account. */
export const tried = (binding: Binding, attempt: Attempt | undefined): Binding =>
  attempt ? { ...binding, attempts: withAttempt(binding.attempts, attempt) } : binding;

/** The binding after the vendor's answer. */
function settle(binding: Binding, outcome: Outcome<BindReply>, now: number): Binding {
  if (outcome.kind === 'Rejected') return { ...binding, status: 'FAILED', failure: outcome.failure };
  if (outcome.kind === 'Unknown') return { ...binding, status: 'UNKNOWN', failure: outcome.failure };
  const { vendorBindingId, ...chosen } = outcome.reply;
  const { lifetimeSeconds } = binding.terms;
  const { failure: _outlived, isXTold, ...known } = binding;
  return {
    ...known,
    ...(isXTold && chosen.numberX === undefined ? { isXTold } : {}),
    status: 'ACTIVE',
    terms: { ...binding.terms, ...chosen },
    ...(vendorBindingId === undefined ? {} : { vendorBindingId }),
    activatedAt: now,
    ...(lifetimeSeconds === undefined ? {} : { expiresAt: now + lifetimeSeconds * 1000 }),
  };
}

/** A binding as a command gives it back, with why it failed. */
export function resultOf(binding: Binding): CommandResult<Binding> {
  return { subject: binding, errors: binding.failure ? [errorOfFailure(binding.failure, binding.vendor)] : [] };
}
