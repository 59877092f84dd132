import { describe, expect, test } from 'vitest';
import { findBinding, linkWaitingCalls } from '../../../src/application/records/link-calls.ts';
import type { Binding } from '../../../src/domain/binding.ts';
import { correlationToken } from '../../../src/domain/ids.ts';
import { aBinding, aCall, NEW_YEAR, openTestStore } from '../../support/records.ts';

const A = '13800138000';
const B = '13900139000';
const C = '13700137000';
const X = '17000000001';
const Y = '17000000002';
const HOUR = 3_600_000;
const NOW = NEW_YEAR + 10 * HOUR;

const axyb = aBinding({ mode: 'AXYB', terms: { numberA: A, numberX: X }, vendorBindingId: 'axyb' });
const xyb = aBinding({ mode: 'XYB', terms: { numberX: X, numberY: Y, numberB: B } });
const axb = aBinding({ terms: { numberA: A, numberB: B, numberX: X } });
const transfer = aBinding({ mode: 'TRANSFER', terms: { numberA: A, numberX: X } });

/** Among these bindings, oldest first, the one that a call is linked to. */
async function linked(
  bindings: readonly Binding[],
  names: Parameters<typeof findBinding>[2],
  numbers: Parameters<typeof findBinding>[3],
  startedAt: number | undefined = NOW,
): Promise<string | undefined> {
  await using opened = await openTestStore();
  for (const binding of bindings) await opened.store.bindings.insert(binding);
  const found = await opened.store.transaction((tx) => findBinding(tx, 'acct_1', names, numbers, startedAt, NOW));
  return found?.id;
}

describe('a call is linked', () => {
  test.each([
    ['Y', Y],
    ['X', X],
  ])('to the XYB binding whose B it connects, where the vendor shows %s', async (_name, numberX) => {
    const numbers = { caller: A, callee: B, numberX };
    expect(await linked([axyb, xyb], {}, numbers)).toBe(xyb.id);
    const older = { ...xyb, id: axyb.id };
    expect(await linked([older, { ...axyb, id: xyb.id }], {}, numbers)).toBe(older.id);
  });

  test('to the AXYB binding where the B of no other binding is in it', async () => {
    expect(await linked([axyb, xyb], {}, { caller: C, callee: A, numberX: X })).toBe(axyb.id);
  });

  test('to no binding of other people, nor without a virtual number', async () => {
    expect(await linked([axyb, xyb, axb], {}, { caller: C, callee: C, numberX: X })).toBeUndefined();
    expect(await linked([axyb, xyb, axb], {}, { caller: A, callee: B })).toBeUndefined();
  });

  test('to the XYB binding by its own id, although it came to the address of the AXYB binding', async () => {
    const token = correlationToken(axyb.id);
    const numbers = { caller: A, callee: B, numberX: X };
    const known = { ...xyb, vendorBindingId: 'xyb' };
    expect(await linked([axyb, known], { token, vendorBindingId: 'xyb' }, numbers)).toBe(xyb.id);
    expect(await linked([axyb, xyb], { token, vendorBindingId: 'xyb' }, numbers)).toBe(xyb.id);
    expect(await linked([axyb, xyb], { token, vendorBindingId: 'axyb' }, numbers)).toBe(axyb.id);
    expect(await linked([axyb, known], { token, vendorBindingId: 'bound by the vendor' }, numbers)).toBe(axyb.id);
    expect(await linked([axyb], { token, vendorBindingId: 'bound by the vendor' }, {})).toBe(axyb.id);
  });

  test('to the pair rather than to the transfer of the same A, whichever is newer', async () => {
    const numbers = { caller: A, callee: B, numberX: X };
    expect(await linked([axb, transfer], {}, numbers)).toBe(axb.id);
    const newer = { ...axb, id: transfer.id };
    expect(await linked([{ ...transfer, id: axb.id }, newer], {}, numbers)).toBe(newer.id);
  });

  test('to the transfer where a third person calls, and to the pair where there is none', async () => {
    const numbers = { caller: C, callee: A, numberX: X };
    const older = { ...transfer, id: axb.id };
    expect(await linked([axb, transfer], {}, numbers)).toBe(transfer.id);
    expect(await linked([older, { ...axb, id: transfer.id }], {}, numbers)).toBe(older.id);
    expect(await linked([axb], {}, numbers)).toBe(axb.id);
  });

  test('by an id that several bindings have had to the one in force when it began', async () => {
    const named = { vendorBindingId: 'sub-1' };
    const first = aBinding({ ...named, status: 'RELEASED', releasedAt: NEW_YEAR + HOUR });
    const second = aBinding({ ...named, createdAt: NEW_YEAR + HOUR - 100 });
    expect(await linked([first, second], named, {}, NEW_YEAR + HOUR / 2)).toBe(first.id);
    expect(await linked([first, second], named, {}, NEW_YEAR + 2 * HOUR)).toBe(second.id);
  });

  test('by the token of one that was replaced to the one that stood in its place when it began, however often', async () => {
    const third = aBinding({ createdAt: NEW_YEAR + 2 * HOUR });
    const second = aBinding({ status: 'RELEASED', releasedAt: NEW_YEAR + 2 * HOUR, replacedBy: third.id });
    const first = aBinding({ status: 'RELEASED', releasedAt: NEW_YEAR + HOUR, replacedBy: second.id });
    const all = [first, second, third];
    const names = { token: correlationToken(first.id) };
    expect(await linked(all, names, {}, NEW_YEAR + HOUR - 1)).toBe(first.id);
    expect(await linked(all, names, {}, NEW_YEAR + HOUR)).toBe(second.id);
    expect(await linked(all, names, {}, NEW_YEAR + 3 * HOUR)).toBe(third.id);
  });
});

test('calls that waited are linked by either virtual number, and by an id to whichever binding was in force', async () => {
  await using opened = await openTestStore();
  const { store } = opened;
  const late = NEW_YEAR + 2 * HOUR;
  const binding = { ...xyb, vendorBindingId: 'again', createdAt: late };
  const replaced = { ...xyb, id: axb.id, status: 'RELEASED', releasedAt: late, replacedBy: xyb.id } as const;
  const byY = aCall({ caller: A, callee: B, numberX: Y, createdAt: late, startedAt: late });
  const before = aCall({ createdAt: NEW_YEAR, startedAt: NEW_YEAR + HOUR });
  const after = aCall({ createdAt: late, startedAt: late + HOUR });
  await store.calls.insert(byY, undefined);
  for (const call of [before, after]) await store.calls.insert(call, 'again');
  await store.transaction((tx) => linkWaitingCalls(tx, binding, NOW, [replaced]));
  const linkOf = async ({ id }: { id: string }) => (await store.calls.find(id))?.bindingId;
  expect(await linkOf(byY)).toBe(binding.id);
  expect(await linkOf(before)).toBe(replaced.id);
  expect(await linkOf(after)).toBe(binding.id);
});
