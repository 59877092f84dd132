import { type Binding, isOfUnknownFate } from '../../domain/binding.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { Services } from '../services.ts';
import { namesOfBinding } from './lock-names.ts';
import { takePlace } from './take-place.ts';

/**
 * A report through a binding whose fate was unknown proves that it exists. It is adopted, or released where the account
 * is set up so; a release is taken up by the settling job. One whose place a later binding has taken meanwhile is over.
 */
export async function adopt(
  tx: Repositories,
  { accounts }: Pick<Services, 'accounts'>,
  binding: Binding,
  told: { readonly vendorBindingId?: string | undefined; readonly numberX?: string | undefined },
  now: Instant,
): Promise<Binding> {
  if (!isOfUnknownFate(binding)) return binding;
  const learnt = (current: Binding): Binding => ({
    ...current,
    terms: {
      ...current.terms,
      ...(current.terms.numberX === undefined && told.numberX ? { numberX: told.numberX } : {}),
    },
    ...(told.vendorBindingId === undefined ? {} : { vendorBindingId: told.vendorBindingId }),
  });
  // Until now reports shared these names. What others tell of the binding meanwhile is waited for, and found below.
  await tx.lock(namesOfBinding(binding.accountId, learnt(binding)));
  const isWanted = accounts.find(binding.accountId)?.config.unknownBindings !== 'release';
  return takePlace(tx, binding.id, now, (current) => {
    if (!isOfUnknownFate(current)) return current;
    const { failure: _settled, ...adopted } = learnt(current);
    const { lifetimeSeconds } = current.terms;
    return {
      ...adopted,
      status: isWanted ? 'ACTIVE' : 'RELEASING',
      activatedAt: now,
      ...(lifetimeSeconds === undefined ? {} : { expiresAt: current.createdAt + lifetimeSeconds * 1_000 }),
    };
  });
}
