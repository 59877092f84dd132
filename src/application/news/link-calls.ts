import { type Binding, inForceAt } from '../../domain/binding.ts';
import type { Call } from '../../domain/call.ts';
import { idKind, idOfToken } from '../../domain/ids.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { CallNews } from '../../vendors/vendor.ts';

// Of the bindings of two people through one X the newest are in force.
const CANDIDATES = 50;

// A call can go through a binding only from its making on, give or take what clocks may differ (`inForceAt`); and it is
// heard of when it has begun, give or take the same.
const HEARD_EARLIER_MS = 10 * 60_000;

/** What a vendor's news says of the binding that it concerns. */
type BindingNames = Pick<CallNews, 'token' | 'vendorBindingId'>;

/** The numbers in a call or text. */
type Numbers = Partial<Record<'numberX' | 'caller' | 'callee', string | undefined>>;

/**
 * The binding that news concerns: by our token, by the vendor's id, by the numbers in force at that time. It is read and
 * not held: the calls of one binding do not wait for each other. Whoever changes it reads it anew.
 */
export async function findBinding(
  tx: Repositories,
  accountId: string,
  { token, vendorBindingId }: BindingNames,
  numbers: Numbers,
  at: Instant,
): Promise<Binding | undefined> {
  const id = idOfToken(token);
  const [byToken] = id !== undefined && idKind(id) === 'binding' ? await tx.bindings.findMany([id]) : [];
  if (byToken?.accountId === accountId) return byToken;
  if (vendorBindingId !== undefined) {
    const [byVendorId] = await tx.bindings.findByVendorIds([vendorBindingId], accountId);
    if (byVendorId) return byVendorId;
  }
  if (numbers.numberX === undefined) return undefined;
  const people = [numbers.caller, numbers.callee].filter((number) => number !== undefined);
  const candidates = await tx.bindings.findByNumber(accountId, numbers.numberX, CANDIDATES, people);
  return candidates.find((binding) => connects(binding, numbers) && inForceAt(binding, at));
}

/** Whether the numbers are those of a binding: X, and one of the real numbers behind it. */
function connects({ terms }: Binding, { numberX, caller, callee }: Numbers): boolean {
  const real = [terms.numberA, terms.numberB].filter((number) => number !== undefined);
  const involved = real.some((number) => number === caller || number === callee);
  return involved && (terms.numberX === numberX || terms.numberY === numberX);
}

/** Links calls that came in before their binding was known. Subscribers of the binding learn of them by an event. */
export async function linkWaitingCalls(tx: Repositories, binding: Binding, now: Instant): Promise<void> {
  const { vendorBindingId, terms } = binding;
  const waiting = await tx.calls.findUnlinked(binding.accountId, {
    ...(vendorBindingId === undefined ? {} : { vendorBindingId }),
    ...(terms.numberX === undefined ? {} : { number: terms.numberX, since: binding.createdAt - HEARD_EARLIER_MS }),
  });
  for (const { call, vendorBindingId: named } of waiting) {
    const isNamed = named !== undefined && named === vendorBindingId;
    const fits = named === undefined && connects(binding, call) && inForceAt(binding, call.startedAt ?? call.createdAt);
    if (!isNamed && !fits) continue;
    const linked: Call = { ...call, ...linkTo(binding), updatedAt: now };
    await tx.calls.update(linked);
    await tx.events.append([{ topic: 'CALL', record: linked, at: now, previousStatus: linked.status }]);
  }
}

/** What a call takes over from its binding. */
export function linkTo(binding: Binding): Pick<Call, 'bindingId' | 'reference'> {
  return { bindingId: binding.id, ...(binding.reference === undefined ? {} : { reference: binding.reference }) };
}
