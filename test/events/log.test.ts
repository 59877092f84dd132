import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredEvent } from '../../src/domain/event.ts';
import { followEvents } from '../../src/events/follow.ts';
import { type EventLog, openEventLog } from '../../src/events/log.ts';
import { CursorError } from '../../src/events/resume.ts';
import type { EventRepository, Store } from '../../src/store/store.ts';
import { aBinding, bindingEvent, openTestStore } from '../support/records.ts';

const everything = (event: StoredEvent): event is StoredEvent => event.seq > 0;
// Over PostgreSQL a run makes a database, and each commit waits for a server: as much is proved by fewer.
const RUNS = process.env.TEST_ENGINE === 'postgres' ? 3 : 8;
const fail = (error: unknown): void => {
  throw error;
};

/** A log over a store of its own. `change` puts something between the log and its store. */
async function openLog(change: (events: EventRepository) => Partial<EventRepository> = () => ({}), onError = fail) {
  const opened = await openTestStore();
  const { store } = opened;
  const seen: Store = { ...store, events: { ...store.events, ...change(store.events) } };
  const log = await openEventLog(seen, onError);
  return {
    store,
    log,
    [Symbol.asyncDispose]: async () => {
      log.close();
      await opened[Symbol.asyncDispose]();
    },
  };
}

const append = (store: Store, count = 1) =>
  store.transaction((tx) => tx.events.append(Array.from({ length: count }, () => bindingEvent())));

/** The places of the next events that a follower is told of. */
async function take(events: AsyncIterator<StoredEvent>, count: number): Promise<number[]> {
  const places: number[] = [];
  while (places.length < count) {
    const { value, done } = await events.next();
    if (done || !value) throw new Error(`The log ended after ${places.length} of ${count} events.`);
    places.push(value.seq);
  }
  return places;
}

const follow = (log: EventLog, after?: number) =>
  followEvents(log, after === undefined ? undefined : { seq: after }, {
    wanted: everything,
    onOverflow: () => undefined,
  });
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

test('followers that join while a thousand events commit miss none and see none twice', async () => {
  const TOTAL = 1_000;
  const join = fc.record({ atCommit: fc.nat({ max: 99 }), place: fc.double({ min: 0, max: 1, noNaN: true }) });
  await fc.assert(
    fc.asyncProperty(fc.array(join, { minLength: 5, maxLength: 12 }), fc.nat({ max: 600 }), async (joins, before) => {
      await using bench = await openLog();
      if (before > 0) await append(bench.store, before);
      const followers: Promise<void>[] = [];
      const startFollower = async (from: number) => {
        const events = await follow(bench.log, from);
        expect(await take(events, before + TOTAL - from)).toEqual(range(from + 1, before + TOTAL));
        await events.return(undefined);
      };
      for (let commit = 0; commit < 100; commit++) {
        const written = before + commit * 10;
        for (const { atCommit, place } of joins) {
          if (atCommit === commit) followers.push(startFollower(Math.floor(place * written)));
        }
        await append(bench.store, 10);
      }
      await Promise.all(followers);
      expect(followers).toHaveLength(joins.length);
    }),
    { numRuns: RUNS },
  );
});

test('a thousand commits of one event each reach a follower in their order', async () => {
  await using bench = await openLog();
  const events = await follow(bench.log, 0);
  const told = take(events, 1_000);
  for (let wave = 0; wave < 10; wave++) await Promise.all(Array.from({ length: 100 }, () => append(bench.store)));
  expect(await told).toEqual(range(1, 1_000));
});

test.each([3, 2_000])('without a place a follower gets only new events, not the %i before', async (count) => {
  await using bench = await openLog();
  await append(bench.store, count);
  const events = await follow(bench.log);
  await append(bench.store, 2);
  expect(await take(events, 2)).toEqual([count + 1, count + 2]);
});

test('a log opened over a store that has events follows from its end, and knows what came before', async () => {
  await using opened = await openTestStore();
  await append(opened.store, 3);
  const log = await openEventLog(opened.store, fail);
  const [fresh, resumed] = [await follow(log), await follow(log, 1)];
  await append(opened.store, 1);
  expect(await take(fresh, 1)).toEqual([4]);
  expect(await take(resumed, 3)).toEqual([2, 3, 4]);
  log.close();
});

test('a cursor beyond the end is refused; one at the end, even of a moment ago, is not', async () => {
  await using bench = await openLog();
  await append(bench.store, 3);
  await expect(follow(bench.log, 4)).rejects.toThrow(CursorError);
  await expect(follow(bench.log, Number.MAX_SAFE_INTEGER)).rejects.toThrow(CursorError);
  const events = await follow(bench.log, 3);
  await append(bench.store);
  expect(await take(events, 1)).toEqual([4]);
});

test('ending a follower while it waits ends it at once', async () => {
  await using bench = await openLog();
  const events = await follow(bench.log);
  const waiting = events.next();
  expect(await events.return(undefined)).toEqual({ done: true, value: undefined });
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(await events.next()).toEqual({ done: true, value: undefined });
});

test('an error thrown into a follower that waits ends it and comes back', async () => {
  await using bench = await openLog();
  const events = await follow(bench.log);
  const waiting = events.next();
  await expect(events.throw(new Error('the socket broke'))).rejects.toThrow('the socket broke');
  expect(await waiting).toEqual({ done: true, value: undefined });
});

test('closing the log ends all of its followers, those that wait and those that come later', async () => {
  await using bench = await openLog();
  const waiting = [await follow(bench.log), await follow(bench.log, 0)].map((events) => events.next());
  bench.log.close();
  const done = { done: true, value: undefined };
  expect(await Promise.all(waiting)).toEqual([done, done]);
  expect(await (await follow(bench.log)).next()).toEqual(done);
});

test('a follower sees only what it asked for', async () => {
  await using bench = await openLog();
  const [mine, other] = [aBinding({ reference: 'mine' }), aBinding({ reference: 'other' })];
  const wanted = (event: StoredEvent): event is StoredEvent =>
    event.topic === 'BINDING' && event.record.reference === 'mine';
  const events = await followEvents(bench.log, { seq: 0 }, { wanted, onOverflow: () => undefined });
  await bench.store.events.append([other, mine, other, mine].map(bindingEvent));
  expect(await take(events, 2)).toEqual([2, 4]);
});

test('followers that keep up cost the store one reader; one that has fallen behind reads from the store', async () => {
  const reads: number[] = [];
  await using bench = await openLog(({ after }) => ({
    after: (seq, limit) => {
      reads.push(seq);
      return after(seq, limit);
    },
  }));
  const prompt = await Promise.all(range(1, 50).map(() => follow(bench.log, 0)));
  const slow = await follow(bench.log, 0);
  for (let written = 0; written < 3_000; written += 100) {
    await append(bench.store, 100);
    const seen = await Promise.all(prompt.map((events) => take(events, 100)));
    for (const places of seen) expect(places).toEqual(range(written + 1, written + 100));
  }
  const ofTheReader = reads.length;
  // A few for each of the thirty batches: were it one a follower, it would be fifty.
  expect(ofTheReader).toBeLessThan(10 * 30);
  expect(await take(slow, 3_000)).toEqual(range(1, 3_000));
  expect(reads.length).toBeGreaterThan(ofTheReader);
  // What lies within memory again was not asked for once more; the one reader looks behind the end now and then.
  expect(Math.max(...reads.slice(ofTheReader).filter((place) => place < 3_000))).toBeLessThan(3_000 - 512);
});

test('a read that fails is logged and repeated, also where no event follows', async () => {
  const errors: unknown[] = [];
  let failing = false;
  await using bench = await openLog(
    ({ after }) => ({
      after: (seq, limit) => (failing ? Promise.reject(new Error('the disk is gone')) : after(seq, limit)),
    }),
    (error) => void errors.push(error),
  );
  const events = await follow(bench.log);
  failing = true;
  await append(bench.store);
  await expect.poll(() => errors[0]).toEqual(new Error('the disk is gone'));
  failing = false;
  expect(await take(events, 1)).toEqual([1]);
});

test('events that were rewritten are read anew, also by followers that resume before them', async () => {
  // From the beginning on: the log looks for what is new by itself, as often as it likes.
  let reads = 0;
  await using bench = await openLog((events) => ({
    after: (seq, limit) => {
      if (seq === 0) reads++;
      return events.after(seq, limit);
    },
  }));
  await append(bench.store, 3);
  const first = await follow(bench.log, 0);
  expect(await take(first, 3)).toEqual([1, 2, 3]);
  const before = reads;
  bench.log.reread();
  const second = await follow(bench.log, 0);
  expect(await take(second, 3)).toEqual([1, 2, 3]);
  expect(reads).toBe(before + 1);
  await append(bench.store, 1);
  expect([await take(first, 1), await take(second, 1)]).toEqual([[4], [4]]);
});
