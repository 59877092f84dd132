import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { StoredEvent } from '../../src/domain/event.ts';
import { openEventLog } from '../../src/events/log.ts';
import type { Store } from '../../src/store/store.ts';
import { aBinding } from '../support/records.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The part of a store that a log reads, with events that cost nothing to write. */
function eventsInMemory() {
  const event: Omit<StoredEvent, 'seq'> = { topic: 'BINDING', record: aBinding(), at: 0, previousStatus: undefined };
  let last = 0;
  let tell = () => {};
  const store = {
    events: {
      lastSeq: async () => last,
      floor: async () => 0,
      after: async (seq: number) => (seq < last ? [{ ...event, seq: last }] : []),
    },
    onEvents: (listener: () => void) => {
      tell = listener;
      return () => undefined;
    },
  };
  const append = () => {
    last++;
    tell();
  };
  return { store: store as unknown as Store, append };
}

test('a subscription that stays open for long costs no more memory with each event', async () => {
  const { store, append } = eventsInMemory();
  const log = await openEventLog(store, () => undefined);
  const stop = new AbortController();
  const followers = await Promise.all(Array.from({ length: 50 }, () => log.follow(undefined, stop.signal)));
  const heapAfter = async (events: number) => {
    for (let count = 0; count < events; count++) {
      const told = followers.map((follower) => follower.next());
      append();
      await Promise.all(told);
    }
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const EVENTS = 2_000;
  const before = await heapAfter(EVENTS);
  const bytes = ((await heapAfter(EVENTS)) - before) / (EVENTS * followers.length);
  expect(bytes, 'bytes kept for each event and follower').toBeLessThan(50);
  stop.abort();
  log.close();
});
