import type { Binding, BindingMode, BindingTerms } from '../../domain/binding.ts';
import { fault, type InputFault } from '../../domain/input-fault.ts';
import { holdsPlace, namesToLookUnder, replaces } from '../../domain/place.ts';
import type { Services } from '../services.ts';

/**
 * Why a caller who is limited to some references may not ask for a binding: its vendor would end bindings of others
 * by it.
 *
 * @param wanted the binding as it would be at each account that may be asked for it
 */
export async function replacingFaults(
  { authority, store }: Pick<Services, 'authority' | 'store'>,
  { replacesNumberA }: BindingTerms,
  wanted: readonly Binding[],
): Promise<InputFault[]> {
  if (!authority) return [];
  // The vendor looks for them by the number alone, also for those that are not known here.
  if (replacesNumberA !== undefined) return [fault('replacesNumberA', NOT_BY_NUMBER, 'UNSUPPORTED')];
  for (const binding of wanted) {
    const holding = await store.bindings.findHolding(binding.accountId, namesToLookUnder(binding), undefined);
    const others = holding.filter((other) => holdsPlace(other) && replaces(binding, other) && !authority.maySee(other));
    if (others.length > 0) return [fault(fieldOf(binding.mode), TAKEN, 'ALREADY_BOUND')];
  }
  return [];
}

/** What of an input decides which place its binding takes. */
const fieldOf = (mode: BindingMode): string => (mode === 'XYB' ? 'numberY' : 'numberX');

const NOT_BY_NUMBER =
  'A token with the claim voice_references cannot have bindings released by a number alone. Release the binding by its id.';
const TAKEN = 'This number is bound already. Give another one, or leave it out where the vendor can choose.';
