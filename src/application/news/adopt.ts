import { type Binding, isOfUnknownFate } from '../../domain/binding.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import { changeBinding } from '../change-binding.ts';
import type { Premises } from '../house.ts';
import { namesOfBinding } from '../lock-names.ts';
import { linkWaitingCalls } from './link-calls.ts';

/**
 * News through a binding whose fate was unknown proves that it exists. It is adopted, or released where the account is
 * set up so; a release is taken up by the settling job.
 */
export async function adopt(
  tx: Repositories,
  { accounts }: Premises,
  binding: Binding,
  told: { readonly vendorBindingId?: string | undefined; readonly numberX?: string | undefined },
  now: Instant,
): Promise<Binding> {
  if (!isOfUnknownFate(binding)) return binding;
  const { vendorBindingId = binding.vendorBindingId, numberX = binding.terms.numberX } = told;
  // Until now news shared these names. What others tell of the binding meanwhile is waited for, and found below.
  await tx.lock(namesOfBinding(binding.accountId, { vendorBindingId, numberX }));
  const isWanted = accounts.find(binding.accountId)?.config.unknownBindings !== 'release';
  const adopted = await changeBinding(tx, binding.id, now, ({ failure: _settled, ...current }) => ({
    ...current,
    status: isWanted ? 'ACTIVE' : 'RELEASING',
    terms: {
      ...current.terms,
      ...(current.terms.numberX === undefined && told.numberX ? { numberX: told.numberX } : {}),
    },
    ...(told.vendorBindingId === undefined ? {} : { vendorBindingId: told.vendorBindingId }),
    activatedAt: now,
    ...(current.terms.lifetimeSeconds === undefined
      ? {}
      : { expiresAt: current.createdAt + current.terms.lifetimeSeconds * 1_000 }),
  }));
  await linkWaitingCalls(tx, adopted, now);
  return adopted;
}
