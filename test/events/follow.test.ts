import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { NewEvent, StoredEvent } from '../../src/domain/event.ts';
import { followEvents, LARGEST_BACKLOG } from '../../src/events/follow.ts';
import { openServices } from '../support/services.ts';

const event = (index: number): NewEvent => ({
  topic: 'ACCOUNT',
  at: index,
  previousStatus: undefined,
  record: {
    id: 'acct_1',
    accountId: 'acct_1',
    vendor: 'X',
    status: 'ACTIVE',
    balance: String(index),
    revision: 1,
    createdAt: 0,
    updatedAt: 0,
  },
});
const wanted = (_event: StoredEvent): _event is StoredEvent => true;

test('a subscriber that reads nothing is cut off at its bound, and resumes with its last cursor without a gap', async () => {
  await using bench = await openServices([]);
  const { events, store } = bench.services;
  const overflow = Promise.withResolvers<string>();
  const following = await followEvents(events, undefined, { wanted, onOverflow: () => overflow.resolve('cut off') });
  const first = following.next();
  await store.events.append([event(0)]);
  const cursor = (await first).value?.seq ?? 0;
  await store.events.append(Array.from({ length: LARGEST_BACKLOG + 1 }, (_, index) => event(index + 1)));

  expect(await Promise.race([overflow.promise, delay(10_000, 'still there')])).toBe('cut off');

  const resumed = await followEvents(events, { seq: cursor }, { wanted, onOverflow: () => undefined });
  for (let expected = cursor + 1; expected <= cursor + LARGEST_BACKLOG + 1; expected++) {
    expect((await resumed.next()).value?.seq).toBe(expected);
  }
  await resumed.return();
});

test('a subscriber that reads a burst as it comes is not cut off', async () => {
  await using bench = await openServices([]);
  const { events, store } = bench.services;
  let cutOff = false;
  const following = await followEvents(events, undefined, {
    wanted,
    onOverflow: () => {
      cutOff = true;
    },
  });
  const first = following.next();
  await store.events.append(Array.from({ length: 2_000 }, (_, index) => event(index)));
  await first;
  for (let count = 1; count < 2_000; count++) expect((await following.next()).done).toBe(false);
  expect(cutOff).toBe(false);
  await following.return();
});
