import { type Binding, isOfUnknownFate } from '../../domain/binding.ts';
import type { Instant } from '../../domain/vendor.ts';
import { isRealIn } from '../../domain/virtual-number.ts';
import type { Repositories } from '../../store/store.ts';
import type { Services } from '../services.ts';
import { namesOfBinding } from './lock-names.ts';
import { takePlace } from './take-place.ts';

/** What a report says of the binding that it came through. */
export interface ToldOfBinding {
  readonly vendorBindingId?: string | undefined;
  /** What it calls X. */
  readonly numberX?: string | undefined;
  /** Who spoke or wrote: their numbers are no X, whatever the report calls so. */
  readonly people: readonly (string | undefined)[];
}

/**
 * A report through a binding whose fate was unknown proves that it exists. It is adopted, or released where the account
 * is set up so; a release is taken up by the settling job. One whose place a later binding has taken meanwhile is over.
 */
export async function adopt(
  tx: Repositories,
  { accounts }: Pick<Services, 'accounts'>,
  binding: Binding,
  told: ToldOfBinding,
  now: Instant,
): Promise<Binding> {
  if (!isOfUnknownFate(binding)) return binding;
  const { numberX } = told;
  const isPersons = numberX === undefined || told.people.includes(numberX) || isRealIn(binding, numberX);
  const learnt = (current: Binding): Binding => ({
    ...current,
    ...(current.terms.numberX === undefined && !isPersons
      ? { terms: { ...current.terms, numberX }, isXTold: true as const }
      : {}),
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
