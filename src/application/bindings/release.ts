import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../../accounts/accounts.ts';
import { type Binding, isOfUnknownFate, isOver } from '../../domain/binding.ts';
import { fault, type InputFault } from '../../domain/input-fault.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { isLater, replaces } from '../../domain/place.ts';
import type { Term } from '../../store/process-lease.ts';
import type { Repositories } from '../../store/store.ts';
import type { VendorOperations } from '../../vendors/vendor.ts';
import { audit } from '../commands/audit.ts';
import { type CommandResult, errorOfFailure, refusedInput } from '../commands/command-result.ts';
import { bindingToChange, changeBinding } from '../records/change-binding.ts';
import { commitOutcome } from '../records/commit-outcome.ts';
import { namesOfBinding } from '../records/lock-names.ts';
import { bindingsAround, replacedBy, successorAmong } from '../records/take-place.ts';
import type { Services } from '../services.ts';
import { orAbandon } from '../under-way/abandon.ts';
import { askOnce } from '../under-way/ask-once.ts';

type ReleaseOperation = NonNullable<VendorOperations<unknown>['releaseBinding']>;

/**
 * Releases a binding. One that is gone already is released as asked; one that never came to be has nothing to release;
 * and for one whose place another has taken the vendor is not asked, because that would release the other one.
 */
export async function release(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics' | 'actor'>,
  bindingId: string,
): Promise<CommandResult<Binding>> {
  const binding = await services.store.bindings.find(bindingId);
  if (!binding) return refusedInput([fault('bindingId', 'There is no such binding.', 'NOT_FOUND')]);
  if (isOver(binding.status) && !isOfUnknownFate(binding)) return { subject: binding, errors: [] };
  if (binding.status === 'CREATING') {
    const message = 'The binding is still being made. Release it once it is ACTIVE or UNKNOWN.';
    return refusedInput([fault('bindingId', message, 'CONFLICT')]);
  }
  const account = services.accounts.find(binding.accountId);
  const operation = account?.module.operations.releaseBinding;
  if (!account || !operation) {
    const message = `The account ${binding.accountId} of this binding is not set up any more, or cannot release bindings.`;
    return refusedInput([fault('bindingId', message, 'UNSUPPORTED')]);
  }
  const term = await services.store.lease.enter();
  return orAbandon(services.store, term.holder, [bindingId], async () => {
    const begun = await begin(services, binding, operation, term);
    if ('faults' in begun) return refusedInput(begun.faults);
    if (isOver(begun.releasing.status)) return { subject: begun.releasing, errors: [] };
    return begun.isElsewhere
      ? resultOf(await releasedElsewhere(services, begun.releasing))
      : carryOut(services, begun.releasing, account, operation, term);
  });
}

/** Goes on with a release that another process began, where it is still to be asked for: asking twice does no harm. */
export async function continueRelease(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  releasing: Binding,
  term: Term,
): Promise<void> {
  const account = services.accounts.find(releasing.accountId);
  const operation = account?.module.operations.releaseBinding;
  const verdict = operation && (await services.store.transaction((tx) => judge(tx, services, releasing, operation)));
  const isDue = verdict && 'releasing' in verdict && verdict.releasing.status === 'RELEASING';
  // What cannot be asked for now may be so again: an account that is not set up, say. It is looked at later
  // (settle.ts).
  if (!account || !operation || !isDue) await services.store.underWay.end(term.holder, [releasing.id]);
  else await carryOut(services, verdict.releasing, account, operation, term);
}

async function carryOut(
  services: Pick<Services, 'store' | 'now' | 'log' | 'metrics'>,
  releasing: Binding,
  account: Account,
  operation: ReleaseOperation,
  term: Term,
): Promise<CommandResult<Binding>> {
  const passage = { term, ids: [releasing.id], attempt: 'none' } as const;
  const outcome = await askOnce(services, account, 'releaseBinding', operation, { binding: releasing }, passage);
  if (!outcome) return { subject: releasing, errors: [] };
  const settled = await settle(services, releasing, outcome, term);
  return {
    subject: settled,
    errors: outcome.kind === 'Accepted' ? [] : [errorOfFailure(outcome.failure, releasing.vendor)],
  };
}

/** Decides whether the vendor is to be asked, and notes that it is about to be. */
function begin(
  services: Pick<Services, 'store' | 'now' | 'actor'>,
  binding: Binding,
  operation: ReleaseOperation,
  { holder }: Term,
): Promise<
  { readonly releasing: Binding; readonly isElsewhere?: boolean } | { readonly faults: readonly InputFault[] }
> {
  return services.store.transaction(async (tx) => {
    const { id, accountId } = binding;
    const verdict = await judge(tx, services, binding, operation);
    if ('faults' in verdict) return verdict;
    await audit(tx, services, { action: 'RELEASE', operation: 'releaseBinding', accountId, subjectIds: [id] });
    if (isOver(verdict.releasing.status)) return verdict;
    const isElsewhere = (await tx.underWay.among([id])).size > 0;
    if (!isElsewhere) await tx.underWay.begin(holder, [{ subjectId: id, routed: false, withheld: false }]);
    return { ...verdict, isElsewhere };
  });
}

/**
 * With all that contends for the binding's place held off: the binding RELEASING, or RELEASED where a later one has
 * taken its place; or why it cannot be released now.
 */
async function judge(
  tx: Repositories,
  services: Pick<Services, 'now'>,
  asRead: Binding,
  operation: ReleaseOperation,
): Promise<{ readonly releasing: Binding } | { readonly faults: readonly InputFault[] }> {
  await tx.lock(namesOfBinding(asRead.accountId, asRead));
  const binding = await bindingToChange(tx, asRead.id);
  const around = await bindingsAround(tx, binding);
  const successor = successorAmong(around, binding);
  const faults = successor ? [] : [...contenders(around, binding), ...(operation.check?.({ binding }) ?? [])];
  if (faults.length > 0) return { faults };
  const releasing = await changeBinding(tx, binding.id, services.now(), (current, now) =>
    successor ? replacedBy(current, successor, now) : { ...current, status: 'RELEASING' },
  );
  return { releasing };
}

/**
 * A later binding whose request is under way: the vendor may carry it out first, and a release would then end that one.
 */
function contenders(around: readonly Binding[], binding: Binding): InputFault[] {
  return around
    .filter((other) => other.status === 'CREATING' && isLater(other, binding) && replaces(other, binding))
    .slice(0, 1)
    .map(({ id }) => {
      const message = `The vendor is making ${id} in the place of this binding. Release this one again in a minute.`;
      return fault('bindingId', message, 'CONFLICT');
    });
}

const LOOK_MS = 100;
// A vendor may take 15 s to answer (vendors/http.ts).
const PATIENCE_MS = 20_000;

/** What becomes of a release that is under way already, here or at another process. */
async function releasedElsewhere({ store }: Pick<Services, 'store'>, releasing: Binding): Promise<Binding> {
  const end = performance.now() + PATIENCE_MS;
  while ((await store.underWay.among([releasing.id])).size > 0 && performance.now() < end) await delay(LOOK_MS);
  return (await store.bindings.find(releasing.id)) ?? releasing;
}

const resultOf = (binding: Binding): CommandResult<Binding> => ({
  subject: binding,
  errors: binding.failure && !isOver(binding.status) ? [errorOfFailure(binding.failure, binding.vendor)] : [],
});

/**
 * A refused release leaves the binding in force. One whose answer was lost stays RELEASING, and is asked for again:
 * releasing twice does no harm.
 */
async function settle(
  services: Pick<Services, 'store' | 'now' | 'log'>,
  { id }: Binding,
  outcome: Outcome<unknown>,
  { holder }: Term,
): Promise<Binding> {
  return commitOutcome(services, async (tx) => {
    await tx.underWay.end(holder, [id]);
    return changeBinding(tx, id, services.now(), ({ failure: _earlier, ...current }, now) => {
      if (outcome.kind === 'Accepted') return { ...current, status: 'RELEASED', releasedAt: now };
      const status = outcome.kind === 'Unknown' ? current.status : 'ACTIVE';
      return { ...current, status, failure: outcome.failure };
    });
  });
}
