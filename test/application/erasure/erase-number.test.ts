import { createCipheriv } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bind } from '../../../src/application/bind.ts';
import { type ErasureOrder, eraseNumber } from '../../../src/application/erasure/erase-number.ts';
import { release } from '../../../src/application/release.ts';
import { replay } from '../../../src/application/replay.ts';
import { retentionJob } from '../../../src/application/retain.ts';
import { upsertGroup } from '../../../src/application/upsert-group.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import { followEvents } from '../../../src/events/follow.ts';
import { CUSTOMERS } from '../../../src/sandbox/emay/customers.ts';
import { CUSTOMER } from '../../../src/sandbox/winnerlook/authentication.ts';
import { openHouse } from '../../support/house.ts';
import { aCall, aDelivery } from '../../support/records.ts';
import { PRINTED_PUSH, startWinnerlook } from '../../support/winnerlook.ts';

const GONE = '15556428812';
const STAYS = '18362970769';
const EMAY = { appId: CUSTOMERS[0]?.appId ?? '', secretKey: CUSTOMERS[0]?.secretKey ?? '' };
const ALL = { limit: 100, direction: 'forward' } as const;
const order = (changes: Partial<ErasureOrder> = {}): ErasureOrder => {
  return { number: GONE, releaseBindings: false, dryRun: false, ...changes };
};
const READABLE = PRINTED_PUSH.replace(/402bf13d\w+/, CUSTOMER.appId);

async function open() {
  const vendor = await startWinnerlook();
  const bench = await openHouse([
    { id: 'acct_1', vendor: 'WINNERLOOK', baseUrl: vendor.baseUrl, credentials: CUSTOMER },
    { id: 'acct_2', vendor: 'WINNERLOOK', baseUrl: vendor.baseUrl, credentials: CUSTOMER },
    { id: 'acct_emay', vendor: 'EMAY', baseUrl: 'http://127.0.0.1:9', credentials: EMAY, services: ['notification'] },
  ]);
  const { house } = bench;
  return {
    ...bench,
    vendor,
    house: { ...house, actor: { subject: 'privacy-desk', clientId: undefined } },
    push: async (body: string | Buffer, accountId = 'acct_1', kind?: string) => {
      const vendorName = accountId === 'acct_emay' ? 'EMAY' : 'WINNERLOOK';
      const news = { accountId, vendor: vendorName, kind, headers: {}, body: Buffer.from(body) };
      await house.inbox.accept(news);
      await house.inbox.settled();
    },
    deliveries: async (): Promise<readonly Delivery[]> => (await house.store.deliveries.page({}, ALL)).items,
    [Symbol.asyncDispose]: async () => {
      await bench[Symbol.asyncDispose]();
      await vendor.close();
    },
  };
}

const bindTo = (house: Parameters<typeof bind>[0], numberA: string, accountId = 'acct_1') =>
  bind(
    house,
    'AXB',
    { idempotencyKey: numberA + accountId, accountId, reference: `for ${GONE}` },
    { numberA, numberB: STAYS },
  );

/** How many of a kind were erased. */
const countOf = ({ erased }: Awaited<ReturnType<typeof eraseNumber>>, kind: string) =>
  erased.find((each) => each.kind === kind)?.count;

test('a number leaves calls, texts, bindings, events and deliveries, and its neighbours stay', async () => {
  await using bench = await open();
  const { house, push, deliveries } = bench;
  const bound = (await bindTo(house, GONE)).subject;
  await release(house, bound?.id ?? '');
  await push(READABLE);
  await push(
    JSON.stringify({ appId: CUSTOMER.appId, content: `call ${GONE}`, from: GONE, to: STAYS }),
    'acct_1',
    'sms',
  );
  await push(`broken ${GONE}`);
  await push(READABLE.replaceAll(GONE, '13700000000').replace('1709', '1710'));

  const result = await eraseNumber(house, order({ number: '+86 155 5642 8812' }), undefined);
  expect(result).toMatchObject({ complete: true, errors: [] });
  expect({ ...Object.fromEntries(result.erased.map(({ kind, count }) => [kind, count])) }).toMatchObject({
    BINDING: 1,
    CALL: 1,
    DELIVERY: 3,
  });
  expect(countOf(result, 'EVENT')).toBeGreaterThan(3);

  const { store } = house;
  const kinds = [store.bindings, store.calls, store.sms, store.messages, store.groups];
  for (const kind of kinds) expect((await kind.page({ number: GONE }, ALL)).items).toEqual([]);
  const everything = [
    ...(await store.bindings.page({}, ALL)).items,
    ...(await store.calls.page({}, ALL)).items,
    ...(await store.sms.page({}, ALL)).items,
    ...(await store.events.after(0, 1_000)),
    ...(await deliveries()).map(({ body, ...rest }) => [rest, body.toString()]),
    ...(await store.audit.page({}, ALL)).items,
  ];
  expect(JSON.stringify(everything)).not.toContain(GONE);
  expect((await store.calls.page({ number: STAYS }, ALL)).items).toHaveLength(2);
  expect((await store.bindings.find(bound?.id ?? ''))?.reference).toBe('for ****');
  expect((await deliveries()).filter(({ erasedAt }) => erasedAt !== undefined)).toHaveLength(3);

  const again = await eraseNumber(house, order(), undefined);
  expect(again.erased.every(({ count }) => count === 0)).toBe(true);
});

test('what follows the log from before sees the events without the number', async () => {
  await using bench = await open();
  const { house, push } = bench;
  await push(READABLE);
  const before = await house.events.end();
  await eraseNumber(house, order(), undefined);
  const all = { wanted: (event: unknown): event is never => Boolean(event), onOverflow: () => undefined };
  const following = await followEvents(house.events, { seq: 0 }, all);
  const seen: unknown[] = [];
  for (let place = 0; place < before; place++) seen.push((await following.next()).value);
  await following.return();
  expect(JSON.stringify(seen)).toContain(STAYS);
  expect(JSON.stringify(seen)).not.toContain(GONE);
});

test('bindings in force are a reason to refuse, unless they are to be released', async () => {
  await using bench = await open();
  const { house } = bench;
  const id = (await bindTo(house, GONE)).subject?.id ?? '';
  const refused = await eraseNumber(house, order(), undefined);
  expect(refused).toMatchObject({ erased: [], errors: [{ code: 'CONFLICT', field: ['input', 'number'] }] });
  expect(refused.errors[0]?.message).toContain('1 binding in force');
  expect((await house.store.bindings.find(id))?.terms.numberA).toBe(GONE);

  const released = await eraseNumber(house, order({ releaseBindings: true }), undefined);
  expect(countOf(released, 'BINDING')).toBe(1);
  const binding = await house.store.bindings.find(id);
  expect(binding).toMatchObject({ status: 'RELEASED', terms: { numberB: STAYS } });
  expect(binding?.terms).not.toHaveProperty('numberA');
});

test('a binding that cannot be released leaves everything as it is', async () => {
  await using bench = await open();
  const { house, vendor, push } = bench;
  await bindTo(house, GONE);
  await push(READABLE);
  vendor.inject({ kind: 'reset', when: 'before' });
  const { errors, erased } = await eraseNumber(house, order({ releaseBindings: true }), undefined);
  expect(errors.at(-1)).toMatchObject({ code: 'CONFLICT', field: ['input', 'releaseBindings'] });
  expect(erased).toEqual([]);
  expect((await house.store.calls.page({ number: GONE }, ALL)).items).toHaveLength(1);
});

test('a dry run counts the same and changes nothing; a service number is nobody’s', async () => {
  await using bench = await open();
  const { house, push, deliveries } = bench;
  await push(READABLE);
  const before = JSON.stringify([await deliveries(), await house.store.events.after(0, 100)]);
  const foretold = await eraseNumber(house, order({ dryRun: true }), undefined);
  expect(JSON.stringify([await deliveries(), await house.store.events.after(0, 100)])).toBe(before);
  const done = await eraseNumber(house, order(), undefined);
  expect(done.erased).toEqual(foretold.erased);
  expect(countOf(done, 'CALL')).toBe(1);
  for (const number of ['95588', 'nobody']) {
    expect((await eraseNumber(house, order({ number }), undefined)).errors).toMatchObject([{ code: 'INVALID_NUMBER' }]);
  }
  expect((await house.store.audit.page({}, ALL)).items.map(({ action }) => action)).toEqual(['ERASE', 'ERASE']);
});

test('who is limited to accounts erases the number in those only', async () => {
  await using bench = await open();
  const { house, push } = bench;
  await push(READABLE, 'acct_1');
  await push(READABLE, 'acct_2');
  const result = await eraseNumber(house, order(), ['acct_2']);
  expect([countOf(result, 'CALL'), countOf(result, 'DELIVERY')]).toEqual([1, 1]);
  const left = (await house.store.calls.page({ number: GONE }, ALL)).items;
  expect(left.map(({ accountId }) => accountId)).toEqual(['acct_1']);
});

test('a number inside an encrypted page takes the page with it; bytes that nobody can read are told of', async () => {
  await using bench = await open();
  const { house, push, deliveries } = bench;
  const page = JSON.stringify([{ appId: EMAY.appId, voiceId: 'v1', customVoiceId: 'c1', state: '1', mobile: GONE }]);
  const cipher = createCipheriv('aes-128-ecb', EMAY.secretKey, null);
  await push(Buffer.concat([cipher.update(gzipSync(page)), cipher.final()]), 'acct_emay', 'report');
  await push(Buffer.from([0xff, 0xfe, 0x00]), 'acct_emay', 'report');
  const result = await eraseNumber(house, order(), undefined);
  expect(countOf(result, 'DELIVERY')).toBe(1);
  expect(result.kept).toContainEqual(expect.objectContaining({ what: 'deliveries', count: 1 }));
  const erased = (await deliveries()).find(({ erasedAt }) => erasedAt !== undefined);
  // It waited for a message, and waits no longer.
  expect(erased).toMatchObject({ state: 'FAILED', body: Buffer.alloc(0) });
});

test('a delivery that lost a number is not applied again', async () => {
  await using bench = await open();
  const { house, push, deliveries } = bench;
  await push(READABLE);
  await eraseNumber(house, order(), undefined);
  const [delivery] = await deliveries();
  expect((await replay(house, delivery?.id ?? '')).errors).toMatchObject([{ code: 'CONFLICT' }]);
  expect((await house.store.calls.page({}, ALL)).items[0]).not.toHaveProperty('callee');
});

test('where the time is over it says so, and goes on when it is asked again', async () => {
  await using bench = await open();
  const { house, deliveries } = bench;
  const body = Buffer.from(`told of ${GONE}`);
  const many = Array.from({ length: 250 }, () => aDelivery({ state: 'FAILED', body }));
  await house.store.deliveries.insertMany(many);
  const runs: [boolean, number | undefined][] = [];
  for (let run = 0; run < 3; run++) {
    const result = await eraseNumber(house, order(), undefined, -1);
    runs.push([result.complete, countOf(result, 'DELIVERY')]);
  }
  expect(runs).toEqual([
    [false, 100],
    [false, 100],
    [true, 50],
  ]);
  expect(JSON.stringify((await deliveries()).map(({ body }) => body.toString()))).not.toContain(GONE);
});

test('a number group loses the number here and at its vendor; an empty one is told of', async () => {
  await using bench = await open();
  const { house, vendor } = bench;
  const common = (idempotencyKey: string) => ({ idempotencyKey, accountId: 'acct_1' });
  const shared = await upsertGroup(house, common('shared'), undefined, [GONE, STAYS]);
  const own = await upsertGroup(house, common('own'), undefined, [GONE]);
  const result = await eraseNumber(house, order(), undefined);
  expect(countOf(result, 'NUMBER_GROUP')).toBe(2);
  expect(await house.store.groups.find(shared.subject?.id ?? '')).toMatchObject({ status: 'ACTIVE', numbers: [STAYS] });
  expect(JSON.stringify(vendor.recorded.at(-1)?.request.body)).not.toContain(GONE);
  expect(await house.store.groups.find(own.subject?.id ?? '')).toMatchObject({ numbers: [] });
  expect(result.kept).toContainEqual(expect.objectContaining({ what: 'number groups at their vendor', count: 1 }));
});

test('forgetting people after their days takes them out of the events that are kept longer', async () => {
  await using bench = await open();
  const { house } = bench;
  const call = aCall({ caller: GONE, callee: STAYS, createdAt: house.now() });
  await house.store.calls.insert(call, undefined);
  await house.store.events.append([{ topic: 'CALL', record: call, at: house.now(), previousStatus: undefined }]);
  bench.pass(2 * 86_400_000);
  await retentionJob({ eventsDays: 30, deliveriesDays: 30, auditDays: 730, personalDays: 1 }).run(house);
  const [event] = await house.store.events.after(0, 10);
  expect(event?.record).toMatchObject({ id: call.id, status: 'INITIATED' });
  expect(JSON.stringify(event)).not.toMatch(new RegExp(`${GONE}|${STAYS}`));
});
