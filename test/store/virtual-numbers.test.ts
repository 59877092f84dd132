import { expect, test } from 'vitest';
import { openEngine, openStore } from '../../src/store/open.ts';
import { rekey } from '../../src/store/rekey.ts';
import type { Store } from '../../src/store/store.ts';
import { createVault } from '../../src/store/vault.ts';
import { databaseIn } from '../support/database-in.ts';
import { makeEarlierDatabase } from '../support/earlier-version.ts';
import { aBinding, aCall, anSms, openTestStore } from '../support/records.ts';
import { temporaryFolder } from '../support/service.ts';

const ALL = { limit: 100, direction: 'forward' } as const;
const X = '17000000001';
const key = (fill: number) => new Uint8Array(32).fill(fill);

/** The ids of what is found by a virtual number that an account knows. */
async function found(store: Store, number: string): Promise<string[]> {
  const knownAt = [...((await store.virtualNumbers.provenAt([number])).get(number) ?? [])];
  const filter = { virtual: { number, knownAt } };
  const lists = [store.bindings.page(filter, ALL), store.calls.page(filter, ALL), store.sms.page(filter, ALL)];
  const pages: { items: readonly { id: string }[] }[] = await Promise.all(lists);
  return pages.flatMap(({ items }) => items.map(({ id }) => id));
}

const binding = aBinding({ terms: { numberA: '13800138000', numberB: '13900139000', numberX: X } });
const call = aCall({ caller: '13800138000', numberX: X, bindingId: binding.id });
const sms = anSms({ from: '13800138000', numberX: X, bindingId: binding.id });

test('what an earlier version stored is found by its virtual numbers once the job has been through it', async () => {
  await using folder = await temporaryFolder();
  const url = await databaseIn(folder.path);
  const asReal = aCall({ caller: X, numberX: X });
  await makeEarlierDatabase(url, createVault(key(7)), { bindings: [binding], calls: [call, asReal], sms: [sms] });
  const store = await openStore(url, createVault(key(7)));
  expect(await found(store, X)).toEqual([]);
  const later = Date.now() + 24 * 3_600_000;
  while (await store.spelling.next(2, later)) expect(store.spelling.isNeeded()).toBe(true);
  expect(await found(store, X)).toEqual([binding.id, call.id, sms.id]);
  expect(await found(store, '13800138000')).toEqual([]);
  await store.close();
});

test('a rotation of the data key keeps what virtual numbers lead to, under the new key alone', async () => {
  await using folder = await temporaryFolder();
  const url = await databaseIn(folder.path);
  const before = await openStore(url, createVault(key(1)));
  await before.bindings.insert(binding);
  await before.calls.insert(call, undefined);
  await before.sms.insert(sms, 'sms');
  await before.close();
  const both = createVault(key(2), [key(1)]);
  const between = await openStore(url, both);
  expect(await found(between, X)).toEqual([binding.id, call.id, sms.id]);
  await between.close();
  const engine = await openEngine(url);
  const rows = () => engine.db.selectFrom('virtual_numbers').selectAll().execute();
  const earlier = await rows();
  expect(await rekey(engine, both, () => undefined)).toBe(0);
  const after = await rows();
  expect(after).toHaveLength(earlier.length);
  expect(after.filter(({ hash }) => earlier.some((row) => row.hash === hash))).toEqual([]);
  await engine.close();
  const store = await openStore(url, createVault(key(2)));
  expect(await found(store, X)).toEqual([binding.id, call.id, sms.id]);
  await store.close();
});

test('a number that is erased is not known at its account any more, and leads to nothing', async () => {
  await using opened = await openTestStore();
  const { store } = opened;
  await store.bindings.insert(binding);
  await store.calls.insert(call, undefined);
  const { numberX: _erased, ...terms } = binding.terms;
  await store.bindings.erase(binding.id, X, (one) => ({ ...one, terms }));
  expect(await store.virtualNumbers.provenAt([X])).toEqual(new Map());
  expect(await found(store, X)).toEqual([]);
});

test('a binding proves its numbers once its vendor has made it, and not before', async () => {
  await using opened = await openTestStore();
  const { store } = opened;
  const asked = aBinding({ status: 'CREATING', terms: { numberA: '13800138000', numberX: X } });
  await store.bindings.insert(asked);
  expect(await store.virtualNumbers.provenAt([X])).toEqual(new Map());
  // It shows what was asked for all the same.
  expect(await found(store, X)).toEqual([asked.id]);
  await store.bindings.update({ ...asked, status: 'ACTIVE' });
  expect(await store.virtualNumbers.provenAt([X, '17000000002'])).toEqual(new Map([[X, new Set(['acct_1'])]]));
  await store.bindings.update({ ...asked, status: 'RELEASED' });
  expect((await store.virtualNumbers.provenAt([X])).get(X)).toEqual(new Set(['acct_1']));
});
