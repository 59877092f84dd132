import { createCipheriv } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bind } from '../../../src/application/bindings/bind.ts';
import { release } from '../../../src/application/bindings/release.ts';
import { upsertGroup } from '../../../src/application/bindings/upsert-group.ts';
import { type ErasureOrder, eraseNumber } from '../../../src/application/erasure/erase-number.ts';
import { replay } from '../../../src/application/inbox/replay.ts';
import { retentionJob } from '../../../src/application/upkeep/retain.ts';
import type { Delivery } from '../../../src/domain/delivery.ts';
import { followEvents } from '../../../src/events/follow.ts';
import { CUSTOMERS } from '../../../src/sandbox/emay/customers.ts';
import { CUSTOMER } from '../../../src/sandbox/winnerlook/authentication.ts';
import { aCall, aDelivery } from '../../support/records.ts';
import { openServices } from '../../support/services.ts';
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
  const bench = await openServices([
    { id: 'acct_1', vendor: 'WINNERLOOK', baseUrl: vendor.baseUrl, credentials: CUSTOMER },
    { id: 'acct_2', vendor: 'WINNERLOOK', baseUrl: vendor.baseUrl, credentials: CUSTOMER },
    { id: 'acct_emay', vendor: 'EMAY', baseUrl: 'http://127.0.0.1:9', credentials: EMAY, services: ['notification'] },
  ]);
  const { services } = bench;
  return {
    ...bench,
    vendor,
    services: { ...services, actor: { subject: 'privacy-desk', clientId: undefined } },
    push: async (body: string | Buffer, accountId = 'acct_1', kind?: string) => {
      const vendorName = accountId === 'acct_emay' ? 'EMAY' : 'WINNERLOOK';
      const report = { accountId, vendor: vendorName, kind, headers: {}, body: Buffer.from(body) };
      await services.inbox.accept(report);
      await services.inbox.settled();
    },
    deliveries: async (): Promise<readonly Delivery[]> => (await services.store.deliveries.page({}, ALL)).items,
    [Symbol.asyncDispose]: async () => {
      await bench[Symbol.asyncDispose]();
      await vendor.close();
    },
  };
}

const bindTo = (services: Parameters<typeof bind>[0], numberA: string, accountId = 'acct_1') =>
  bind(
    services,
    'AXB',
    { idempotencyKey: numberA + accountId, accountId, reference: `for ${GONE}` },
    { numberA, numberB: STAYS },
  );

/** How many of a kind were erased. */
const countOf = ({ erased }: Awaited<ReturnType<typeof eraseNumber>>, kind: string) =>
  erased.find((each) => each.kind === kind)?.count;

test('a number leaves calls, texts, bindings, events and deliveries, and its neighbours stay', async () => {
  await using bench = await open();
  const { services, push, deliveries } = bench;
  const bound = (await bindTo(services, GONE)).subject;
  await release(services, bound?.id ?? '');
  await push(READABLE);
  await push(
    JSON.stringify({ appId: CUSTOMER.appId, content: `call ${GONE}`, from: GONE, to: STAYS }),
    'acct_1',
    'sms',
  );
  await push(`broken ${GONE}`);
  await push(READABLE.replaceAll(GONE, '13700000000').replace('1709', '1710'));

  const result = await eraseNumber(services, order({ number: '+86 155 5642 8812' }), undefined);
  expect(result).toMatchObject({ complete: true, errors: [] });
  expect({ ...Object.fromEntries(result.erased.map(({ kind, count }) => [kind, count])) }).toMatchObject({
    BINDING: 1,
    CALL: 1,
    DELIVERY: 3,
  });
  expect(countOf(result, 'EVENT')).toBeGreaterThan(3);

  const { store } = services;
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

  const again = await eraseNumber(services, order(), undefined);
  expect(again.erased.every(({ count }) => count === 0)).toBe(true);
});

test('what follows the log from before sees the events without the number', async () => {
  await using bench = await open();
  const { services, push } = bench;
  await push(READABLE);
  const before = await services.events.end();
  await eraseNumber(services, order(), undefined);
  const all = { wanted: (event: unknown): event is never => Boolean(event), onOverflow: () => undefined };
  const following = await followEvents(services.events, { seq: 0 }, all);
  const seen: unknown[] = [];
  for (let place = 0; place < before; place++) seen.push((await following.next()).value);
  await following.return();
  expect(JSON.stringify(seen)).toContain(STAYS);
  expect(JSON.stringify(seen)).not.toContain(GONE);
});

test('bindings in force are a reason to refuse, unless they are to be released', async () => {
  await using bench = await open();
  const { services } = bench;
  const id = (await bindTo(services, GONE)).subject?.id ?? '';
  const refused = await eraseNumber(services, order(), undefined);
  expect(refused).toMatchObject({ erased: [], errors: [{ code: 'CONFLICT', field: ['input', 'number'] }] });
  expect(refused.errors[0]?.message).toContain('1 binding in force');
  expect((await services.store.bindings.find(id))?.terms.numberA).toBe(GONE);

  const released = await eraseNumber(services, order({ releaseBindings: true }), undefined);
  expect(countOf(released, 'BINDING')).toBe(1);
  const binding = await services.store.bindings.find(id);
  expect(binding).toMatchObject({ status: 'RELEASED', terms: { numberB: STAYS } });
  expect(binding?.terms).not.toHaveProperty('numberA');
});

test('a binding that cannot be released leaves everything as it is', async () => {
  await using bench = await open();
  const { services, vendor, push } = bench;
  await bindTo(services, GONE);
  await push(READABLE);
  vendor.inject({ kind: 'reset', when: 'before' });
  const { errors, erased } = await eraseNumber(services, order({ releaseBindings: true }), undefined);
  expect(errors.at(-1)).toMatchObject({ code: 'CONFLICT', field: ['input', 'releaseBindings'] });
  expect(erased).toEqual([]);
  expect((await services.store.calls.page({ number: GONE }, ALL)).items).toHaveLength(1);
});

test('a dry run counts the same and changes nothing; a service number is not a person’s', async () => {
  await using bench = await open();
  const { services, push, deliveries } = bench;
  await push(READABLE);
  const before = JSON.stringify([await deliveries(), await services.store.events.after(0, 100)]);
  const foretold = await eraseNumber(services, order({ dryRun: true }), undefined);
  expect(JSON.stringify([await deliveries(), await services.store.events.after(0, 100)])).toBe(before);
  const done = await eraseNumber(services, order(), undefined);
  expect(done.erased).toEqual(foretold.erased);
  expect(countOf(done, 'CALL')).toBe(1);
  for (const number of ['95588', 'nobody']) {
    expect((await eraseNumber(services, order({ number }), undefined)).errors).toMatchObject([
      { code: 'INVALID_NUMBER' },
    ]);
  }
  expect((await services.store.audit.page({}, ALL)).items.map(({ action }) => action)).toEqual(['ERASE', 'ERASE']);
});

test('a caller limited to some accounts erases the number in those only', async () => {
  await using bench = await open();
  const { services, push } = bench;
  await push(READABLE, 'acct_1');
  await push(READABLE, 'acct_2');
  const result = await eraseNumber(services, order(), ['acct_2']);
  expect([countOf(result, 'CALL'), countOf(result, 'DELIVERY')]).toEqual([1, 1]);
  const left = (await services.store.calls.page({ number: GONE }, ALL)).items;
  expect(left.map(({ accountId }) => accountId)).toEqual(['acct_1']);
});

test('an encrypted page that holds the number is erased whole; unreadable bytes are reported', async () => {
  await using bench = await open();
  const { services, push, deliveries } = bench;
  const page = JSON.stringify([{ appId: EMAY.appId, voiceId: 'v1', customVoiceId: 'c1', state: '1', mobile: GONE }]);
  const cipher = createCipheriv('aes-128-ecb', EMAY.secretKey, null);
  await push(Buffer.concat([cipher.update(gzipSync(page)), cipher.final()]), 'acct_emay', 'report');
  await push(Buffer.from([0xff, 0xfe, 0x00]), 'acct_emay', 'report');
  const result = await eraseNumber(services, order(), undefined);
  expect(countOf(result, 'DELIVERY')).toBe(1);
  expect(result.kept).toContainEqual(expect.objectContaining({ what: 'deliveries', count: 1 }));
  const erased = (await deliveries()).find(({ erasedAt }) => erasedAt !== undefined);
  // It waited for a message, and waits no longer.
  expect(erased).toMatchObject({ state: 'FAILED', body: Buffer.alloc(0) });
});

test('a number leaves the remarks on a delivery, whatever put it there', async () => {
  await using bench = await open();
  const { services, deliveries } = bench;
  const remarks = [{ field: 'calleeNumber', message: `It is ${GONE}, so it was left out.` }];
  await services.store.deliveries.insertMany([aDelivery({ state: 'APPLIED', body: Buffer.from('{}'), remarks })]);
  expect(countOf(await eraseNumber(services, order(), undefined), 'DELIVERY')).toBe(1);
  expect((await deliveries())[0]?.remarks).toEqual([
    { field: 'calleeNumber', message: 'It is ****, so it was left out.' },
  ]);
});

test('a delivery that lost a number is not applied again', async () => {
  await using bench = await open();
  const { services, push, deliveries } = bench;
  await push(READABLE);
  await eraseNumber(services, order(), undefined);
  const [delivery] = await deliveries();
  expect((await replay(services, delivery?.id ?? '')).errors).toMatchObject([{ code: 'CONFLICT' }]);
  expect((await services.store.calls.page({}, ALL)).items[0]).not.toHaveProperty('callee');
});

test('an erasure that runs out of time says so, and continues when it is asked again', async () => {
  await using bench = await open();
  const { services, deliveries } = bench;
  const body = Buffer.from(`told of ${GONE}`);
  const many = Array.from({ length: 250 }, () => aDelivery({ state: 'FAILED', body }));
  await services.store.deliveries.insertMany(many);
  const runs: [boolean, number | undefined][] = [];
  for (let run = 0; run < 3; run++) {
    const result = await eraseNumber(services, order(), undefined, -1);
    runs.push([result.complete, countOf(result, 'DELIVERY')]);
  }
  expect(runs).toEqual([
    [false, 100],
    [false, 100],
    [true, 50],
  ]);
  expect(JSON.stringify((await deliveries()).map(({ body }) => body.toString()))).not.toContain(GONE);
});

test('a number group loses the number here and at its vendor; one that would be empty is reported', async () => {
  await using bench = await open();
  const { services, vendor } = bench;
  const common = (idempotencyKey: string) => ({ idempotencyKey, accountId: 'acct_1' });
  const shared = await upsertGroup(services, common('shared'), undefined, [GONE, STAYS]);
  const own = await upsertGroup(services, common('own'), undefined, [GONE]);
  const result = await eraseNumber(services, order(), undefined);
  expect(countOf(result, 'NUMBER_GROUP')).toBe(2);
  expect(await services.store.groups.find(shared.subject?.id ?? '')).toMatchObject({
    status: 'ACTIVE',
    numbers: [STAYS],
  });
  expect(JSON.stringify(vendor.recorded.at(-1)?.request.body)).not.toContain(GONE);
  expect(await services.store.groups.find(own.subject?.id ?? '')).toMatchObject({ numbers: [] });
  expect(result.kept).toContainEqual(expect.objectContaining({ what: 'number groups at their vendor', count: 1 }));
});

test('retention removes people from the events that are kept longer', async () => {
  await using bench = await open();
  const { services } = bench;
  const call = aCall({ caller: GONE, callee: STAYS, createdAt: services.now() });
  await services.store.calls.insert(call, undefined);
  await services.store.events.append([{ topic: 'CALL', record: call, at: services.now(), previousStatus: undefined }]);
  bench.pass(2 * 86_400_000);
  await retentionJob({ eventsDays: 30, deliveriesDays: 30, auditDays: 730, personalDays: 1 }).run(services);
  const [event] = await services.store.events.after(0, 10);
  expect(event?.record).toMatchObject({ id: call.id, status: 'INITIATED' });
  expect(JSON.stringify(event)).not.toMatch(new RegExp(`${GONE}|${STAYS}`));
});
