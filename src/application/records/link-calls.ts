import { type Binding, inForceAt } from '../../domain/binding.ts';
import type { Call } from '../../domain/call.ts';
import { idKind, idOfToken } from '../../domain/ids.ts';
import { nextRevision } from '../../domain/revision.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { CallVersion, Repositories } from '../../store/store.ts';
import type { CallReport } from '../../vendors/vendor.ts';

// Of the bindings of two people through one X the newest are in force.
const CANDIDATES = 50;

// A call can go through a binding only from its making on, give or take what clocks may differ (`inForceAt`); and it is
// heard of when it has begun, give or take the same.
const HEARD_EARLIER_MS = 10 * 60_000;

/** What a vendor's report says of the binding that it concerns. */
type BindingNames = Pick<CallReport, 'token' | 'vendorBindingId'>;

/** The numbers in a call or text. */
type Numbers = Partial<Record<'numberX' | 'caller' | 'callee', string | undefined>>;

/**
 * The binding that a report concerns: by our token, by the vendor's id, by the numbers in force at that time. It is
 * read and not held: the calls of one binding do not wait for each other. A change reads it anew.
 *
 * @param startedAt when the call began or the text was sent, where the vendor says so
 */
export async function findBinding(
  tx: Repositories,
  accountId: string,
  { token, vendorBindingId }: BindingNames,
  numbers: Numbers,
  startedAt: Instant | undefined,
  now: Instant,
): Promise<Binding | undefined> {
  const at = startedAt ?? now;
  const id = idOfToken(token);
  const [byToken] = id !== undefined && idKind(id) === 'binding' ? await tx.bindings.findMany([id]) : [];
  const ours = byToken?.accountId === accountId ? byToken : undefined;
  if (ours && !mayBeBehind(ours, vendorBindingId)) return startedAt === undefined ? ours : heirAt(tx, ours, startedAt);
  if (vendorBindingId !== undefined) {
    const alike = await tx.bindings.findByVendorIds([vendorBindingId], accountId);
    if (alike.length > 0) return inForceFirst(alike, at)[0];
  }
  const [found] = await findByNumbers(tx, accountId, vendorBindingId, numbers, at);
  const isBehind = found?.mode === 'XYB' && found.vendorBindingId === undefined;
  return ours && !isBehind ? ours : found;
}

/**
 * Whether a call with the token of a binding may be that of an XYB binding behind it. Those have no address of their
 * own (Winnerlook 2.1.4), so that the vendor may push to that of the AXYB binding; it names them by another id then.
 */
function mayBeBehind({ mode, vendorBindingId }: Binding, told: string | undefined): boolean {
  return mode === 'AXYB' && told !== undefined && vendorBindingId !== undefined && told !== vendorBindingId;
}

/** The bindings that connect the numbers of a call at that time, the likeliest first. */
async function findByNumbers(
  tx: Repositories,
  accountId: string,
  vendorBindingId: string | undefined,
  numbers: Numbers,
  at: Instant,
): Promise<Binding[]> {
  if (numbers.numberX === undefined) return [];
  const people = [numbers.caller, numbers.callee].filter((number) => number !== undefined);
  const candidates = await tx.bindings.findByNumber(accountId, numbers.numberX, CANDIDATES, people);
  const fitting = candidates.filter((binding) => connects(binding, numbers) && inForceAt(binding, at));
  const closeness = (binding: Binding) => closenessOf(binding, numbers, vendorBindingId);
  return inForceFirst(
    fitting.toSorted((a, b) => closeness(b) - closeness(a)),
    at,
  );
}

// A vendor that gives the same binding again may go on with the token of the first one: its later calls go through the
// last one that took its place. Each step is one more bind, and a chain is seldom longer than two.
const MOST_HEIRS = 50;

/** The binding that stood in the place of one at a time: itself, or one of those that replaced it. */
async function heirAt(tx: Repositories, binding: Binding, at: Instant): Promise<Binding> {
  let heir = binding;
  for (let step = 0; step < MOST_HEIRS; step++) {
    const { replacedBy, releasedAt } = heir;
    if (replacedBy === undefined || releasedAt === undefined || at < releasedAt) return heir;
    const [next] = await tx.bindings.findMany([replacedBy]);
    if (!next) return heir;
    heir = next;
  }
  return heir;
}

/** Bindings of one name, those in force at a time before the others; otherwise as they come. */
function inForceFirst(bindings: readonly Binding[], at: Instant): Binding[] {
  const likely = (binding: Binding) => (inForceAt(binding, at, 0) ? 2 : inForceAt(binding, at) ? 1 : 0);
  return bindings.toSorted((a, b) => likely(b) - likely(a));
}

/** Whether the numbers are those of a binding: X or Y, and one of the real numbers behind it. */
function connects({ terms }: Binding, { numberX, caller, callee }: Numbers): boolean {
  const real = [terms.numberA, terms.numberB].filter((number) => number !== undefined);
  const involved = real.some((number) => number === caller || number === callee);
  return involved && numberX !== undefined && (terms.numberX === numberX || terms.numberY === numberX);
}

/**
 * How well a binding fits a call that several connect. One that the vendor calls otherwise comes last. B tells more
 * than A: the person that A reaches by X depends on who calls (an AXYB binding and the XYB bindings on it, an AXB
 * binding and a transfer); and a pair lets no third person through.
 */
function closenessOf(binding: Binding, { caller, callee }: Numbers, vendorBindingId: string | undefined): number {
  const { numberA, numberB } = binding.terms;
  const [bothTold, isPair] = [caller !== undefined && callee !== undefined, binding.mode === 'AXB'];
  const names = (number: string | undefined) => number !== undefined && (number === caller || number === callee);
  const isNamedOtherwise =
    vendorBindingId !== undefined &&
    binding.vendorBindingId !== undefined &&
    vendorBindingId !== binding.vendorBindingId;
  const hasThird = isPair && bothTold && !(names(numberA) && names(numberB));
  return (isNamedOtherwise ? 0 : 8) + (hasThird ? 0 : 4) + (names(numberB) ? 2 : 0) + (names(numberA) ? 1 : 0);
}

/**
 * Links calls that came in before their binding was known. Subscribers of the binding learn of them by an event.
 *
 * @param replaced the bindings whose place it has taken: the vendor may have called them by the same id
 */
export async function linkWaitingCalls(
  tx: Repositories,
  binding: Binding,
  now: Instant,
  replaced: readonly Binding[] = [],
): Promise<void> {
  const { vendorBindingId } = binding;
  for (const { call, vendorBindingId: named } of await waitingFor(tx, binding)) {
    const at = call.startedAt ?? call.createdAt;
    const isNamed = named !== undefined && named === vendorBindingId;
    const fits = named === undefined && connects(binding, call) && inForceAt(binding, at);
    if (!isNamed && !fits) continue;
    const [through = binding] = isNamed ? inForceFirst([binding, ...replaced], at) : [binding];
    const linked: Call = { ...call, ...linkTo(through), revision: nextRevision(call), updatedAt: now };
    await tx.calls.update(linked);
    await tx.events.append([{ topic: 'CALL', record: linked, at: now, previousStatus: linked.status }]);
  }
}

/** The calls without a binding that the vendor says went through this one, or in which its X or Y occurs. */
async function waitingFor(tx: Repositories, binding: Binding): Promise<CallVersion[]> {
  const { accountId, vendorBindingId, terms } = binding;
  const since = binding.createdAt - HEARD_EARLIER_MS;
  const waiting = new Map<string, CallVersion>();
  const numbers = [terms.numberX, terms.numberY].filter((number) => number !== undefined);
  const searches = [
    ...(vendorBindingId === undefined ? [] : [{ vendorBindingId }]),
    ...numbers.map((number) => ({ number, since })),
  ];
  for (const by of searches) {
    for (const version of await tx.calls.findUnlinked(accountId, by)) waiting.set(version.call.id, version);
  }
  return [...waiting.values()];
}

/** What a call takes over from its binding. */
export function linkTo(binding: Binding): Pick<Call, 'bindingId' | 'reference'> {
  return { bindingId: binding.id, ...(binding.reference === undefined ? {} : { reference: binding.reference }) };
}
