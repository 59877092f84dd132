import { expect, test } from 'vitest';
import { type EventLog, openEventLog } from '../../src/events/log.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createVault } from '../../src/store/vault.ts';
import { administer } from '../support/administer.ts';
import { aBinding, bindingEvent, openTestStore } from '../support/records.ts';
import { until } from '../support/until.ts';

const vault = createVault(new Uint8Array(32).fill(7));

/** Two processes on one database, each with its log. The store of each can be watched, as the log sees it. */
async function openTwo(watch: (store: Store) => Store = (store) => store) {
  const opened = await openTestStore();
  const other = await openStore(opened.url, vault);
  const errors: unknown[] = [];
  const log = await openEventLog(watch(opened.store), (error) => void errors.push(error));
  return {
    ...opened,
    other,
    log,
    errors,
    [Symbol.asyncDispose]: async () => {
      log.close();
      await other.close();
      await opened[Symbol.asyncDispose]();
    },
  };
}

const append = (store: Store, count = 1) => store.events.append(Array.from({ length: count }, () => bindingEvent()));

/** Leaves places out, as a transaction does that is taken back after it was given them. */
const skipPlaces = (url: string, count: number) =>
  administer(url, `select nextval(pg_get_serial_sequence('events', 'seq')) from generate_series(1, ${count})`);

/** Reads so many events behind a place. */
async function read(log: EventLog, after: number, count: number): Promise<number[]> {
  const stop = new AbortController();
  const places: number[] = [];
  for await (const batch of await log.follow({ seq: after }, stop.signal)) {
    places.push(...batch.map(({ seq }) => seq));
    if (places.length >= count) break;
  }
  stop.abort();
  return places;
}

/** Ends the connections of both processes that hear of events; resolves when they have new ones. */
async function cutListeners(url: string): Promise<void> {
  const LISTENERS = "application_name = 'voice-subgraph events' and datname = current_database()";
  const pids = async () =>
    (await administer<{ pid: number }>(url, `select pid from pg_stat_activity where ${LISTENERS}`)).map(
      ({ pid }) => pid,
    );
  const before = await pids();
  expect(before).toHaveLength(2);
  await administer(url, `select pg_terminate_backend(pid) from pg_stat_activity where ${LISTENERS}`);
  await until('new listening connections', async () => {
    const now = await pids();
    return now.length === 2 && !now.some((pid) => before.includes(pid));
  });
}

test('what one process commits a subscriber of another one is told of', async () => {
  await using two = await openTwo();
  const told = read(two.log, 0, 3);
  expect([two.store.isShared, two.other.isShared]).toEqual([true, true]);
  await append(two.other, 2);
  await append(two.store);
  expect(await told).toEqual([1, 2, 3]);
});

test('a listening connection that is cut is made anew, and nothing that happened meanwhile is lost', async () => {
  await using two = await openTwo();
  const told = read(two.log, 0, 4);
  await append(two.other);
  const cutting = cutListeners(two.url);
  await append(two.other);
  await cutting;
  await append(two.other, 2);
  expect(await told).toEqual([1, 2, 3, 4]);
  expect(two.errors).toEqual([]);
});

test('an event whose notification was lost is told of all the same', async () => {
  await using two = await openTwo();
  const told = read(two.log, 0, 2);
  await append(two.other);
  const columns = 'topic, subject_id, account_id, binding_id, reference, previous_status, status, at, sealed';
  await administer(two.url, `insert into events (${columns}) select ${columns} from events`);
  expect(await told).toEqual([1, 2]);
});

test('places that are left out are no gap: followers read on from any place, and from memory where they keep up', async () => {
  const reads: number[] = [];
  await using two = await openTwo((store) => ({
    ...store,
    events: {
      ...store.events,
      after: (seq, limit) => {
        reads.push(seq);
        return store.events.after(seq, limit);
      },
    },
  }));
  for (const store of [two.store, two.other, two.store]) {
    await skipPlaces(two.url, 100);
    await append(store, 2);
  }
  const places = [101, 102, 203, 204, 305, 306];
  await expect.poll(() => two.log.head).toBe(306);
  expect(await two.store.events.lastSeq()).toBe(306);

  const besidesTheEnd = () => reads.filter((place) => place < 306).length;
  const before = besidesTheEnd();
  for (let after = 0; after < 306; after++) {
    const expected = places.filter((place) => place > after);
    expect(await read(two.log, after, expected.length)).toEqual(expected);
  }
  expect(besidesTheEnd()).toBe(before);
  await expect(two.log.follow({ seq: 307 }, new AbortController().signal)).rejects.toThrow(/beyond the end/);
});

test('a place from before the first that is left answers so, also where it was never given to an event', async () => {
  await using two = await openTwo();
  await two.store.events.append([1, 2, 3].map((updatedAt) => bindingEvent(aBinding({ updatedAt }))));
  await skipPlaces(two.url, 10);
  await two.store.events.append([4, 5].map((updatedAt) => bindingEvent(aBinding({ updatedAt }))));
  await two.other.transaction((tx) => tx.events.purge(5, 100));
  const fresh = await openEventLog(two.store, (error) => {
    throw error;
  });
  for (const place of [0, 3, 7, 13]) {
    await expect(fresh.follow({ seq: place }, new AbortController().signal)).rejects.toThrow(
      /older than the log keeps/,
    );
  }
  expect(await read(fresh, 14, 1)).toEqual([15]);
  fresh.close();
});
