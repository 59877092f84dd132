import { expect, test, vi } from 'vitest';
import { replay } from '../../../src/application/inbox/replay.ts';
import { applyAwaiting } from '../../../src/application/reports/apply-deliveries.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import type { Store } from '../../../src/store/store.ts';
import { aMessage } from '../../support/records.ts';
import { openServices, statusesOf } from '../../support/services.ts';

const ACCOUNT = { id: 'acct_1', vendor: 'KSYUN', credentials: { accessKey: 'AKxxx', secretKey: 'SKxxx' } };
const MANY = 1_101;
// A thousand messages are a thousand changes, on a database server that may be busy.
const TIMEOUT_MS = 120_000;

vi.setConfig({ testTimeout: TIMEOUT_MS });

const idOf = (place: number) => `call-${place}`;
const report = (place: number) => ({ CallId: idOf(place), Status: 'SUCCESS' });
const reports = (count: number) => JSON.stringify(Array.from({ length: count }, (_, place) => report(place)));
const messageOf = (place: number) => aMessage({ vendor: 'KSYUN', vendorMessageId: idOf(place) });

/** A house whose store goes away after so many transactions, if it is told to. */
async function open() {
  const opened = await openServices([ACCOUNT]);
  const { store } = opened.services;
  const { transaction, isOutage } = store;
  const outage = new Error('The store is away.');
  let left = Number.POSITIVE_INFINITY;
  let transactions = 0;
  const watched: Store = Object.assign(store, {
    transaction: (work: Parameters<typeof transaction>[0]) => {
      transactions++;
      return left-- > 0 ? transaction(work) : Promise.reject(outage);
    },
    isOutage: (error: unknown) => error === outage || isOutage(error),
  });
  const { services } = opened;
  return {
    services,
    store: watched,
    transactions: () => transactions,
    failAfter: (count: number) => {
      left = count;
    },
    push: (body: string) =>
      services.inbox.accept({
        accountId: 'acct_1',
        vendor: 'KSYUN',
        kind: undefined,
        headers: {},
        body: Buffer.from(body),
      }),
    delivery: async (): Promise<Delivery | undefined> =>
      (await store.deliveries.page({}, { limit: 1, direction: 'forward' })).items[0],
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

test('a push of very many reports is applied in transactions of a thousand at most, and settled once', async () => {
  await using bench = await open();
  const { services, store } = bench;
  const messages = Array.from({ length: MANY }, (_, place) => messageOf(place));
  await store.messages.insertBatch(messages);
  const before = bench.transactions();
  await bench.push(reports(MANY));
  await services.inbox.settled();
  expect(bench.transactions() - before).toBe(2);
  expect(await bench.delivery()).toMatchObject({ state: 'APPLIED', reason: undefined });
  const statuses = (await store.messages.findMany(messages.map(({ id }) => id))).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set(['DELIVERED']));
  const counted = await services.metrics.registry.getSingleMetricAsString('voice_deliveries_total');
  expect(counted).toContain('voice_deliveries_total{account="acct_1",state="APPLIED"} 1');
});

test('more than 5,000 items are read, and unreadable ones are reported', async () => {
  await using bench = await open();
  await bench.push(`[${JSON.stringify(report(0))},${Array(6_000).fill('{}').join()},${JSON.stringify(report(1))}]`);
  await bench.services.inbox.settled();
  expect(await bench.delivery()).toMatchObject({
    state: 'FAILED',
    reason: expect.stringMatching(/And so for 5996 more\.$|And so for 5995 more\. It waits/),
  });
  expect(await bench.store.deliveries.awaitedBy((await bench.delivery())?.id ?? '')).toBe(2);
});

test('a push that was half applied when the store went away is applied again, and settled once', async () => {
  await using bench = await open();
  const { services, store } = bench;
  const messages = Array.from({ length: MANY }, (_, place) => messageOf(place));
  await store.messages.insertBatch(messages);
  const seqBefore = await store.events.lastSeq();
  bench.failAfter(1);
  await bench.push(reports(MANY));
  const some = async () => (await store.events.after(seqBefore, 10_000)).length;
  await expect.poll(some, { timeout: TIMEOUT_MS, interval: 100 }).toBe(1_000);
  expect(await bench.delivery()).toMatchObject({ state: 'RECEIVED' });

  bench.failAfter(Number.POSITIVE_INFINITY);
  await services.inbox.settled();
  expect(await bench.delivery()).toMatchObject({ state: 'APPLIED' });
  expect(await some()).toBe(MANY);
  for (const { id } of [messages[0], messages[999], messages.at(-1)].filter((one) => one !== undefined)) {
    expect(await statusesOf(services, id)).toEqual(['DELIVERED']);
  }
});

test('a message that becomes known while its push is applied gets its report, which does not settle the push', async () => {
  await using bench = await open();
  const { services, store } = bench;
  bench.failAfter(1);
  await bench.push(reports(MANY));
  const { id = '' } = (await bench.delivery()) ?? {};
  await expect.poll(() => store.deliveries.awaitedBy(id), { timeout: TIMEOUT_MS, interval: 100 }).toBe(1_000);

  bench.failAfter(Number.POSITIVE_INFINITY);
  const message = messageOf(3);
  await store.transaction(async (tx) => {
    await tx.messages.insertBatch([message]);
    await applyAwaiting(tx, services, 'acct_1', idOf(3));
    expect((await tx.deliveries.find(id))?.state).toBe('RECEIVED');
  });
  expect(await store.messages.find(message.id)).toMatchObject({ status: 'DELIVERED' });
  await services.inbox.settled();
  expect(await bench.delivery()).toMatchObject({
    state: 'UNMATCHED',
    reason: `It waits for a message that is not known (yet): ${MANY - 1}.`,
  });
});

test('each message takes its own report out of a push that waits, and the last one settles it', async () => {
  await using bench = await open();
  const { services, store } = bench;
  await bench.push(reports(3));
  await services.inbox.settled();
  const states: unknown[] = [];
  for (const place of [1, 0, 2]) {
    await store.transaction(async (tx) => {
      await tx.messages.insertBatch([messageOf(place)]);
      await applyAwaiting(tx, services, 'acct_1', idOf(place));
    });
    const { state, reason } = (await bench.delivery()) ?? {};
    states.push([state, reason]);
  }
  expect(states).toEqual([
    ['UNMATCHED', 'It waits for a message that is not known (yet): 2.'],
    ['UNMATCHED', 'It waits for a message that is not known (yet): 1.'],
    ['APPLIED', undefined],
  ]);
});

test('a replay of very many reports ends as the first time', async () => {
  await using bench = await open();
  const { services } = bench;
  await bench.push(reports(1_001));
  await services.inbox.settled();
  const before = await bench.delivery();
  await replay(services, before?.id ?? '');
  expect(await bench.delivery()).toEqual(before);
  expect(before?.state).toBe('UNMATCHED');
});
