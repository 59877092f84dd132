import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { House } from '../../../src/application/house.ts';
import { deliveryReason } from '../../../src/application/news/delivery-reason.ts';
import { portionsBy, portionsOf } from '../../../src/application/news/portions.ts';
import { sweepInbox } from '../../../src/application/sweep.ts';
import { openHouse } from '../../support/house.ts';
import { aDelivery } from '../../support/records.ts';

const ACCOUNTS = [
  { id: 'acct_ksyun', vendor: 'KSYUN', credentials: { accessKey: 'AKxxx', secretKey: 'SKxxx' } },
  { id: 'acct_winnerlook', vendor: 'WINNERLOOK', credentials: { appId: 'app', token: 'secret' } },
];
const MEGABYTE = 1024 * 1024;

const accept = (house: House, vendor: string, body: string) =>
  house.inbox.accept({
    accountId: `acct_${vendor.toLowerCase()}`,
    vendor,
    kind: undefined,
    headers: {},
    body: Buffer.from(body),
  });

const inState = async ({ store }: House, state: 'RECEIVED' | 'FAILED') => store.deliveries.inState(state, 1_000);

test('a push of half a million of nothing is kept and put aside whole, with a reason that a person can read', async () => {
  await using opened = await openHouse(ACCOUNTS);
  const { house } = opened;
  const body = `[${Array(MEGABYTE / 2 - 1)
    .fill('1')
    .join()}]`;
  await accept(house, 'KSYUN', body);
  await house.inbox.settled();
  const [failed] = await inState(house, 'FAILED');
  expect(failed?.reason).toBe(`${Array(5).fill('It is no object with fields.').join(' ')} And so for 524282 more.`);
  expect(failed?.body.length).toBe(body.length);
});

test('why a push could not be read is told in a few sentences, however many its items and however long their words', async () => {
  await using opened = await openHouse(ACCOUNTS);
  const { house } = opened;
  const item = `{"CallId":"1","Status":"${'x'.repeat(150)}"}`;
  await accept(house, 'KSYUN', `[${Array(4_000).fill(item).join()}]`);
  await house.inbox.settled();
  const [failed] = await inState(house, 'FAILED');
  expect(failed?.reason).toMatch(/^Status: .*And so for 3995 more\.$/s);
  expect(failed?.reason?.length).toBeLessThan(2_000);
  expect(deliveryReason(['x'.repeat(1_000_000)])).toHaveLength(302);
  expect(deliveryReason(['a.', 'b.'])).toBe('a. b.');
});

test('what a flood brings beyond what memory is to hold stays in the store, and is applied from there', async () => {
  await using opened = await openHouse(ACCOUNTS);
  const { house, pass } = opened;
  await Promise.all(Array.from({ length: 60 }, () => accept(house, 'WINNERLOOK', 'x'.repeat(MEGABYTE))));
  await house.inbox.settled();
  const waiting = await inState(house, 'RECEIVED');
  expect(waiting.length).toBeGreaterThan(20);
  expect((await inState(house, 'FAILED')).length).toBe(60 - waiting.length);

  pass(31_000);
  await sweepInbox.run(house);
  expect(await inState(house, 'RECEIVED')).toEqual([]);
  expect(await inState(house, 'FAILED')).toHaveLength(60);
});

test('deliveries are decoded in portions of a megabyte, in their order', () => {
  const sized = (...quarters: number[]) =>
    quarters.map((size) => aDelivery({ body: Buffer.alloc((size * MEGABYTE) / 4) }));
  const sizes = (portions: ReturnType<typeof portionsOf>) =>
    portions.map((portion) => portion.map(({ body }) => (body.length / MEGABYTE) * 4));
  expect(sizes(portionsOf(sized(1, 1, 1, 1, 1, 1, 1)))).toEqual([[1, 1, 1], [1, 1, 1], [1]]);
  expect(sizes(portionsOf(sized(9, 1, 1)))).toEqual([[9], [1, 1]]);
  expect(portionsOf([])).toEqual([]);
  const many = Array.from({ length: 200 }, () => aDelivery());
  expect(portionsOf(many)).toEqual([many]);
});

test('whatever their weights, portions keep the order, and none is heavier than it may be but by its only item', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (weights) => {
      const portions = portionsBy(weights, (weight) => weight, 10);
      expect(portions.flat()).toEqual(weights);
      for (const portion of portions) {
        expect(portion.length === 1 || portion.reduce((sum, weight) => sum + weight, 0) <= 10).toBe(true);
      }
      const sums = portions.map((portion) => portion.reduce((sum, weight) => sum + weight, 0));
      // None could have taken the first of the next.
      for (const [place, sum] of sums.slice(0, -1).entries()) {
        expect(sum + (portions[place + 1]?.[0] ?? 0)).toBeGreaterThan(10);
      }
    }),
  );
});
