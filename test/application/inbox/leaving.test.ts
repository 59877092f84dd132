import { expect, test } from 'vitest';
import { sweepInbox } from '../../../src/application/inbox/sweep.ts';
import { openServices } from '../../support/services.ts';
import { PRINTED_PUSH } from '../../support/winnerlook.ts';

const MINUTE = 60_000;
const ACCOUNT = {
  id: 'acct_1',
  vendor: 'WINNERLOOK',
  baseUrl: 'http://127.0.0.1:9',
  credentials: { appId: '402bf13d73b1424484280a3e9356055e', token: 'secret' },
} as const;
const PUSH = {
  accountId: 'acct_1',
  vendor: 'WINNERLOOK',
  kind: undefined,
  headers: {},
  body: Buffer.from(PRINTED_PUSH),
} as const;
const PUSHES = 50;

test('a process that ends applies no more deliveries where others work on the store, and all of them where it is alone', async () => {
  await using bench = await openServices([ACCOUNT]);
  const { services } = bench;
  const { store, inbox } = services;
  const received = async () => (await store.deliveries.inState('RECEIVED', PUSHES)).length;
  const calls = async () => (await store.calls.page({}, { limit: 10, direction: 'forward' })).items.length;
  inbox.handOver();
  await Promise.all(Array.from({ length: PUSHES }, () => inbox.accept(PUSH)));
  await inbox.settled();
  expect(await received()).toBe(store.isShared ? PUSHES : 0);
  expect(await calls()).toBe(store.isShared ? 0 : 1);

  // Another process takes up what was left to it, once it is old enough to have been left.
  await sweepInbox.run(services);
  expect(await received()).toBe(store.isShared ? PUSHES : 0);
  bench.pass(MINUTE);
  await sweepInbox.run(services);
  expect(await received()).toBe(0);
  expect(await calls()).toBe(1);
});
