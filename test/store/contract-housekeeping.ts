import { describe, expect, test } from 'vitest';
import { aBinding, aDelivery, bindingEvent, NEW_YEAR } from '../support/records.ts';
import type { OpenStore } from './contract.ts';

const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);
const idAt = (place: number) => `dlv_${place.toString(16).padStart(32, '0')}`;

/** What only one may do, how far a job has come, and what is removed. */
export function describeHousekeeping(open: OpenStore): void {
  describe('gives a lease', () => {
    test('to one of many that ask at once, and to no other until it is given back or over', async () => {
      await using opened = await open();
      const { leases } = opened.store;
      const holders = Array.from({ length: 20 }, (_, index) => `holder-${index}`);
      const asked = await Promise.all(holders.map((holder) => leases.acquire('job', holder, 0, 1_000)));
      expect(asked.filter(Boolean)).toHaveLength(1);
      const holder = holders[asked.indexOf(true)] ?? '';
      expect(await leases.acquire('job', 'another', 999, 2_000)).toBe(false);
      expect(await leases.acquire('job', holder, 999, 2_000)).toBe(true);
      expect(await leases.acquire('job', 'another', 1_500, 2_500)).toBe(false);
      expect(await leases.acquire('job', 'another', 2_000, 3_000)).toBe(true);
      await leases.release('job', holder);
      expect(await leases.acquire('job', holder, 2_001, 4_000)).toBe(false);
      await leases.release('job', 'another');
      expect(await leases.acquire('job', holder, 2_001, 4_000)).toBe(true);
      expect(await leases.acquire('other job', 'another', 2_001, 4_000)).toBe(true);
    });
  });

  describe('keeps a mark', () => {
    test('as it was set last', async () => {
      await using opened = await open();
      const { jobState } = opened.store;
      expect(await jobState.get('how far')).toBeUndefined();
      await jobState.set('how far', 'a');
      await jobState.set('how far', 'b');
      expect(await jobState.get('how far')).toBe('b');
    });

    test('for the first that claims it, and gives all others its value', async () => {
      await using opened = await open();
      const { store } = opened;
      const claims = Array.from({ length: 20 }, (_, index) => store.jobState.claim('key', `value-${index}`));
      const told = new Set(await Promise.all(claims));
      expect([...told]).toEqual([await store.jobState.get('key')]);
    });
  });

  test('hands out the deliveries that wait for a message once, in their order, of one account', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.deliveries.insertMany([2, 1, 3].map((place) => aDelivery({ id: idAt(place) })));
    for (const place of [2, 1, 1]) await store.deliveries.await('acct_1', 'the message', idAt(place));
    await store.deliveries.await('acct_2', 'the message', idAt(3));
    const taken = await Promise.all(
      Array.from({ length: 5 }, () => store.transaction((tx) => tx.deliveries.takeAwaiting('acct_1', 'the message'))),
    );
    expect(taken.filter((some) => some.length > 0).map(ids)).toEqual([[idAt(1), idAt(2)]]);
    expect(await store.deliveries.takeAwaiting('acct_2', 'another message')).toEqual([]);
  });

  test('lets one of many that would settle a delivery at the same time do so', async () => {
    await using opened = await open();
    const { store } = opened;
    await store.deliveries.insertMany([1, 2].map((place) => aDelivery({ id: idAt(place) })));
    await store.deliveries.settle(idAt(2), 'APPLIED', undefined, NEW_YEAR);
    const settle = () =>
      store.transaction(async (tx) => {
        const due = [...(await tx.deliveries.unsettled([idAt(1), idAt(2), idAt(3)]))];
        for (const id of due) await tx.deliveries.settle(id, 'APPLIED', undefined, NEW_YEAR);
        return due;
      });
    expect((await Promise.all(Array.from({ length: 10 }, settle))).flat()).toEqual([idAt(1)]);
  });

  test('lists deliveries by account, state and time, page by page', async () => {
    await using opened = await open();
    const { deliveries } = opened.store;
    const accounts = ['acct_1', 'acct_2'] as const;
    await deliveries.insertMany(
      [0, 1, 2, 3, 4, 5].map((place) =>
        aDelivery({
          id: idAt(place),
          accountId: accounts[place % 2] ?? '',
          state: place < 4 ? 'APPLIED' : 'FAILED',
          receivedAt: NEW_YEAR + place,
        }),
      ),
    );
    const places = async (filter: object, page: object = {}) => {
      const { items, more } = await deliveries.page(filter, { limit: 10, direction: 'forward', ...page });
      return [items.map(({ id }) => Number.parseInt(id.slice(4), 16)), more];
    };
    expect(await places({ accountIds: ['acct_2'] })).toEqual([[5, 3, 1], false]);
    expect(await places({ states: ['APPLIED'], from: NEW_YEAR + 1, to: NEW_YEAR + 3 })).toEqual([[2, 1], false]);
    expect(await places({ accountIds: [] })).toEqual([[], false]);
    expect(await places({}, { limit: 2 })).toEqual([[5, 4], true]);
    expect(await places({}, { limit: 2, direction: 'backward', beyondId: idAt(1) })).toEqual([[3, 2], true]);
  });

  describe('removes', () => {
    test('deliveries that are settled and older, also where the time falls between two milliseconds', async () => {
      await using opened = await open();
      const { deliveries } = opened.store;
      const settled = [0, 1, 2].map((place) => aDelivery({ receivedAt: NEW_YEAR + 10 * place, state: 'APPLIED' }));
      const waiting = aDelivery({ receivedAt: NEW_YEAR });
      await deliveries.insertMany([...settled, waiting]);
      expect(await deliveries.purge(NEW_YEAR + 15.25, 1)).toBe(1);
      expect(await deliveries.purge(NEW_YEAR + 15.25, 10)).toBe(1);
      expect(await deliveries.purge(NEW_YEAR + 15.25, 10)).toBe(0);
      expect(ids(await deliveries.inState('APPLIED', 10))).toEqual([settled[2]?.id]);
      expect(await deliveries.inState('RECEIVED', 10)).toEqual([waiting]);
    });

    test('events from the beginning on, remembers up to which place, and never gives a place twice', async () => {
      await using opened = await open();
      const { store } = opened;
      expect(await store.events.floor()).toBe(0);
      const at = [1, 2, 9, 3, 10].map((updatedAt) => bindingEvent(aBinding({ updatedAt })));
      await store.events.append(at);
      const purge = (before: number, limit: number) => store.transaction((tx) => tx.events.purge(before, limit));
      expect([await purge(5, 1), await store.events.floor()]).toEqual([1, 1]);
      // The fourth is older than the third: it stays, because a log with holes could not be resumed.
      expect([await purge(5, 10), await store.events.floor()]).toEqual([1, 2]);
      expect([await purge(5, 10), await store.events.lastSeq()]).toEqual([0, 5]);
      expect([await purge(100, 10), await store.events.floor(), await store.events.lastSeq()]).toEqual([3, 5, 5]);
      await store.events.append([bindingEvent()]);
      expect(await store.events.lastSeq()).toBe(6);
    });

    test('and never sets the first place back, however many remove at once', async () => {
      await using opened = await open();
      const { store } = opened;
      await store.events.append(Array.from({ length: 50 }, (_, updatedAt) => bindingEvent(aBinding({ updatedAt }))));
      const befores = [40, 10, 30, 20, 5, 35];
      await Promise.all(befores.map((before) => store.transaction((tx) => tx.events.purge(before, 100))));
      expect(await store.events.floor()).toBe(40);
      expect((await store.events.after(0, 1))[0]?.seq).toBe(41);
    });
  });
}
