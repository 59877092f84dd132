import { expect, test } from 'vitest';
import { bind } from '../../../src/application/bindings/bind.ts';
import { release } from '../../../src/application/bindings/release.ts';
import { replay } from '../../../src/application/inbox/replay.ts';
import { retentionJob } from '../../../src/application/upkeep/retain.ts';
import { followEvents } from '../../../src/events/follow.ts';
import { CursorError } from '../../../src/events/resume.ts';
import { CUSTOMER } from '../../../src/sandbox/winnerlook/authentication.ts';
import { openServices } from '../../support/services.ts';
import { PRINTED_PUSH, startWinnerlook } from '../../support/winnerlook.ts';

const DAY = 86_400_000;
const push = (body: string) => ({
  accountId: 'acct_1',
  vendor: 'WINNERLOOK',
  kind: undefined,
  headers: {},
  body: Buffer.from(body),
});
const READABLE = PRINTED_PUSH.replace(/402bf13d\w+/, CUSTOMER.appId);

async function open() {
  const vendor = await startWinnerlook();
  const test_ = await openServices([
    { id: 'acct_1', vendor: 'WINNERLOOK', baseUrl: vendor.baseUrl, credentials: CUSTOMER },
  ]);
  return {
    ...test_,
    [Symbol.asyncDispose]: async () => {
      await test_[Symbol.asyncDispose]();
      await vendor.close();
    },
  };
}

test('events and deliveries are removed after their days; a cursor from before says so instead of leaving a gap', async () => {
  await using bench = await open();
  const { services } = bench;
  await services.inbox.accept(push(READABLE));
  await services.inbox.settled();
  const job = retentionJob({ eventsDays: 1, deliveriesDays: 3, auditDays: 730, personalDays: undefined });
  bench.pass(2 * DAY);
  await services.inbox.accept(push(READABLE.replace('17090892ea7c49418bffb0732237a03e', 'later')));
  await services.inbox.settled();
  await job.run(services);

  expect((await services.store.events.after(0, 100)).map(({ record }) => record.status)).toEqual([
    'INITIATED',
    'UNKNOWN',
  ]);
  const everything = { wanted: (event: unknown): event is never => Boolean(event), onOverflow: () => undefined };
  await expect(followEvents(services.events, { seq: 0 }, everything)).rejects.toThrow(CursorError);
  const resumed = await followEvents(services.events, { seq: 2 }, everything);
  expect((await resumed.next()).value).toMatchObject({ seq: 3 });
  await resumed.return();

  const count = async () =>
    (await services.store.deliveries.page({}, { limit: 10, direction: 'forward' })).items.length;
  expect(await count()).toBe(2);
  bench.pass(2 * DAY);
  await job.run(services);
  expect(await count()).toBe(1);
});

test('the people in records are forgotten after their days; bindings in force keep their numbers', async () => {
  await using bench = await open();
  const { services } = bench;
  const over = await bind(
    services,
    'AXB',
    { idempotencyKey: 'over' },
    { numberA: '13800000001', numberB: '13800000002' },
  );
  const inForce = await bind(
    services,
    'AXB',
    { idempotencyKey: 'in force' },
    { numberA: '13800000003', numberB: '13800000004' },
  );
  await release(services, over.subject?.id ?? '');
  await services.inbox.accept(push(READABLE));
  await services.inbox.settled();
  bench.pass(8 * DAY);
  await retentionJob({ eventsDays: 30, deliveriesDays: 30, auditDays: 730, personalDays: 7 }).run(services);

  const { items: calls } = await services.store.calls.page({}, { limit: 10, direction: 'forward' });
  expect(calls[0]).toMatchObject({
    vendorCallId: '17090892ea7c49418bffb0732237a03e',
    status: 'UNKNOWN',
    numberX: '18362970769',
  });
  expect(calls[0]).not.toHaveProperty('callee');
  expect(await services.store.calls.page({ number: '15556428812' }, { limit: 10, direction: 'forward' })).toMatchObject(
    {
      items: [],
    },
  );
  expect((await services.store.bindings.find(over.subject?.id ?? ''))?.terms).not.toHaveProperty('numberA');
  expect((await services.store.bindings.find(inForce.subject?.id ?? ''))?.terms).toMatchObject({
    numberA: '13800000003',
  });
});

test('a delivery that was applied is replayed without a change; an unreadable one keeps its bytes and reason', async () => {
  await using bench = await open();
  const { services } = bench;
  await services.inbox.accept(push(READABLE));
  await services.inbox.accept(push('\u0000 not json'));
  await services.inbox.settled();
  const events = await services.store.events.lastSeq();
  const { items } = await services.store.deliveries.page({}, { limit: 10, direction: 'backward' });
  for (const { id } of items) await replay(services, id);
  expect(await services.store.events.lastSeq()).toBe(events);
  const { items: after } = await services.store.deliveries.page({}, { limit: 10, direction: 'backward' });
  expect(after.map(({ state }) => state).sort()).toEqual(['APPLIED', 'FAILED']);
  const failed = after.find(({ state }) => state === 'FAILED');
  expect(failed?.body.toString()).toBe('\u0000 not json');
  expect(failed?.reason).toMatch(/JSON/);
  expect((await replay(services, 'dlv_none')).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
});
