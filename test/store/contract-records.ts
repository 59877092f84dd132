import { describe, expect, test } from 'vitest';
import { heldByA, placeOf } from '../../src/domain/place.ts';
import { aBinding, aCall, NEW_YEAR } from '../support/records.ts';
import type { OpenStore } from './contract.ts';

const X = '17000000001';
// Ids of the form that the service makes, in an order that the test knows.
const idAt = (prefix: string, place: number) => `${prefix}_${place.toString(16).padStart(32, '0')}`;
const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);

/** How bindings are kept and found. */
export function describeBindings(open: OpenStore): void {
  describe('keeps a binding', () => {
    test('with all that is known of it, and as it is after a change', async () => {
      await using opened = await open();
      const { bindings } = opened.store;
      const full = aBinding({
        reference: 'order-42 ✓',
        metadata: { nested: { list: [1, 'two', null, { three: 3.5 }] }, empty: {}, '': 'no name' },
        vendorBindingId: 'at-the-vendor',
        activatedAt: NEW_YEAR + 1,
        expiresAt: NEW_YEAR + 2,
        failure: { code: 'OUTCOME_UNKNOWN', message: '…', vendor: { code: '1', message: '余额不足' } },
      });
      const bare = aBinding({ terms: {} });
      await bindings.insert(full);
      await bindings.insert(bare);
      expect(await bindings.find(full.id)).toEqual(full);
      expect(await bindings.find(bare.id)).toEqual(bare);

      const released = { ...full, status: 'RELEASED', releasedAt: NEW_YEAR + 3, revision: 2 } as const;
      await bindings.update(released);
      expect(await bindings.find(full.id)).toEqual(released);
      expect(await bindings.find(bare.id)).toEqual(bare);
    });

    test('once: another one with its id is refused, and the first stays', async () => {
      await using opened = await open();
      const first = aBinding();
      await opened.store.bindings.insert(first);
      await expect(opened.store.bindings.insert({ ...first, mode: 'AX' })).rejects.toThrow();
      expect(await opened.store.bindings.find(first.id)).toEqual(first);
    });

    test('and finds many at once, in any order and without those that are not there', async () => {
      await using opened = await open();
      const made = [1, 2, 3].map((place) => aBinding({ id: idAt('bnd', place) }));
      for (const binding of made) await opened.store.bindings.insert(binding);
      const found = await opened.store.bindings.findMany([idAt('bnd', 3), 'bnd_nobody', idAt('bnd', 1)]);
      expect(ids(found).sort()).toEqual([idAt('bnd', 1), idAt('bnd', 3)]);
      expect(await opened.store.bindings.findMany([])).toEqual([]);
      expect(await opened.store.bindings.find('bnd_nobody')).toBeUndefined();
    });

    test('and finds it by the vendor’s name for it, of several the newest first', async () => {
      await using opened = await open();
      const { bindings } = opened.store;
      for (const [place, vendorBindingId] of [
        [2, 'one'],
        [3, 'other'],
        [1, 'one'],
      ] as const) {
        await bindings.insert(aBinding({ id: idAt('bnd', place), accountId: `acct_${place}`, vendorBindingId }));
      }
      expect(ids(await bindings.findByVendorId('one'))).toEqual([idAt('bnd', 2), idAt('bnd', 1)]);
      expect(await bindings.findByVendorId('ONE')).toEqual([]);
      const named = aBinding();
      await bindings.insert(named);
      await bindings.update({ ...named, vendorBindingId: 'named later' });
      expect(ids(await bindings.findByVendorId('named later'))).toEqual([named.id]);
    });

    test('and finds those of an account that go by one of many names, newest first', async () => {
      await using opened = await open();
      const { bindings } = opened.store;
      for (const place of [1, 3, 2]) {
        await bindings.insert(aBinding({ id: idAt('bnd', place), vendorBindingId: `named ${place}` }));
      }
      await bindings.insert(aBinding({ accountId: 'acct_2', vendorBindingId: 'named 1' }));
      const found = await bindings.findByVendorIds(['named 3', 'nobody', 'named 1'], 'acct_1');
      expect(ids(found)).toEqual([idAt('bnd', 3), idAt('bnd', 1)]);
      expect(await bindings.findByVendorIds([], 'acct_1')).toEqual([]);
    });

    test('and finds those that hold a place, or may, by the names of it, those asked for last first', async () => {
      await using opened = await open();
      const { bindings } = opened.store;
      const statuses = [
        'CREATING',
        'ACTIVE',
        'RELEASING',
        'UNKNOWN',
        'FAILED',
        'RELEASED',
        'EXPIRED',
        'FAILED',
      ] as const;
      const failure = { code: 'OUTCOME_UNKNOWN', message: '…' } as const;
      for (const [place, status] of statuses.entries()) {
        const made = aBinding({ id: idAt('bnd', place), status, createdAt: NEW_YEAR + (place % 2) });
        await bindings.insert(place === 4 ? { ...made, failure } : made);
      }
      const place = placeOf(aBinding()) ?? '';
      await bindings.insert(aBinding({ accountId: 'acct_2' }));
      await bindings.insert(aBinding({ terms: { ...aBinding().terms, numberB: '13700137000' } }));
      const expected = [3, 1, 4, 2, 0].map((each) => idAt('bnd', each));
      expect(ids(await bindings.findHolding('acct_1', [place], undefined))).toEqual(expected);
      expect(ids(await bindings.findHolding('acct_1', ['another place', place], 'nobody'))).toEqual(expected);
      expect(await bindings.findHolding('acct_1', [], undefined)).toEqual([]);
      expect(await bindings.findHolding('acct_3', [place], undefined)).toEqual([]);
    });

    test('and finds those that hold a place by what A holds, and by the vendor’s name for them', async () => {
      await using opened = await open();
      const { bindings } = opened.store;
      const ax = aBinding({ mode: 'AX', vendorBindingId: 'sub-1' });
      const elsewhere = aBinding({ mode: 'AX', vendorBindingId: 'sub-1', accountId: 'acct_2' });
      const over = aBinding({ mode: 'AX', vendorBindingId: 'sub-1', status: 'RELEASED' });
      for (const binding of [ax, elsewhere, over]) await bindings.insert(binding);
      expect(ids(await bindings.findHolding('acct_1', [heldByA(ax) ?? ''], undefined))).toEqual([ax.id]);
      expect(ids(await bindings.findHolding('acct_1', [], 'sub-1'))).toEqual([ax.id]);
      expect(ids(await bindings.findHolding('acct_1', [heldByA(ax) ?? '', placeOf(ax) ?? ''], 'sub-1'))).toEqual([
        ax.id,
      ]);
    });

    test('and no place leads to it any more once it is over, erased or forgotten', async () => {
      await using opened = await open();
      const { bindings } = opened.store;
      const [released, erased, forgotten] = [1, 2, 3].map((place) => aBinding({ id: idAt('bnd', place) }));
      if (!released || !erased || !forgotten) throw new Error('There are three.');
      for (const binding of [released, erased, forgotten]) await bindings.insert(binding);
      await bindings.update({ ...released, status: 'RELEASED' });
      await bindings.erase(erased.id, '13800138000', (binding) => ({ ...binding, terms: {} }));
      await bindings.forget(forgotten.id, (binding) => ({ ...binding, terms: {} }));
      expect(await bindings.findHolding('acct_1', [placeOf(released) ?? ''], undefined)).toEqual([]);
      await bindings.update({ ...released, status: 'ACTIVE' });
      expect(ids(await bindings.findHolding('acct_1', [placeOf(released) ?? ''], undefined))).toEqual([released.id]);
    });

    test('and finds it by each of its numbers, newest first, as many as asked for, of one account', async () => {
      await using opened = await open();
      const { bindings } = opened.store;
      for (const place of [3, 1, 5, 2, 4]) await bindings.insert(aBinding({ id: idAt('bnd', place) }));
      await bindings.insert(aBinding({ id: idAt('bnd', 9), accountId: 'acct_2' }));
      await bindings.insert(aBinding({ id: idAt('bnd', 8), terms: { numberA: '13700137000' } }));
      const newestFirst = [5, 4, 3, 2, 1].map((place) => idAt('bnd', place));
      expect(ids(await bindings.findByNumber('acct_1', X, 100))).toEqual(newestFirst);
      expect(ids(await bindings.findByNumber('acct_1', '13800138000', 2))).toEqual(newestFirst.slice(0, 2));
      expect(ids(await bindings.findByNumber('acct_1', '13900139000', 1))).toEqual(newestFirst.slice(0, 1));
      expect(ids(await bindings.findByNumber('acct_2', X, 100))).toEqual([idAt('bnd', 9)]);
      expect(await bindings.findByNumber('acct_1', '1700000000', 100)).toEqual([]);
    });

    test('and finds that of two people, however many newer ones go through the same virtual number', async () => {
      await using opened = await open();
      const { bindings } = opened.store;
      const terms = { numberA: '13700137000', numberB: '13600136000', numberX: X };
      await bindings.insert(aBinding({ id: idAt('bnd', 1), terms }));
      await bindings.insert(aBinding({ id: idAt('bnd', 2), terms: { ...terms, numberX: '17000000002' } }));
      for (const place of [3, 4, 5]) await bindings.insert(aBinding({ id: idAt('bnd', place) }));
      for (const people of [['13700137000'], ['13500135000', '13600136000'], ['13700137000', '13600136000']]) {
        expect(ids(await bindings.findByNumber('acct_1', X, 2, people))).toEqual([idAt('bnd', 1)]);
      }
      expect(await bindings.findByNumber('acct_1', X, 2, [])).toEqual([]);
      expect(await bindings.findByNumber('acct_2', X, 2, ['13700137000'])).toEqual([]);
    });

    test('and finds it by a number that the vendor chose later', async () => {
      await using opened = await open();
      const { bindings } = opened.store;
      const asked = aBinding({ terms: { numberA: '13800138000' } });
      await bindings.insert(asked);
      await bindings.update({ ...asked, terms: { ...asked.terms, numberX: X, numberY: '17000000002' } });
      for (const number of ['13800138000', X, '17000000002']) {
        expect(ids(await bindings.findByNumber('acct_1', number, 10))).toEqual([asked.id]);
      }
    });
  });
}

/** How calls are kept and found. */
export function describeCalls(open: OpenStore): void {
  describe('keeps a call', () => {
    test('with all that is known of it, and as it is after a change', async () => {
      await using opened = await open();
      const { calls } = opened.store;
      const call = aCall({ caller: '13800138000', callee: '13900139000', numberX: X, startedAt: NEW_YEAR });
      await calls.insert(call, undefined);
      expect(await calls.find(call.id)).toEqual(call);
      const ended = { ...call, status: 'COMPLETED', outcome: 'ANSWERED', seconds: 12.5, revision: 2 } as const;
      await calls.update(ended);
      expect(await calls.find(call.id)).toEqual(ended);
      expect(await calls.findMany([call.id, 'call_nobody'])).toEqual([ended]);
    });

    test('and finds it by the vendor’s name for it, which each account has once', async () => {
      await using opened = await open();
      const { calls } = opened.store;
      const mine = aCall({ vendorCallId: 'same', accountId: 'acct_1' });
      const theirs = aCall({ vendorCallId: 'same', accountId: 'acct_2' });
      await calls.insert(mine, undefined);
      await calls.insert(theirs, undefined);
      expect(await calls.findByVendorId('same', 'acct_1')).toEqual([mine]);
      expect(ids(await calls.findByVendorId('same')).sort()).toEqual([mine.id, theirs.id].sort());
      expect(await calls.findByVendorId('other')).toEqual([]);
      await expect(calls.insert(aCall({ vendorCallId: 'same', accountId: 'acct_1' }), undefined)).rejects.toThrow();
    });

    test('and saves new ones and known ones together, each as it was told last', async () => {
      await using opened = await open();
      const { calls } = opened.store;
      const known = aCall({ vendorCallId: 'known', caller: '13800138000' });
      await calls.insert(known, 'its binding');
      const fresh = aCall({ vendorCallId: 'fresh', caller: '13700137000' });
      const ended = { ...fresh, revision: 4, status: 'COMPLETED', caller: '13600136000', bindingId: 'bnd_1' } as const;
      const renamed = {
        ...known,
        status: 'RINGING',
        reference: 'r',
        startedAt: NEW_YEAR,
        revision: 2,
      } as const;
      await calls.save([
        { call: fresh, vendorBindingId: 'another' },
        { call: renamed, vendorBindingId: undefined },
        { call: ended, vendorBindingId: 'another' },
      ]);
      expect(await calls.findByVendorIds(['known', 'nobody', 'fresh'], 'acct_1')).toEqual([ended, renamed]);
      expect(await calls.findByVendorIds(['known'], 'acct_2')).toEqual([]);
      // What the vendor called the binding stays, and so does the way from a number that a call no more has.
      const [unlinked] = await calls.findUnlinked('acct_1', { vendorBindingId: 'its binding' });
      expect(unlinked?.call).toEqual(renamed);
      for (const number of ['13700137000', '13600136000']) {
        expect((await calls.page({ number }, { limit: 2, direction: 'forward' })).items).toEqual([ended]);
      }
      expect((await calls.page({ reference: 'r' }, { limit: 2, direction: 'forward' })).items).toEqual([renamed]);
      await calls.save([]);
    });

    test('and saves none of them where one is known to its vendor by the name of another', async () => {
      await using opened = await open();
      const { calls } = opened.store;
      await calls.insert(aCall({ vendorCallId: 'same' }), undefined);
      const good = aCall();
      const versions = [good, aCall({ vendorCallId: 'same' })].map((call) => ({ call, vendorBindingId: undefined }));
      await expect(calls.save(versions)).rejects.toThrow();
      expect(await calls.find(good.id)).toBeUndefined();
    });

    test('that has no binding, and finds it by what the vendor called the binding or by its numbers', async () => {
      await using opened = await open();
      const { calls } = opened.store;
      const named = aCall({ numberX: X });
      const numbered = aCall({ numberX: X, caller: '13800138000' });
      const linked = aCall({ numberX: X, bindingId: 'bnd_1' });
      const elsewhere = aCall({ numberX: X, accountId: 'acct_2' });
      await calls.insert(named, 'the binding');
      await calls.insert(numbered, undefined);
      await calls.insert(linked, 'the binding');
      await calls.insert(elsewhere, 'the binding');

      const byName = { call: named, vendorBindingId: 'the binding' };
      const byNumber = { call: numbered, vendorBindingId: undefined };
      expect(await calls.findUnlinked('acct_1', { vendorBindingId: 'the binding' })).toEqual([byName]);
      expect(await calls.findUnlinked('acct_1', { number: '13800138000' })).toEqual([byNumber]);
      const both = await calls.findUnlinked('acct_1', { vendorBindingId: 'the binding', number: X });
      expect(both.map(({ call }) => call.id).sort()).toEqual([named.id, numbered.id].sort());
      expect(await calls.findUnlinked('acct_1', {})).toEqual([]);

      await calls.update({ ...named, bindingId: 'bnd_1' });
      expect(await calls.findUnlinked('acct_1', { vendorBindingId: 'the binding' })).toEqual([]);
      await calls.update({ ...numbered, status: 'COMPLETED' });
      await expect(calls.findUnlinked('acct_1', { number: X })).resolves.toHaveLength(1);
    });
  });
}
