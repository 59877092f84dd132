import { type Binding, isOver, mayBecome } from '../../domain/binding.ts';
import { nextRevision } from '../../domain/revision.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';

/** A binding that must be there, held until the transaction ends. */
export async function bindingToChange(tx: Repositories, id: string): Promise<Binding> {
  const binding = await tx.bindings.find(id);
  if (!binding) throw new Error(`The binding ${id} is not in the store.`);
  return binding;
}

/**
 * Changes a binding inside a transaction. The change is made to the record as it stands now; where its status may not
 * become the wanted one (it was released meanwhile, say), the record stays. A new status is told by an event.
 */
export async function changeBinding(
  tx: Repositories,
  id: string,
  now: Instant,
  change: (current: Binding, now: Instant) => Binding,
): Promise<Binding> {
  const current = await bindingToChange(tx, id);
  const wanted = change(current, now);
  const moves = wanted.status !== current.status;
  if (moves ? !mayBecome(current.status, wanted.status) : isOver(current.status)) return current;
  const binding = { ...wanted, revision: nextRevision(current), updatedAt: now };
  await tx.bindings.update(binding);
  if (!moves) return binding;
  await tx.events.append([{ topic: 'BINDING', record: binding, at: now, previousStatus: current.status }]);
  return binding;
}
