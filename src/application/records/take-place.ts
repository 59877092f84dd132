import type { Binding } from '../../domain/binding.ts';
import { exists, isLater, mayExist, namesToLookUnder, replaces } from '../../domain/place.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import { bindingToChange, changeBinding } from './change-binding.ts';
import { linkWaitingCalls } from './link-calls.ts';

/**
 * Changes a binding to one that exists at its vendor. What it replaced there ends with it; where a later binding has
 * taken its own place meanwhile, it ends itself. Calls that waited are linked. The caller holds `namesOfBinding`.
 *
 * @param change gives the binding ACTIVE or RELEASING, with all that is now known of it; the same one changes nothing
 */
export async function takePlace(
  tx: Repositories,
  id: string,
  now: Instant,
  change: (current: Binding, now: Instant) => Binding,
): Promise<Binding> {
  const current = await bindingToChange(tx, id);
  const wanted = change(current, now);
  if (wanted === current) return current;
  const around = await bindingsAround(tx, wanted);
  const successor = successorAmong(around, wanted);
  // One that was only now asked of the vendor is told to be in force first: its making was confirmed.
  const isNew = current.status === 'CREATING';
  let after = current;
  if (!successor || isNew) after = await changeBinding(tx, id, now, () => wanted);
  if (successor) after = await changeBinding(tx, id, now, () => replacedBy(isNew ? after : wanted, successor, now));
  const took = !successor && exists(after) && after.status === wanted.status;
  const replaced = took ? await endReplaced(tx, around, after, now) : [];
  if (exists(after) || successor) await linkWaitingCalls(tx, after, now, replaced);
  return after;
}

/** Bindings that hold, or may hold, what a binding holds or replaces: those asked for last come first. */
export async function bindingsAround(tx: Repositories, binding: Binding): Promise<Binding[]> {
  const { accountId, vendorBindingId } = binding;
  const found = await tx.bindings.findHolding(accountId, namesToLookUnder(binding), vendorBindingId);
  return found.filter(({ id }) => id !== binding.id);
}

/** The later binding that has taken the place of one at its vendor, if there is one. */
export const successorAmong = (around: readonly Binding[], binding: Binding): Binding | undefined =>
  around.find((other) => exists(other) && isLater(other, binding) && replaces(other, binding));

/** A binding after another one has taken its place: nothing is left of it at the vendor, and nothing to be released. */
export function replacedBy({ failure: _settled, ...binding }: Binding, successor: Binding, now: Instant): Binding {
  return { ...binding, status: 'RELEASED', releasedAt: now, replacedBy: successor.id };
}

async function endReplaced(
  tx: Repositories,
  around: readonly Binding[],
  successor: Binding,
  now: Instant,
): Promise<Binding[]> {
  const replaced: Binding[] = [];
  for (const { id } of around) {
    const other = await tx.bindings.find(id);
    if (!other || !mayExist(other) || !isLater(successor, other) || !replaces(successor, other)) continue;
    replaced.push(await changeBinding(tx, id, now, (before) => replacedBy(before, successor, now)));
  }
  return replaced;
}
