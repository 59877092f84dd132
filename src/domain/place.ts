import { type Binding, type BindingMode, type BindingTerms, isOfUnknownFate } from './binding.ts';

/** What of a binding tells which place it takes. */
type Placed = Pick<Binding, 'mode' | 'terms'>;

interface Holding {
  /** Modes of one kind keep each other out. */
  readonly kind: string;
  /** What of the terms, together, only one binding of the kind can hold. */
  readonly place: readonly (keyof BindingTerms)[];
  /** What A holds by it: in AX and AXN what `replacesNumberA` names, in AXX what the vendor can release it by. */
  readonly byA?: readonly (keyof BindingTerms)[];
  /** Whether A and B may change places. */
  readonly isPair?: boolean;
}

const REACHES_A = { kind: 'X reaches A', place: ['numberX'] } as const;

/**
 * What a mode's meaning leaves room for once: a caller who dials X reaches one A, one who dials X and an extension
 * reaches one A, and so on. Vendors refuse a second binding there (Winnerlook 400090, 400095; Interline 1302), make it
 * in place of the first, or give the same one again: where they accept, the first is gone.
 */
const HOLDINGS: Record<BindingMode, Holding> = {
  AX: { ...REACHES_A, byA: ['numberA'] },
  AXN: { ...REACHES_A, byA: ['numberA'] },
  AXYB: REACHES_A,
  AXX: { kind: 'AXX', place: ['numberX', 'extension'], byA: ['numberX', 'numberA'] },
  AXB: { kind: 'AXB', place: ['numberX', 'numberA', 'numberB'], isPair: true },
  XYB: { kind: 'XYB', place: ['numberX', 'numberY', 'numberB'] },
  AXG: { kind: 'AXG', place: ['numberX', 'numberA'] },
  TRANSFER: { kind: 'TRANSFER', place: ['numberX'] },
};

/** A name for the place that a binding takes at its vendor; undefined while not all of it is known. */
export function placeOf({ mode, terms }: Placed): string | undefined {
  const { kind, place, isPair } = HOLDINGS[mode];
  const { numberA, numberB } = terms;
  const isTurned = isPair && numberA !== undefined && numberB !== undefined && numberA > numberB;
  return named(kind, place, isTurned ? { ...terms, numberA: numberB, numberB: numberA } : terms);
}

/** A name for what A holds by a binding; undefined where the mode has none, or it is not known. */
export function heldByA({ mode, terms }: Placed): string | undefined {
  const { kind, byA } = HOLDINGS[mode];
  return byA && named(`${kind}, by A`, byA, terms);
}

function named(kind: string, facts: readonly (keyof BindingTerms)[], terms: BindingTerms): string | undefined {
  const values = facts.map((fact) => terms[fact]);
  return values.includes(undefined) ? undefined : JSON.stringify([kind, ...values]);
}

/** Names under which the bindings are found that a binding may have replaced, or that may have replaced it. */
export function namesToLookUnder(binding: Placed): string[] {
  const { replacesNumberA } = binding.terms;
  const replaced =
    replacesNumberA === undefined ? undefined : heldByA({ mode: 'AX', terms: { numberA: replacesNumberA } });
  return [placeOf(binding), heldByA(binding), replaced].filter((name) => name !== undefined);
}

/** Whether a binding, once it is made, has taken the place of an earlier one of its account at the vendor. */
export function replaces(later: Binding, earlier: Binding): boolean {
  if (later.accountId !== earlier.accountId) return false;
  const isSame = (a: string | undefined, b: string | undefined) => a !== undefined && a === b;
  if (isSame(later.vendorBindingId, earlier.vendorBindingId) || isSame(placeOf(later), placeOf(earlier))) return true;
  // Winnerlook 2.1.1, autoUnbindNumberA: 需要自动解绑的号码A, for AX and AXN.
  if (HOLDINGS[earlier.mode].kind === REACHES_A.kind && heldByA(earlier) !== undefined) {
    return isSame(later.terms.replacesNumberA, earlier.terms.numberA);
  }
  return isSame(heldByA(later), heldByA(earlier));
}

/** Whether a binding was asked for after another one. */
export function isLater(one: Binding, other: Binding): boolean {
  return one.createdAt === other.createdAt ? one.id > other.id : one.createdAt > other.createdAt;
}

/** Whether the vendor has the binding, as far as is known: it is in force, or its release is not confirmed. */
export function exists({ status }: Binding): boolean {
  return status === 'ACTIVE' || status === 'RELEASING';
}

/** Whether the vendor has the binding, or may have it. */
export function mayExist(binding: Binding): boolean {
  return exists(binding) || isOfUnknownFate(binding);
}

/** Whether a binding takes a place at the vendor, may take one, or is about to. */
export function holdsPlace(binding: Binding): boolean {
  return binding.status === 'CREATING' || mayExist(binding);
}
