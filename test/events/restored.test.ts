import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewEvent, StoredEvent } from '../../src/domain/event.ts';
import { cursorOf, decodeCursor } from '../../src/events/cursor.ts';
import { followEvents } from '../../src/events/follow.ts';
import { type EventLog, openEventLog } from '../../src/events/log.ts';
import { CursorError } from '../../src/events/resume.ts';
import type { Store } from '../../src/store/store.ts';
import { aBinding, bindingEvent, NEW_YEAR, openTestStore } from '../support/records.ts';

const everything = (_event: StoredEvent): _event is StoredEvent => true;

const openLog = (store: Store) =>
  openEventLog(store, (error) => {
    throw error;
  });

/** The places of all events behind a cursor; undefined where it is refused. */
async function resume(log: EventLog, cursor: string, total: number): Promise<number[] | undefined> {
  const place = decodeCursor(cursor);
  if (!place) throw new Error('A cursor was given out that cannot be read.');
  try {
    const events = await followEvents(log, place, { wanted: everything, onOverflow: () => undefined });
    const places: number[] = [];
    while (places.length < total - place.seq) places.push((await events.next()).value?.seq ?? Number.NaN);
    await events.return();
    return places;
  } catch (error) {
    if (error instanceof CursorError) return undefined;
    throw error;
  }
}

/** Events of a few bindings, which follow each other within milliseconds, as they do. */
const events = fc.array(
  fc.record({ binding: fc.nat({ max: 2 }), after: fc.nat({ max: 3 }), status: fc.constantFrom('ACTIVE', 'RELEASED') }),
  { maxLength: 8 },
);
type Written = readonly { readonly binding: number; readonly after: number; readonly status: string }[];

const BINDINGS = [aBinding(), aBinding(), aBinding()];

/** Appends events; the clock of a history begins where its events before that ended, and runs its own way. */
async function write(store: Store, written: Written, from: number): Promise<number> {
  let at = from;
  const made = written.map(({ binding, after, status }): NewEvent => {
    at += after;
    const record = { ...(BINDINGS[binding] ?? aBinding()), status } as NewEvent['record'];
    return { ...bindingEvent(), record, at, previousStatus: 'ACTIVE' } as NewEvent;
  });
  await store.transaction((tx) => tx.events.append(made));
  return at;
}

test('after a restore each cursor resumes without a gap where its event is still there, and is refused otherwise', async () => {
  await fc.assert(
    fc.asyncProperty(events, events, events, async (before, lost, since) => {
      // The backup holds what was written before it; one history goes on to what is lost, the other to what came since.
      await using lostStore = await openTestStore();
      await using restored = await openTestStore();
      const backedUpAt = await write(lostStore.store, before, NEW_YEAR);
      await write(restored.store, before, NEW_YEAR);
      await write(lostStore.store, lost, backedUpAt + 1);
      // The restored database takes its first event later than any that was lost: a restore takes more than a moment.
      await write(restored.store, since, backedUpAt + 1_000);

      const given = (await lostStore.store.events.after(0, 100)).map(cursorOf);
      const kept = (await restored.store.events.after(0, 100)).map(cursorOf);
      const log = await openLog(restored.store);
      for (const cursor of new Set([...given, ...kept])) {
        const seq = decodeCursor(cursor)?.seq ?? 0;
        const rest = kept.length - seq;
        const expected = kept.includes(cursor)
          ? Array.from({ length: rest }, (_, index) => seq + 1 + index)
          : undefined;
        expect(await resume(log, cursor, kept.length)).toEqual(expected);
      }
      log.close();
    }),
    // Two databases a run, which PostgreSQL takes a second to make.
    { numRuns: process.env.TEST_ENGINE === 'postgres' ? 4 : 25 },
  );
});

test('a cursor of the last event that was removed resumes; one of another event at that place is refused', async () => {
  await using opened = await openTestStore();
  const { store } = opened;
  await write(
    store,
    [1, 2, 3, 4].map(() => ({ binding: 0, after: 1_000, status: 'ACTIVE' })),
    NEW_YEAR,
  );
  const stored = await store.events.after(0, 10);
  await store.events.purge(NEW_YEAR + 2_500, 10);
  expect(await store.events.floor()).toBe(2);
  const log = await openLog(store);
  const [first, second, third] = stored.map(cursorOf);
  expect(await resume(log, second ?? '', 4)).toEqual([3, 4]);
  expect(await resume(log, third ?? '', 4)).toEqual([4]);
  expect(await resume(log, first ?? '', 4)).toBeUndefined();
  const other = cursorOf({ ...(stored[1] as StoredEvent), at: NEW_YEAR });
  expect(await resume(log, other, 4)).toBeUndefined();
  log.close();
});

test('a cursor of an earlier version, which names no event, resumes by its place', async () => {
  await using opened = await openTestStore();
  await write(
    opened.store,
    [1, 2, 3].map(() => ({ binding: 0, after: 1, status: 'ACTIVE' })),
    NEW_YEAR,
  );
  const log = await openLog(opened.store);
  expect(await resume(log, Buffer.from('event:1').toString('base64url'), 3)).toEqual([2, 3]);
  log.close();
});
