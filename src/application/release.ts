import { type Binding, isOfUnknownFate, isOver } from '../domain/binding.ts';
import { fault, type InputFault } from '../domain/input-fault.ts';
import type { Outcome } from '../domain/outcome.ts';
import { isLater, replaces } from '../domain/place.ts';
import type { VendorOperations } from '../vendors/vendor.ts';
import { audit } from './audit.ts';
import { bindingToChange, changeBinding } from './change-binding.ts';
import { type CommandResult, errorOfFailure, refusedInput } from './command.ts';
import type { House } from './house.ts';
import { namesOfBinding } from './lock-names.ts';
import { sendToVendor } from './send-to-vendor.ts';
import { bindingsAround, replacedBy, successorAmong } from './take-place.ts';
import { writeDown } from './write-down.ts';

type ReleaseOperation = NonNullable<VendorOperations<unknown>['releaseBinding']>;

/**
 * Releases a binding. One that is gone already is released as asked; one that never came to be has nothing to release;
 * and for one whose place another has taken the vendor is not asked, because that would release the other one.
 */
export async function release(house: House, bindingId: string): Promise<CommandResult<Binding>> {
  const binding = await house.store.bindings.find(bindingId);
  if (!binding) return refusedInput([fault('bindingId', 'There is no such binding.', 'NOT_FOUND')]);
  if (isOver(binding.status) && !isOfUnknownFate(binding)) return { subject: binding, errors: [] };
  if (binding.status === 'CREATING') {
    const message = 'The binding is still being made. Release it once it is ACTIVE or UNKNOWN.';
    return refusedInput([fault('bindingId', message, 'CONFLICT')]);
  }
  const account = house.accounts.find(binding.accountId);
  const operation = account?.module.operations.releaseBinding;
  if (!account || !operation) {
    const message = `The account ${binding.accountId} of this binding is not set up any more, or cannot release bindings.`;
    return refusedInput([fault('bindingId', message, 'UNSUPPORTED')]);
  }
  const begun = await begin(house, binding, operation);
  if ('faults' in begun) return refusedInput(begun.faults);
  const { releasing } = begun;
  if (isOver(releasing.status)) return { subject: releasing, errors: [] };
  const outcome = await sendToVendor(house, account, 'releaseBinding', operation, { binding: releasing });
  const settled = await settle(house, releasing, outcome);
  return {
    subject: settled,
    errors: outcome.kind === 'Accepted' ? [] : [errorOfFailure(outcome.failure, binding.vendor)],
  };
}

/** Decides, with all that contends for the binding's place held off, whether the vendor is to be asked. */
function begin(
  house: House,
  { id, accountId, mode, terms, vendorBindingId }: Binding,
  operation: ReleaseOperation,
): Promise<{ readonly releasing: Binding } | { readonly faults: readonly InputFault[] }> {
  return house.store.transaction(async (tx) => {
    await tx.lock(namesOfBinding(accountId, { mode, terms, vendorBindingId }));
    const binding = await bindingToChange(tx, id);
    const around = await bindingsAround(tx, binding);
    const successor = successorAmong(around, binding);
    const faults = successor ? [] : [...contenders(around, binding), ...(operation.check?.({ binding }) ?? [])];
    if (faults.length > 0) return { faults };
    await audit(tx, house, { action: 'RELEASE', operation: 'releaseBinding', accountId, subjectIds: [id] });
    const releasing = await changeBinding(tx, id, house.now(), (current, now) =>
      successor ? replacedBy(current, successor, now) : { ...current, status: 'RELEASING' },
    );
    return { releasing };
  });
}

/** A later binding whose request is under way: the vendor may carry it out first, and a release would then end that one. */
function contenders(around: readonly Binding[], binding: Binding): InputFault[] {
  return around
    .filter((other) => other.status === 'CREATING' && isLater(other, binding) && replaces(other, binding))
    .slice(0, 1)
    .map(({ id }) => {
      const message = `The vendor is making ${id} in the place of this binding. Release this one again in a minute.`;
      return fault('bindingId', message, 'CONFLICT');
    });
}

/**
 * A refused release leaves the binding in force. One whose answer was lost stays RELEASING, and is asked for again:
 * releasing twice does no harm.
 */
async function settle(house: House, releasing: Binding, outcome: Outcome<unknown>): Promise<Binding> {
  return writeDown(house, (tx) =>
    changeBinding(tx, releasing.id, house.now(), ({ failure: _earlier, ...current }, now) => {
      if (outcome.kind === 'Accepted') return { ...current, status: 'RELEASED', releasedAt: now };
      const status = outcome.kind === 'Unknown' ? current.status : 'ACTIVE';
      return { ...current, status, failure: outcome.failure };
    }),
  );
}
