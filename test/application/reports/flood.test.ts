import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sweepInbox } from '../../../src/application/inbox/sweep.ts';
import { chunksBy, chunksOf } from '../../../src/application/reports/chunks.ts';
import { deliveryReason } from '../../../src/application/reports/delivery-reason.ts';
import type { Services } from '../../../src/application/services.ts';
import { aDelivery } from '../../support/records.ts';
import { openServices } from '../../support/services.ts';

const ACCOUNTS = [
  { id: 'acct_ksyun', vendor: 'KSYUN', credentials: { accessKey: 'AKxxx', secretKey: 'SKxxx' } },
  { id: 'acct_winnerlook', vendor: 'WINNERLOOK', credentials: { appId: 'app', token: 'secret' } },
];
const MEGABYTE = 1024 * 1024;

const accept = (services: Services, vendor: string, body: string) =>
  services.inbox.accept({
    accountId: `acct_${vendor.toLowerCase()}`,
    vendor,
    kind: undefined,
    headers: {},
    body: Buffer.from(body),
  });

const inState = async ({ store }: Services, state: 'RECEIVED' | 'FAILED') => store.deliveries.inState(state, 1_000);

test('a push of half a million empty items is kept and put aside whole, with a short reason', async () => {
  await using opened = await openServices(ACCOUNTS);
  const { services } = opened;
  const body = `[${Array(MEGABYTE / 2 - 1)
    .fill('1')
    .join()}]`;
  await accept(services, 'KSYUN', body);
  await services.inbox.settled();
  const [failed] = await inState(services, 'FAILED');
  expect(failed?.reason).toBe(`${Array(5).fill('It is no object with fields.').join(' ')} And so for 524282 more.`);
  expect(failed?.body.length).toBe(body.length);
});

test('the reason of an unreadable push is a few sentences, whatever the number and length of its items', async () => {
  await using opened = await openServices(ACCOUNTS);
  const { services } = opened;
  const item = `{"CallId":"1","Status":"${'x'.repeat(150)}"}`;
  await accept(services, 'KSYUN', `[${Array(4_000).fill(item).join()}]`);
  await services.inbox.settled();
  const [failed] = await inState(services, 'FAILED');
  expect(failed?.reason).toMatch(/^Status: .*And so for 3995 more\.$/s);
  expect(failed?.reason?.length).toBeLessThan(2_000);
  expect(deliveryReason(['x'.repeat(1_000_000)])).toHaveLength(302);
  expect(deliveryReason(['a.', 'b.'])).toBe('a. b.');
});

test('deliveries beyond what memory may hold stay in the store, and are applied from there', async () => {
  await using opened = await openServices(ACCOUNTS);
  const { services, pass } = opened;
  await Promise.all(Array.from({ length: 60 }, () => accept(services, 'WINNERLOOK', 'x'.repeat(MEGABYTE))));
  await services.inbox.settled();
  const waiting = await inState(services, 'RECEIVED');
  expect(waiting.length).toBeGreaterThan(20);
  expect((await inState(services, 'FAILED')).length).toBe(60 - waiting.length);

  pass(31_000);
  await sweepInbox.run(services);
  expect(await inState(services, 'RECEIVED')).toEqual([]);
  expect(await inState(services, 'FAILED')).toHaveLength(60);
});

test('deliveries are decoded in portions of a megabyte, in their order', () => {
  const sized = (...quarters: number[]) =>
    quarters.map((size) => aDelivery({ body: Buffer.alloc((size * MEGABYTE) / 4) }));
  const sizes = (chunks: ReturnType<typeof chunksOf>) =>
    chunks.map((chunk) => chunk.map(({ body }) => (body.length / MEGABYTE) * 4));
  expect(sizes(chunksOf(sized(1, 1, 1, 1, 1, 1, 1)))).toEqual([[1, 1, 1], [1, 1, 1], [1]]);
  expect(sizes(chunksOf(sized(9, 1, 1)))).toEqual([[9], [1, 1]]);
  expect(chunksOf([])).toEqual([]);
  const many = Array.from({ length: 200 }, () => aDelivery());
  expect(chunksOf(many)).toEqual([many]);
});

test('whatever their weights, portions keep the order, and none is heavier than it may be but by its only item', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (weights) => {
      const chunks = chunksBy(weights, (weight) => weight, 10);
      expect(chunks.flat()).toEqual(weights);
      for (const chunk of chunks) {
        expect(chunk.length === 1 || chunk.reduce((sum, weight) => sum + weight, 0) <= 10).toBe(true);
      }
      const sums = chunks.map((chunk) => chunk.reduce((sum, weight) => sum + weight, 0));
      // None could have taken the first of the next.
      for (const [place, sum] of sums.slice(0, -1).entries()) {
        expect(sum + (chunks[place + 1]?.[0] ?? 0)).toBeGreaterThan(10);
      }
    }),
  );
});
