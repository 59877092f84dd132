import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BINDING_MODES, type Binding, type BindingStatus } from '../../src/domain/binding.ts';
import type { Call, CallStatus } from '../../src/domain/call.ts';
import type { BindingFilter, CallFilter, Page, PageRequest } from '../../src/store/lists.ts';
import type { Store } from '../../src/store/store.ts';
import { aBinding, aCall, NEW_YEAR } from '../support/records.ts';
import type { OpenStore } from './contract.ts';

const idAt = (prefix: string, place: number) => `${prefix}_${place.toString(16).padStart(32, '0')}`;
const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);
const ALL: PageRequest = { limit: 1_000, direction: 'forward' };

const ACCOUNTS = ['acct_1', 'acct_2', 'acct_3'];
const VENDORS = ['WINNERLOOK', 'EMAY'];
const REFERENCES = ['order-1', 'order-2', undefined];
const NUMBERS = ['13800138000', '13900139000', '17000000001', '02112345678'];
const BINDING_STATUSES: readonly BindingStatus[] = ['CREATING', 'ACTIVE', 'RELEASED', 'UNKNOWN'];
const CALL_STATUSES: readonly CallStatus[] = ['INITIATED', 'RINGING', 'COMPLETED', 'BUSY'];

/** A member of a list for each place, the lists' lengths being coprime, so that all combinations occur. */
const pick = <T>(list: readonly T[], place: number) => list[place % list.length] as T;

const common = (place: number) => {
  const reference = pick(REFERENCES, Math.floor(place / 5));
  return {
    accountId: pick(ACCOUNTS, place),
    vendor: pick(VENDORS, Math.floor(place / 3)),
    ...(reference === undefined ? {} : { reference }),
    createdAt: NEW_YEAR + place,
    updatedAt: NEW_YEAR + ((place * 7) % 120),
  };
};

const BINDINGS: readonly Binding[] = Array.from({ length: 120 }, (_, place) =>
  aBinding({
    ...common(place),
    id: idAt('bnd', place),
    mode: pick(BINDING_MODES, place),
    status: pick(BINDING_STATUSES, Math.floor(place / 7)),
    terms: { numberA: pick(NUMBERS, place), numberX: pick(NUMBERS, Math.floor(place / 4)) },
  }),
);
const CALLS: readonly Call[] = Array.from({ length: 120 }, (_, place) =>
  aCall({
    ...common(place),
    id: idAt('call', place),
    ...(place % 4 === 0 ? {} : { bindingId: idAt('bnd', place % 4) }),
    status: pick(CALL_STATUSES, Math.floor(place / 7)),
    caller: pick(NUMBERS, place),
    callee: pick(NUMBERS, Math.floor(place / 4)),
    numberX: pick(NUMBERS, Math.floor(place / 9)),
  }),
);

async function fill(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    for (const binding of BINDINGS) await tx.bindings.insert(binding);
    for (const call of CALLS) await tx.calls.insert(call, undefined);
  });
}

type Condition<Item, Filter> = { [Key in keyof Filter]-?: (item: Item, wanted: NonNullable<Filter[Key]>) => boolean };

const BINDING_CONDITIONS: Condition<Binding, BindingFilter> = {
  accountIds: ({ accountId }, wanted) => wanted.includes(accountId),
  vendor: ({ vendor }, wanted) => vendor === wanted,
  modes: ({ mode }, wanted) => wanted.includes(mode),
  statuses: ({ status }, wanted) => wanted.includes(status),
  reference: ({ reference }, wanted) => reference === wanted,
  references: ({ reference }, wanted) => reference !== undefined && wanted.includes(reference),
  number: ({ terms }, wanted) => terms.numberA === wanted || terms.numberX === wanted,
  virtual: ({ terms }, { number }) => terms.numberX === number && terms.numberA !== number,
  from: ({ createdAt }, wanted) => createdAt >= wanted,
  to: ({ createdAt }, wanted) => createdAt < wanted,
  updatedBefore: ({ updatedAt }, wanted) => updatedAt < wanted,
};
const CALL_CONDITIONS: Condition<Call, CallFilter> = {
  accountIds: ({ accountId }, wanted) => wanted.includes(accountId),
  vendor: ({ vendor }, wanted) => vendor === wanted,
  bindingId: ({ bindingId }, wanted) => bindingId === wanted,
  statuses: ({ status }, wanted) => wanted.includes(status),
  reference: ({ reference }, wanted) => reference === wanted,
  references: ({ reference }, wanted) => reference !== undefined && wanted.includes(reference),
  number: ({ caller, callee, numberX }, wanted) => [caller, callee, numberX].includes(wanted),
  virtual: ({ accountId, caller, callee, numberX, bindingId }, { number, knownAt }) =>
    numberX === number &&
    knownAt.includes(accountId) &&
    ![caller, callee, BINDINGS.find(({ id }) => id === bindingId)?.terms.numberA].includes(number),
  from: ({ createdAt }, wanted) => createdAt >= wanted,
  to: ({ createdAt }, wanted) => createdAt < wanted,
  updatedBefore: ({ updatedAt }, wanted) => updatedAt < wanted,
};

/** What a filter lets through, newest first, as the words of its parts say. */
function expected<Item extends { id: string }, Filter extends object>(
  items: readonly Item[],
  conditions: Condition<Item, Filter>,
  filter: Filter,
): string[] {
  const parts = (Object.keys(filter) as (keyof Filter)[]).filter((key) => filter[key] !== undefined);
  const fits = (item: Item) =>
    parts.every((key) => conditions[key](item, filter[key] as NonNullable<Filter[typeof key]>));
  return ids(items.filter(fits)).reverse();
}

const instant = fc.integer({ min: NEW_YEAR - 1, max: NEW_YEAR + 121 });
const anyOf = <T>(list: readonly T[]) => fc.subarray([...list]);
const commonFilter = {
  accountIds: anyOf([...ACCOUNTS, 'acct_nobody']),
  vendor: fc.constantFrom(...VENDORS, 'NOBODY'),
  reference: fc.constantFrom('order-1', 'order-2', 'ORDER-1', ''),
  references: anyOf(['order-1', 'order-2', 'order-nobody']),
  number: fc.constantFrom(...NUMBERS, '13700137000'),
  virtual: fc.record({
    number: fc.constantFrom(...NUMBERS, '13700137000'),
    knownAt: anyOf([...ACCOUNTS, 'acct_nobody']),
  }),
  from: instant,
  to: instant,
  updatedBefore: instant,
};
const bindingFilter = { ...commonFilter, modes: anyOf(BINDING_MODES), statuses: anyOf(BINDING_STATUSES) };
const callFilter = {
  ...commonFilter,
  bindingId: fc.constantFrom(idAt('bnd', 1), idAt('bnd', 2), 'bnd_nobody'),
  statuses: anyOf(CALL_STATUSES),
};

/** Each part of a filter by itself, and any of them together. */
export function describeFilters(open: OpenStore): void {
  test('lists all bindings and calls, newest first, where nothing narrows', async () => {
    await using opened = await open();
    await fill(opened.store);
    expect(ids((await opened.store.bindings.page({}, ALL)).items)).toEqual(ids(BINDINGS).reverse());
    expect(ids((await opened.store.calls.page({}, ALL)).items)).toEqual(ids(CALLS).reverse());
    expect((await opened.store.bindings.page({}, ALL)).items.at(-1)).toEqual(BINDINGS[0]);
  });

  test('narrows bindings by every part of a filter, alone and together', async () => {
    await using opened = await open();
    await fill(opened.store);
    const matches = async (filter: BindingFilter) => {
      const { items } = await opened.store.bindings.page(filter, ALL);
      expect(ids(items)).toEqual(expected(BINDINGS, BINDING_CONDITIONS, filter));
    };
    for (const [key, values] of Object.entries(bindingFilter)) {
      await fc.assert(
        fc.asyncProperty(values as fc.Arbitrary<unknown>, (value) => matches({ [key]: value })),
        { numRuns: 10 },
      );
    }
    await fc.assert(fc.asyncProperty(fc.record(bindingFilter, { requiredKeys: [] }), matches), { numRuns: 100 });
  });

  test('narrows calls by every part of a filter, alone and together', async () => {
    await using opened = await open();
    await fill(opened.store);
    const matches = async (filter: CallFilter) => {
      const { items } = await opened.store.calls.page(filter, ALL);
      expect(ids(items)).toEqual(expected(CALLS, CALL_CONDITIONS, filter));
    };
    for (const [key, values] of Object.entries(callFilter)) {
      await fc.assert(
        fc.asyncProperty(values as fc.Arbitrary<unknown>, (value) => matches({ [key]: value })),
        { numRuns: 10 },
      );
    }
    await fc.assert(fc.asyncProperty(fc.record(callFilter, { requiredKeys: [] }), matches), { numRuns: 100 });
  });
}

/** Reads a whole list page by page, as a client with cursors does. */
async function readAll(
  page: (request: PageRequest) => Promise<Page<{ id: string }>>,
  request: Omit<PageRequest, 'beyondId'>,
): Promise<string[][]> {
  const pages: string[][] = [];
  let beyondId: string | undefined;
  for (;;) {
    const { items, more } = await page({ ...request, beyondId });
    pages.push(ids(items));
    expect(items.length, 'a page that is not the last is full').toBe(more ? request.limit : items.length);
    if (!more) return pages;
    beyondId = request.direction === 'forward' ? items.at(-1)?.id : items[0]?.id;
  }
}

/** Pages of any size, in both directions. */
export function describePaging(open: OpenStore): void {
  describe('visits each of 250 records exactly once', () => {
    test.each(['forward', 'backward'] as const)('reading %s, with pages of any size', async (direction) => {
      await using opened = await open();
      const { store } = opened;
      const made = Array.from({ length: 250 }, (_, place) =>
        aBinding({ id: idAt('bnd', place), vendor: pick(VENDORS, place) }),
      );
      await store.transaction(async (tx) => {
        for (const binding of made) await tx.bindings.insert(binding);
      });
      const newestFirst = ids(made).reverse();
      const check = async (limit: number, filter: BindingFilter, all: readonly string[]) => {
        const pages = await readAll((request) => store.bindings.page(filter, request), { limit, direction });
        expect((direction === 'forward' ? pages : pages.reverse()).flat()).toEqual(all);
        expect(pages).toHaveLength(Math.ceil(all.length / limit));
      };
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 260 }), (limit) => check(limit, {}, newestFirst)),
        { numRuns: 15, examples: [[1], [50], [125], [249], [250], [251]] },
      );
      await check(7, { vendor: 'EMAY' }, ids(made.filter(({ vendor }) => vendor === 'EMAY')).reverse());
    });
  });

  test('has an empty page, and no more, behind the last record and in an empty list', async () => {
    await using opened = await open();
    const { bindings, calls } = opened.store;
    const nothing = { items: [], more: false };
    for (const direction of ['forward', 'backward'] as const) {
      expect(await bindings.page({}, { limit: 10, direction })).toEqual(nothing);
      expect(await calls.page({}, { limit: 10, direction })).toEqual(nothing);
    }
    const only = aCall();
    await calls.insert(only, undefined);
    for (const direction of ['forward', 'backward'] as const) {
      expect(await calls.page({}, { limit: 1, direction })).toEqual({ items: [only], more: false });
      expect(await calls.page({}, { limit: 1, direction, beyondId: only.id })).toEqual(nothing);
    }
  });

  test('goes on behind a record that is not in the list any more', async () => {
    await using opened = await open();
    const { calls } = opened.store;
    for (const place of [1, 2, 4, 5]) await calls.insert(aCall({ id: idAt('call', place) }), undefined);
    const beyondId = idAt('call', 3);
    const forward = await calls.page({}, { limit: 1, direction: 'forward', beyondId });
    expect([ids(forward.items), forward.more]).toEqual([[idAt('call', 2)], true]);
    const backward = await calls.page({}, { limit: 1, direction: 'backward', beyondId });
    expect([ids(backward.items), backward.more]).toEqual([[idAt('call', 4)], true]);
  });
}
