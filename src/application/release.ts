import { type Binding, isOfUnknownFate, isOver } from '../domain/binding.ts';
import { fault } from '../domain/input-fault.ts';
import type { Outcome } from '../domain/outcome.ts';
import { audit } from './audit.ts';
import { changeBinding } from './change-binding.ts';
import { type CommandResult, errorOfFailure, refusedInput } from './command.ts';
import type { House } from './house.ts';
import { sendToVendor } from './send-to-vendor.ts';
import { writeDown } from './write-down.ts';

/** Releases a binding. One that is gone already is released as asked; one that never came to be has nothing to release. */
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
  const faults = operation.check?.({ binding }) ?? [];
  if (faults.length > 0) return refusedInput(faults);

  const releasing = await house.store.transaction(async (tx) => {
    const { accountId } = binding;
    await audit(tx, house, { action: 'RELEASE', operation: 'releaseBinding', accountId, subjectIds: [bindingId] });
    return changeBinding(tx, bindingId, house.now(), (current) => ({ ...current, status: 'RELEASING' }));
  });
  if (isOver(releasing.status)) return { subject: releasing, errors: [] };
  const outcome = await sendToVendor(house, account, 'releaseBinding', operation, { binding: releasing });
  const settled = await settle(house, releasing, outcome);
  return {
    subject: settled,
    errors: outcome.kind === 'Accepted' ? [] : [errorOfFailure(outcome.failure, binding.vendor)],
  };
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
