import { describe, expect, test } from 'vitest';
import type { Repositories, Store } from '../../src/store/store.ts';
import { aBinding, aCall, aDelivery, bindingEvent, KEY_OWNER, NEW_YEAR } from '../support/records.ts';
import type { OpenStore } from './contract.ts';

const binding = aBinding({ reference: 'order-42', metadata: { a: 1 } });
const call = aCall({ caller: '13800138000', vendorCallId: 'call-1' });
const delivery = aDelivery({ body: Buffer.from([0, 255, 10]) });
const request = { key: 'k', owner: KEY_OWNER, operation: 'o', fingerprint: 'f', subjectId: binding.id };

/** One of each kind of record. */
async function writeEverything(tx: Repositories): Promise<void> {
  await tx.bindings.insert(binding);
  await tx.calls.insert(call, 'at-the-vendor');
  await tx.deliveries.insertMany([delivery]);
  await tx.requests.claim(request, NEW_YEAR);
  await tx.events.append([bindingEvent(binding)]);
}

/** One of each kind of record, as the store has them. */
async function readEverything(store: Repositories): Promise<unknown[]> {
  return [
    await store.bindings.find(binding.id),
    (await store.bindings.findByNumber('acct_1', '13800138000', 10))[0],
    await store.calls.find(call.id),
    (await store.calls.findUnlinked('acct_1', { vendorBindingId: 'at-the-vendor' }))[0],
    await store.deliveries.find(delivery.id),
    await store.requests.find(request),
    (await store.events.after(0, 10))[0],
  ];
}

const EVERYTHING = [
  binding,
  binding,
  call,
  { call, vendorBindingId: 'at-the-vendor' },
  delivery,
  expect.objectContaining({ subjectId: binding.id, madeBy: 'CALLER' }),
  expect.objectContaining({ record: binding }),
];
const NOTHING = EVERYTHING.map(() => undefined);

/** Counts how often a store tells of events, and lets a test wait for it. */
function listen(store: Store) {
  let told = 0;
  const stop = store.onEvents(() => {
    told++;
  });
  return { times: () => told, atLeast: (times: number) => expect.poll(() => told).toBeGreaterThanOrEqual(times), stop };
}

/** All of it or nothing of it. */
export function describeTransactions(open: OpenStore): void {
  describe('runs a transaction', () => {
    test('that is all there once it resolves, and gives back what the work gave', async () => {
      await using opened = await open();
      const given = await opened.store.transaction(async (tx) => {
        await writeEverything(tx);
        return 42;
      });
      expect(given).toBe(42);
      expect(await readEverything(opened.store)).toEqual(EVERYTHING);
    });

    test('that sees its own writes, but for events: those have no place in the log before it ends', async () => {
      await using opened = await open();
      await opened.store.transaction(async (tx) => {
        await writeEverything(tx);
        expect(await readEverything(tx)).toEqual([...EVERYTHING.slice(0, -1), undefined]);
      });
    });

    test('of which nothing is there where it throws, neither its inserts nor its changes', async () => {
      await using opened = await open();
      const { store } = opened;
      const earlier = aBinding();
      const waiting = aDelivery();
      await store.bindings.insert(earlier);
      await store.deliveries.insertMany([waiting]);
      const failure = new Error('in the middle');
      const undone = store.transaction(async (tx) => {
        await writeEverything(tx);
        await tx.bindings.update({ ...earlier, status: 'RELEASED' });
        await tx.deliveries.settle(waiting.id, 'APPLIED', undefined, NEW_YEAR);
        throw failure;
      });
      await expect(undone).rejects.toBe(failure);
      expect((await readEverything(store)).slice(2)).toEqual(NOTHING.slice(2));
      expect(await store.bindings.find(binding.id)).toBeUndefined();
      expect(await store.bindings.find(earlier.id)).toEqual(earlier);
      expect(await store.deliveries.find(waiting.id)).toEqual(waiting);
      expect(await store.events.lastSeq()).toBe(0);
    });

    test('after one that failed', async () => {
      await using opened = await open();
      const { store } = opened;
      await store.bindings.insert(binding);
      await expect(store.transaction((tx) => tx.bindings.insert(binding))).rejects.toThrow();
      await store.transaction((tx) => tx.calls.insert(call, undefined));
      expect(await store.calls.find(call.id)).toEqual(call);
    });

    test('beside others, each of which reads what it changes as it stands', async () => {
      await using opened = await open();
      const { store } = opened;
      await store.bindings.insert(aBinding({ id: 'bnd_1', metadata: { count: 0 } }));
      const countUp = () =>
        store.transaction(async (tx) => {
          const current = await tx.bindings.find('bnd_1');
          const count = Number(current?.metadata?.count) + 1;
          await tx.bindings.update(aBinding({ id: 'bnd_1', metadata: { count } }));
        });
      const results = await Promise.allSettled(Array.from({ length: 20 }, countUp));
      const done = results.filter(({ status }) => status === 'fulfilled').length;
      expect((await store.bindings.find('bnd_1'))?.metadata).toEqual({ count: done });
      expect(done).toBeGreaterThan(0);
    });

    test('whose work outlives the process: it is there after closing and opening again', async ({ skip }) => {
      await using opened = await open();
      if (!opened.reopen) return skip('this engine keeps nothing beyond its connection');
      await opened.store.transaction(writeEverything);
      const store = await opened.reopen();
      expect(await readEverything(store)).toEqual(EVERYTHING);
      expect(await store.events.lastSeq()).toBe(1);
      await store.events.append([bindingEvent()]);
      expect((await store.events.after(0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
    });
  });
}

/** The event log's rows, and who is told of them. */
export function describeEvents(open: OpenStore): void {
  describe('keeps events', () => {
    test('in the order in which they were appended, with the records as they stood', async () => {
      await using opened = await open();
      const { events } = opened.store;
      const made = Array.from({ length: 30 }, (_, index) => aBinding({ reference: `order-${index}` }));
      for (let at = 0; at < 30; at += 3) await events.append(made.slice(at, at + 3).map(bindingEvent));
      const stored = await events.after(0, 100);
      expect(stored.map(({ record }) => record)).toEqual(made);
      const seqs = stored.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      expect(new Set(seqs).size).toBe(30);
      expect(await events.lastSeq()).toBe(seqs.at(-1));
    });

    test('with who and when and what was before', async () => {
      await using opened = await open();
      const { events } = opened.store;
      const told = { topic: 'CALL', record: call, at: NEW_YEAR + 5, previousStatus: 'RINGING' } as const;
      await events.append([told, bindingEvent(binding)]);
      expect(await events.after(0, 10)).toEqual([
        { ...told, seq: 1 },
        { ...bindingEvent(binding), seq: 2 },
      ]);
    });

    test('and reads on behind a place, as many as asked for', async () => {
      await using opened = await open();
      const { events } = opened.store;
      expect([await events.lastSeq(), await events.after(0, 10)]).toEqual([0, []]);
      await events.append(Array.from({ length: 10 }, () => bindingEvent()));
      const seqs = (await events.after(0, 100)).map(({ seq }) => seq);
      expect((await events.after(seqs[3] ?? 0, 3)).map(({ seq }) => seq)).toEqual(seqs.slice(4, 7));
      expect(await events.after(seqs[9] ?? 0, 3)).toEqual([]);
    });

    test('and tells of them once they are there to be read', async () => {
      await using opened = await open();
      const { store } = opened;
      const seen: Promise<number>[] = [];
      const stop = store.onEvents(() => seen.push(store.events.lastSeq()));
      await store.transaction((tx) => tx.events.append([bindingEvent(), bindingEvent()]));
      await store.events.append([bindingEvent()]);
      await expect.poll(() => seen.length).toBeGreaterThanOrEqual(2);
      expect((await Promise.all(seen)).at(-1)).toBe(3);
      expect(await seen[0]).toBeGreaterThanOrEqual(2);
      stop();
    });

    test('and notifies no follower of a transaction that was taken back or wrote none, and none that has stopped', async () => {
      await using opened = await open();
      const { store } = opened;
      const [all, stopped] = [listen(store), listen(store)];
      const undone = store.transaction(async (tx) => {
        await tx.events.append([bindingEvent()]);
        throw new Error('taken back');
      });
      await expect(undone).rejects.toThrow('taken back');
      await store.transaction((tx) => tx.calls.insert(call, undefined));
      await store.events.append([]);
      expect([all.times(), stopped.times()]).toEqual([0, 0]);
      stopped.stop();
      await store.events.append([bindingEvent()]);
      await all.atLeast(1);
      expect(stopped.times()).toBe(0);
      all.stop();
    });
  });
}
