import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openEventLog } from '../../src/events/log.ts';
import type { Repositories, Store } from '../../src/store/store.ts';
import { aBinding, aCall, aMessage, bindingEvent } from '../support/records.ts';
import type { OpenStore } from './contract.ts';

const X = '17000000001';
const nap = (longest: number) => delay(Math.random() * longest);

/** A read-modify-write of one record, by each way in which a transaction finds a record to change. */
const COUNT_UP: Record<string, { set(store: Store): Promise<unknown>; up(tx: Repositories): Promise<void>; get: Get }> =
  {
    'a binding': {
      set: ({ bindings }) => bindings.insert(aBinding({ id: 'bnd_1', metadata: { count: 0 } })),
      up: async ({ bindings }) => {
        const found = await bindings.find('bnd_1');
        await nap(5);
        if (found) await bindings.update({ ...found, metadata: { count: Number(found.metadata?.count) + 1 } });
      },
      get: async ({ bindings }) => (await bindings.find('bnd_1'))?.metadata?.count,
    },
    'a call, by the vendor’s name for it': {
      set: ({ calls }) => calls.insert(aCall({ vendorCallId: 'one', billedSeconds: 0 }), undefined),
      up: async ({ calls }) => {
        const [found] = await calls.findByVendorId('one', 'acct_1');
        await nap(5);
        if (found) await calls.update({ ...found, billedSeconds: Number(found.billedSeconds) + 1 });
      },
      get: async ({ calls }) => (await calls.findByVendorId('one'))[0]?.billedSeconds,
    },
    'a call without a binding': {
      set: ({ calls }) => calls.insert(aCall({ numberX: X, billedSeconds: 0 }), 'named'),
      up: async ({ calls }) => {
        const [found] = await calls.findUnlinked('acct_1', { vendorBindingId: 'named', number: X });
        await nap(5);
        if (found) await calls.update({ ...found.call, billedSeconds: Number(found.call.billedSeconds) + 1 });
      },
      get: async ({ calls }) => (await calls.findUnlinked('acct_1', { number: X }))[0]?.call.billedSeconds,
    },
    'a message, by the vendor’s name for it': {
      set: ({ messages }) => messages.insertBatch([aMessage({ vendorMessageId: 'one', seconds: 0 })]),
      up: async ({ messages }) => {
        const [found] = await messages.findByVendorId('one', 'acct_1');
        await nap(5);
        if (found) await messages.update({ ...found, seconds: Number(found.seconds) + 1 });
      },
      get: async ({ messages }) => (await messages.findByVendorId('one'))[0]?.seconds,
    },
    'a record that is rewritten without its people': {
      set: ({ bindings }) => bindings.insert(aBinding({ id: 'bnd_1', metadata: { count: 0 } })),
      up: ({ bindings }) =>
        bindings.forget('bnd_1', (found) => ({ ...found, metadata: { count: Number(found.metadata?.count) + 1 } })),
      get: async ({ bindings }) => (await bindings.find('bnd_1'))?.metadata?.count,
    },
  };
type Get = (repositories: Repositories) => Promise<unknown>;

/** What holds while transactions run side by side, or one after the other where an engine has it so. */
export function describeConcurrency(open: OpenStore): void {
  describe('loses no change', () => {
    test.each(Object.entries(COUNT_UP))('of %s, however many change it at once', async (_what, { set, up, get }) => {
      await using opened = await open();
      await set(opened.store);
      await Promise.all(Array.from({ length: 30 }, () => opened.store.transaction(up)));
      expect(await get(opened.store)).toBe(30);
    });

    test('where transactions take records in opposite orders: one is run again from its start', async () => {
      await using opened = await open();
      const { store } = opened;
      for (const id of ['bnd_1', 'bnd_2']) await store.bindings.insert(aBinding({ id, metadata: { count: 0 } }));
      const countBoth = (first: string, second: string) =>
        store.transaction(async (tx) => {
          for (const id of [first, second]) {
            const found = await tx.bindings.find(id);
            if (found) await tx.bindings.update({ ...found, metadata: { count: Number(found.metadata?.count) + 1 } });
            await tx.events.append([bindingEvent(found)]);
            await delay(50);
          }
        });
      await Promise.all([countBoth('bnd_1', 'bnd_2'), countBoth('bnd_2', 'bnd_1')]);
      const both = await store.bindings.findMany(['bnd_1', 'bnd_2']);
      expect(both.map(({ metadata }) => metadata)).toEqual([{ count: 2 }, { count: 2 }]);
      expect(await store.events.after(0, 10)).toHaveLength(4);
    });
  });

  describe('holds off others by name', () => {
    test('until the transaction ends, also for what is not there yet', async () => {
      await using opened = await open();
      const { store } = opened;
      const findOrMake = () =>
        store.transaction(async (tx) => {
          await tx.lock(['acct_1 call one']);
          const [found] = await tx.calls.findByVendorId('one', 'acct_1');
          await nap(5);
          if (!found) await tx.calls.insert(aCall({ vendorCallId: 'one' }), undefined);
          return found === undefined;
        });
      const made = await Promise.all(Array.from({ length: 20 }, findOrMake));
      expect(made.filter(Boolean)).toHaveLength(1);
    });

    test('without two waiting for each other, whatever they name and in whatever order', async () => {
      await using opened = await open();
      const { store } = opened;
      const names = Array.from({ length: 12 }, (_, index) => `name-${index}`);
      let inside = 0;
      let runs = 0;
      const both = (order: readonly string[]) =>
        store.transaction(async (tx) => {
          runs++;
          await tx.lock([...order, ...order]);
          inside++;
          expect(inside).toBe(1);
          await nap(5);
          inside--;
        });
      await Promise.all(
        Array.from({ length: 20 }, (_, turn) => both(turn % 2 ? names.slice(turn % 5) : names.toReversed())),
      );
      // A deadlock would have had one of them run again.
      expect(runs).toBe(20);
    });

    test('but lets those that share a name go on side by side, where an engine runs any side by side', async () => {
      await using opened = await open();
      const { store } = opened;
      const inside = { sharing: 0, alone: 0 };
      let most = 0;
      const enter = (kind: keyof typeof inside, names: readonly string[], shared: readonly string[]) =>
        store.transaction(async (tx) => {
          await tx.lock(names, shared);
          inside[kind]++;
          most = Math.max(most, inside.sharing);
          expect(inside.alone === 0 || inside.sharing + inside.alone === 1).toBe(true);
          await nap(20);
          expect(inside.alone === 0 || inside.sharing + inside.alone === 1).toBe(true);
          inside[kind]--;
        });
      const entered = Array.from({ length: 8 }, (_, turn) =>
        turn % 4 === 0 ? enter('alone', ['x'], ['x', 'y']) : enter('sharing', [`own ${turn}`], ['y', 'x']),
      );
      await Promise.all(entered);
      expect(most).toBeGreaterThan(store.isShared ? 1 : 0);
    });

    test('only inside a transaction', async () => {
      await using opened = await open();
      await expect(opened.store.lock(['name'])).rejects.toThrow(/inside a transaction/);
      await opened.store.transaction((tx) => tx.lock([]));
    });
  });

  test('shows events in the order of commits: a reader that goes on behind the last one misses none', async () => {
    await using opened = await open();
    const { store } = opened;
    const log = await openEventLog(store, (error) => {
      throw error;
    });
    const stop = new AbortController();
    const follower = await log.follow({ seq: 0 }, stop.signal);
    const TRANSACTIONS = 60;
    const write = async (number: number) => {
      await nap(200);
      await store.transaction(async (tx) => {
        await tx.events.append([bindingEvent(aBinding({ reference: `${number}` }))]);
        await nap(40);
        await tx.events.append([bindingEvent(aBinding({ reference: `${number}` }))]);
        if (number % 5 === 0) throw new Error('taken back');
      });
    };
    const writing = Promise.allSettled(Array.from({ length: TRANSACTIONS }, (_, number) => write(number)));
    const seen: { seq: number; of: string | undefined }[] = [];
    const expected = (TRANSACTIONS - TRANSACTIONS / 5) * 2;
    while (seen.length < expected) {
      const { value = [] } = await follower.next();
      seen.push(...value.map(({ seq, record }) => ({ seq, of: 'reference' in record ? record.reference : undefined })));
    }
    await writing;
    const seqs = seen.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect((await store.events.after(0, 1_000)).map(({ seq }) => seq)).toEqual(seqs);
    // The two of one transaction have no other's between them.
    for (let index = 0; index < seen.length; index += 2) expect(seen[index]?.of).toBe(seen[index + 1]?.of);
    stop.abort();
    log.close();
  });
}
