import { expect, test } from 'vitest';
import { type Reads, readsFor } from '../../../src/application/reads/reads-for.ts';
import type { Caller } from '../../../src/domain/caller.ts';
import { fillEveryTable } from '../../support/every-table.ts';
import { aBinding, aCall, aMessage, anSms } from '../../support/records.ts';
import { openServices } from '../../support/services.ts';

const caller = (...accounts: readonly string[]): Caller => ({
  subject: 'dispatch',
  scopes: new Set(['voice:read']),
  accounts: new Set(accounts),
  expiresAt: undefined,
});

const WHOLE = { limit: 100, direction: 'forward' } as const;

/** The kinds of records that can be read, with what each kind offers. */
type Kind = { readonly [Name in keyof Reads]: Reads[Name] extends object ? Name : never }[keyof Reads];
const KINDS = {
  accounts: [],
  accountStates: ['load'],
  audit: ['load', 'page'],
  bindings: ['load', 'findByVendorId', 'page', 'pageUnder'],
  calls: ['load', 'findByVendorId', 'page', 'pageUnder'],
  deliveries: ['load', 'page'],
  groups: ['load', 'page'],
  messages: ['load', 'findByVendorId', 'page', 'pageUnder'],
  recordings: ['load'],
  sms: ['load', 'page', 'pageUnder'],
} as const satisfies Record<
  Exclude<Kind, 'virtualNumbers' | 'vendors' | 'follow' | 'isOutage' | 'place'>,
  readonly string[]
>;

const LISTED = ['bindings', 'calls', 'deliveries', 'groups', 'messages', 'sms'] as const;

test('every read is in the table of these tests, with each of its ways', async () => {
  await using bench = await openServices([]);
  const reads = readsFor(caller('acct_1'), bench.services);
  const { vendors, isOutage, follow, place, accounts, virtualNumbers, ...kinds } = reads;
  expect([vendors, isOutage, follow, place, accounts].every(Boolean)).toBe(true);
  // These judge numbers of records that were read, and give none.
  expect(Object.keys(virtualNumbers)).toEqual(['inBinding', 'inTraffic', 'inMessage']);
  const ways = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, Object.keys(kind)]));
  const { accounts: _ofSettings, ...expected } = KINDS;
  expect(ways).toEqual(expected);
});

test.each(LISTED)('%s of an account are read by a caller of that account, and by no other', async (kind) => {
  await using bench = await openServices([{ id: 'acct_1', vendor: 'WINNERLOOK' }]);
  await fillEveryTable(bench.services.store, 1);
  const own = readsFor(caller('acct_1', 'acct_2'), bench.services);
  const other = readsFor(caller('acct_2'), bench.services);
  const nothing = readsFor(caller(), bench.services);

  const { items } = await own[kind].page({}, WHOLE);
  expect(items.length).toBeGreaterThan(0);
  for (const reads of [other, nothing]) {
    expect((await reads[kind].page({}, WHOLE)).items).toEqual([]);
    expect((await reads[kind].page({ accountId: 'acct_1' }, WHOLE)).items).toEqual([]);
  }
  expect((await own[kind].page({ accountId: 'acct_2' }, WHOLE)).items).toEqual([]);
  for (const { id } of items) {
    expect(await own[kind].load(id)).toMatchObject({ id, accountId: 'acct_1' });
    expect(await other[kind].load(id)).toBeUndefined();
    expect(await nothing[kind].load(id)).toBeUndefined();
  }
});

test.each(['bindings', 'calls', 'messages', 'sms'] as const)(
  '%s under a reference or an account are read by a caller of that account, and by no other',
  async (kind) => {
    await using bench = await openServices([{ id: 'acct_1', vendor: 'WINNERLOOK' }]);
    const { store } = bench.services;
    const mine = { reference: 'order-42', accountId: 'acct_1', bindingId: 'bnd_1' } as const;
    await store.bindings.insert(aBinding(mine));
    await store.calls.insert(aCall(mine), undefined);
    await store.messages.insertBatch([aMessage(mine)]);
    await store.sms.insert(anSms(mine), 'sms-1');
    const own = readsFor(caller('acct_1', 'acct_2'), bench.services)[kind];
    const other = readsFor(caller('acct_2'), bench.services)[kind];
    const narrowed = readsFor({ ...caller('acct_1'), references: new Set(['order-1']) }, bench.services)[kind];
    for (const [by, value] of [
      ['reference', 'order-42'],
      ['accountId', 'acct_1'],
      ...(kind === 'calls' || kind === 'sms' ? ([['bindingId', 'bnd_1']] as const) : []),
    ] as const) {
      expect((await own.pageUnder(by, value, WHOLE)).items).toHaveLength(1);
      expect((await other.pageUnder(by, value, WHOLE)).items).toEqual([]);
      expect((await narrowed.pageUnder(by, value, WHOLE)).items).toEqual([]);
    }
  },
);

test('a name that a vendor gave finds the record for a caller of its account only', async () => {
  await using bench = await openServices([]);
  await fillEveryTable(bench.services.store, 1);
  const { items } = await readsFor(caller('acct_1'), bench.services).bindings.page({ reference: 'order-42' }, WHOLE);
  const name = items.flatMap(({ vendorBindingId }) => vendorBindingId ?? [])[0] ?? '';
  expect(await readsFor(caller('acct_1'), bench.services).bindings.findByVendorId(name)).toHaveLength(1);
  expect(await readsFor(caller('acct_2'), bench.services).bindings.findByVendorId(name)).toEqual([]);
});

test('an account is there for a caller of it only, in the list and by its id', async () => {
  const credentials = { appId: 'a', token: 't' };
  await using bench = await openServices([
    { id: 'acct_1', vendor: 'WINNERLOOK', credentials },
    { id: 'acct_2', vendor: 'WINNERLOOK', credentials },
  ]);
  const { accounts } = readsFor(caller('acct_2'), bench.services);
  expect(accounts.all.map(({ id }) => id)).toEqual(['acct_2']);
  expect(accounts.find('acct_1')).toBeUndefined();
  expect(accounts.find('acct_2')?.id).toBe('acct_2');
});
