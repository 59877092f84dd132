import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BINDING_MODES, type Binding, type BindingStatus } from '../../src/domain/binding.ts';
import { heldByA, holdsPlace, isLater, mayExist, namesToLookUnder, placeOf, replaces } from '../../src/domain/place.ts';
import { aBinding } from '../support/records.ts';

const A = '13800138000';
const B = '13900139000';
const X = '17000000001';

/** One of a few values, or none. */
const few = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const known = <T extends object>(value: T) => Object.fromEntries(Object.entries(value).filter(([, part]) => part));
const bindings = fc
  .record({
    mode: fc.constantFrom(...BINDING_MODES),
    accountId: fc.constantFrom('acct_1', 'acct_2'),
    vendorBindingId: few('id-1', 'id-2'),
    terms: fc
      .record({
        numberX: few(X, '17000000002'),
        numberY: few('17000000003', '17000000004'),
        numberA: few(A, B),
        numberB: few(A, B),
        extension: few('0001', '0002'),
        replacesNumberA: few(A, B),
      })
      .map(known),
  })
  .map((changes) => aBinding(known(changes)));

describe('whether a binding replaces another', () => {
  test('is found out among those that are looked up, whatever they are', () => {
    fc.assert(
      fc.property(bindings, bindings, (later, earlier) => {
        if (!replaces(later, earlier)) return;
        const held = [placeOf(earlier), heldByA(earlier)];
        const isLookedUp = namesToLookUnder(later).some((name) => held.includes(name));
        const sameId = later.vendorBindingId !== undefined && later.vendorBindingId === earlier.vendorBindingId;
        expect(isLookedUp || sameId).toBe(true);
        expect(later.accountId).toBe(earlier.accountId);
      }),
    );
  });

  test('holds for one of the same place, and not for one whose place is not known', () => {
    for (const mode of BINDING_MODES) {
      const terms = { numberA: A, numberB: B, numberX: X, numberY: '17000000003', extension: '0001' };
      expect(replaces(aBinding({ mode, terms }), aBinding({ mode, terms }))).toBe(true);
      expect(replaces(aBinding({ mode, terms: {} }), aBinding({ mode, terms: {} }))).toBe(false);
    }
  });

  test('holds for a pair written the other way round, and not for another pair on X', () => {
    const pair = aBinding({ terms: { numberA: A, numberB: B, numberX: X } });
    expect(replaces(aBinding({ terms: { numberA: B, numberB: A, numberX: X } }), pair)).toBe(true);
    expect(replaces(aBinding({ terms: { numberA: A, numberB: '13700137000', numberX: X } }), pair)).toBe(false);
  });

  test('replacesNumberA names AX and AXN bindings, and none of another mode or another A', () => {
    const later = aBinding({ mode: 'AX', terms: { numberA: B, numberX: X, replacesNumberA: A } });
    const replaced = BINDING_MODES.filter((mode) =>
      replaces(later, aBinding({ mode, terms: { numberA: A, numberX: '17000000002' } })),
    );
    expect(replaced).toEqual(['AX', 'AXN']);
    expect(replaces(later, aBinding({ mode: 'AX', terms: { numberA: '13700137000', numberX: '17000000002' } }))).toBe(
      false,
    );
  });

  test('an AXx binding of A keeps another one of the same A on X out, by which the vendor would release both', () => {
    const one = aBinding({ mode: 'AXX', terms: { numberA: A, numberX: X } });
    const two = aBinding({ mode: 'AXX', terms: { numberA: A, numberX: X, extension: '0002' } });
    expect(replaces(two, one)).toBe(true);
  });
});

test('of two bindings one was asked for later, and never both', () => {
  const times = fc.record({ createdAt: fc.integer({ min: 1, max: 3 }), id: fc.constantFrom('bnd_1', 'bnd_2') });
  fc.assert(
    fc.property(times, times, (first, second) => {
      const [one, other] = [aBinding(first), aBinding(second)];
      const isSame = first.id === second.id && first.createdAt === second.createdAt;
      expect([isLater(one, other), isLater(other, one)].filter(Boolean)).toHaveLength(isSame ? 0 : 1);
    }),
  );
});

test('what is in force, or may be, holds its place; what is over does not', () => {
  const holding = (status: BindingStatus, more: Partial<Binding> = {}) => {
    const binding = aBinding({ status, ...more });
    return [holdsPlace(binding), mayExist(binding)];
  };
  for (const status of ['ACTIVE', 'RELEASING', 'UNKNOWN'] as const) expect(holding(status)).toEqual([true, true]);
  expect(holding('CREATING')).toEqual([true, false]);
  for (const status of ['RELEASED', 'EXPIRED', 'FAILED'] as const) expect(holding(status)).toEqual([false, false]);
  expect(holding('FAILED', { failure: { code: 'OUTCOME_UNKNOWN', message: '…' } })).toEqual([true, true]);
});
