import { expect, test } from 'vitest';
import { bind } from '../../../src/application/bindings/bind.ts';
import { release } from '../../../src/application/bindings/release.ts';
import { upsertGroup } from '../../../src/application/bindings/upsert-group.ts';
import { send } from '../../../src/application/messages/send.ts';
import { applyBatch } from '../../../src/application/reports/apply-deliveries.ts';
import { expireBindings } from '../../../src/application/upkeep/expire.ts';
import { settleJob } from '../../../src/application/upkeep/settle.ts';
import { correlationToken } from '../../../src/domain/ids.ts';
import { jsonReply } from '../../../src/sandbox/exchange.ts';
import type { Fault } from '../../../src/sandbox/faults.ts';
import { CUSTOMER as INTERLINE } from '../../../src/sandbox/interline/authentication.ts';
import { interlineSimulator } from '../../../src/sandbox/interline/index.ts';
import { startSimulator } from '../../../src/sandbox/server.ts';
import { CUSTOMER } from '../../../src/sandbox/winnerlook/authentication.ts';
import { aBinding, aDelivery } from '../../support/records.ts';
import { openServices, statusesOf } from '../../support/services.ts';
import { startWinnerlook } from '../../support/winnerlook.ts';

const numbers = { numberA: '13800138000', numberB: '13900139000', numberX: '17664870250' };
const LOST: Fault = { kind: 'silence', when: 'after' };
const HOUR = 3_600_000;
const settle = settleJob(24 * HOUR, 0);

async function open(more: object = {}) {
  const vendor = await startWinnerlook();
  const test_ = await openServices([
    { id: 'acct_1', vendor: 'WINNERLOOK', baseUrl: vendor.baseUrl, credentials: CUSTOMER, ...more },
  ]);
  return {
    ...test_,
    vendor,
    [Symbol.asyncDispose]: async () => {
      await test_[Symbol.asyncDispose]();
      await vendor.close();
    },
  };
}

/** A result push for a call through the binding, as the vendor would send it. */
function pushed(token: string | undefined, changes: object = {}) {
  const body = {
    accountId: CUSTOMER.appId,
    bindId: 'bind-1',
    callId: 'call-1',
    customerData: token,
    displayNumber: '17664870250',
    callerNumber: '13800138000',
    calleeNumber: '13900139000',
    callerState: '0',
    calleeState: '2',
    ...changes,
  };
  return {
    accountId: 'acct_1',
    vendor: 'WINNERLOOK',
    kind: undefined,
    headers: {},
    body: Buffer.from(JSON.stringify(body)),
  };
}

test('a call through a binding of unknown fate proves that it exists: it is adopted', async () => {
  await using bench = await open();
  bench.vendor.inject(LOST);
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, numbers);
  expect(subject?.status).toBe('UNKNOWN');
  await bench.services.inbox.accept(pushed(subject?.id.replace('_', '') ?? ''));
  await bench.services.inbox.settled();
  expect(await bench.services.store.bindings.find(subject?.id ?? '')).toMatchObject({
    status: 'ACTIVE',
    vendorBindingId: 'bind-1',
  });
  expect(await statusesOf(bench.services, subject?.id ?? '')).toEqual(['CREATING', 'UNKNOWN', 'ACTIVE']);
});

test('a binding that is adopted takes along the calls that named it before', async () => {
  await using bench = await open();
  bench.vendor.inject(LOST);
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k', reference: 'order-1' }, numbers);
  const { inbox, store } = bench.services;
  await inbox.accept(pushed(undefined, { callId: 'call-0', displayNumber: undefined }));
  await inbox.settled();
  const [before] = await store.calls.findByVendorId('call-0', 'acct_1');
  expect(before).not.toHaveProperty('bindingId');
  await inbox.accept(pushed(subject?.id.replace('_', '')));
  await inbox.settled();
  for (const vendorCallId of ['call-0', 'call-1']) {
    const [call] = await store.calls.findByVendorId(vendorCallId, 'acct_1');
    expect(call).toMatchObject({ bindingId: subject?.id, reference: 'order-1' });
  }
});

test('a binding that is adopted takes along the calls that are reported at the same moment', async () => {
  await using bench = await open();
  const { store } = bench.services;
  const doubtful = Array.from({ length: 30 }, () => aBinding({ status: 'UNKNOWN', createdAt: Date.now() }));
  const deliveryOf = (report: ReturnType<typeof pushed>) => aDelivery({ ...report, kind: undefined });
  for (const [place, binding] of doubtful.entries()) {
    await store.bindings.insert(binding);
    const names = { bindId: `bind-${place}`, displayNumber: undefined };
    const deliveries = [
      deliveryOf(pushed(undefined, { ...names, callId: `nameless-${place}` })),
      deliveryOf(pushed(correlationToken(binding.id), { ...names, callId: `named-${place}` })),
    ];
    await store.deliveries.insertMany(deliveries);
    await Promise.all(deliveries.map((delivery) => applyBatch(bench.services, [delivery])));
    const { items } = await store.calls.page({ bindingId: binding.id }, { limit: 10, direction: 'forward' });
    expect(items.map(({ vendorCallId }) => vendorCallId).sort()).toEqual([`named-${place}`, `nameless-${place}`]);
  }
});

test('where the account is set up so, a binding that turns out to exist is released instead', async () => {
  await using bench = await open({ unknownBindings: 'release' });
  bench.vendor.inject(LOST);
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, numbers);
  await bench.services.inbox.accept(pushed(subject?.id.replace('_', '') ?? ''));
  await bench.services.inbox.settled();
  bench.pass(2 * 60_000);
  await settle.run(bench.services);
  expect(await statusesOf(bench.services, subject?.id ?? '')).toEqual(['CREATING', 'UNKNOWN', 'RELEASING', 'RELEASED']);
});

test('a binding of unknown fate whose vendor cannot be asked again is closed at the deadline, and says so', async () => {
  await using bench = await open();
  bench.vendor.inject(LOST);
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, numbers);
  bench.pass(23 * HOUR);
  await settle.run(bench.services);
  expect(await bench.services.store.bindings.find(subject?.id ?? '')).toMatchObject({ status: 'UNKNOWN' });
  bench.pass(2 * HOUR);
  await settle.run(bench.services);
  expect(await bench.services.store.bindings.find(subject?.id ?? '')).toMatchObject({
    status: 'FAILED',
    failure: { code: 'OUTCOME_UNKNOWN', message: expect.stringContaining('deadline') },
  });
  expect(bench.vendor.recorded).toHaveLength(1);
});

test('a vendor that recognises a repeated request is asked again with its request id, and the binding is settled', async () => {
  const vendor = await startSimulator(interlineSimulator, { callbackUrl: () => 'http://127.0.0.1:9/' });
  await using bench = await openServices([
    { id: 'acct_1', vendor: 'INTERLINE', baseUrl: vendor.baseUrl, credentials: INTERLINE },
  ]);
  vendor.inject({ kind: 'silence', when: 'before' });
  const terms = { ...numbers, numberX: '17100000001', lifetimeSeconds: 600 };
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, terms);
  expect(subject?.status).toBe('UNKNOWN');
  bench.pass(2 * 60_000);
  // The vendor's own clock has not moved: its window is three minutes.
  await settle.run(bench.services);
  expect(await bench.services.store.bindings.find(subject?.id ?? '')).toMatchObject({
    status: 'ACTIVE',
    vendorBindingId: expect.any(String),
  });
  expect(await statusesOf(bench.services, subject?.id ?? '')).toEqual(['CREATING', 'UNKNOWN', 'ACTIVE']);
  await vendor.close();
});

test('a number group whose answer was lost is saved again, and settled', async () => {
  await using bench = await open();
  bench.vendor.inject(LOST);
  const { subject } = await upsertGroup(bench.services, { idempotencyKey: 'g' }, undefined, ['13800138000']);
  expect(subject?.status).toBe('UNKNOWN');
  bench.pass(2 * 60_000);
  await settle.run(bench.services);
  expect(await bench.services.store.groups.find(subject?.id ?? '')).toMatchObject({ status: 'ACTIVE' });
});

test('a message without a report is closed at the deadline; a late report still counts', async () => {
  await using bench = await open();
  const { messages } = await send(bench.services, 'NOTIFICATION', { idempotencyKey: 'k' }, ['13800138000'], {
    templateId: 'T',
  });
  const [message] = messages;
  bench.pass(25 * HOUR);
  await settle.run(bench.services);
  expect(await bench.services.store.messages.find(message?.id ?? '')).toMatchObject({
    status: 'TIMED_OUT',
    failure: { code: 'OUTCOME_UNKNOWN' },
  });
  const report = {
    accountId: CUSTOMER.appId,
    callId: message?.vendorMessageId,
    callerNumber: '02160000001',
    calleeNumber: '13800138000',
    callerState: '0',
    calleeState: '0',
    calleeDuration: 5,
    duration: 5,
  };
  await bench.services.inbox.accept({
    accountId: 'acct_1',
    vendor: 'WINNERLOOK',
    kind: 'notification',
    headers: {},
    body: Buffer.from(JSON.stringify(report)),
  });
  await bench.services.inbox.settled();
  expect(await statusesOf(bench.services, message?.id ?? '')).toEqual([
    'SUBMITTING',
    'ACCEPTED',
    'TIMED_OUT',
    'DELIVERED',
  ]);
});

test('an answer that leaves the fate open and names a call is settled by the report on that call', async () => {
  await using bench = await open();
  const reply = jsonReply({ result: '400021', message: '被叫号码超频', callId: 'call-9' });
  bench.vendor.inject({ kind: 'reply', when: 'before', reply });
  const { messages } = await send(bench.services, 'NOTIFICATION', { idempotencyKey: 'k' }, ['13800138000'], {
    templateId: 'T',
  });
  const [message] = messages;
  expect(message).toMatchObject({
    status: 'UNKNOWN',
    vendorMessageId: 'call-9',
    failure: { code: 'OUTCOME_UNKNOWN', vendor: { code: '400021', message: '被叫号码超频' } },
  });
  const report = {
    accountId: CUSTOMER.appId,
    callId: 'call-9',
    callerNumber: '02160000001',
    calleeNumber: '13800138000',
    callerState: '0',
    calleeState: '2',
  };
  await bench.services.inbox.accept({
    ...pushed(undefined),
    kind: 'notification',
    body: Buffer.from(JSON.stringify(report)),
  });
  await bench.services.inbox.settled();
  expect(await bench.services.store.messages.find(message?.id ?? '')).toMatchObject({
    status: 'FAILED',
    outcome: 'BUSY',
  });
});

test.each(['1000', '1400', '1401', '1500', '1501', '1502'])(
  'a release that Interline answers with %s stays open, and is asked for again until it is done',
  async (error) => {
    const vendor = await startSimulator(interlineSimulator, { callbackUrl: () => 'http://127.0.0.1:9' });
    await using bench = await openServices([
      { id: 'acct_1', vendor: 'INTERLINE', baseUrl: vendor.baseUrl, credentials: INTERLINE },
    ]);
    const terms = { ...numbers, numberX: '17100000007', lifetimeSeconds: 3_600 };
    const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, terms);
    const id = subject?.id ?? '';
    vendor.inject({ kind: 'reply', when: 'before', reply: jsonReply({ error: Number(error), reason: '系统' }) });
    expect((await release(bench.services, id)).errors).toMatchObject([
      { code: 'OUTCOME_UNKNOWN', vendor: { code: error } },
    ]);
    expect(await bench.services.store.bindings.find(id)).toMatchObject({ status: 'RELEASING' });
    bench.pass(2 * 60_000);
    await settle.run(bench.services);
    expect(await statusesOf(bench.services, id)).toEqual(['CREATING', 'ACTIVE', 'RELEASING', 'RELEASED']);
    await vendor.close();
  },
);

test('a release whose answer was lost is asked for again, also long after the binding was made', async () => {
  await using bench = await open();
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, numbers);
  const id = subject?.id ?? '';
  bench.pass(2 * 60_000);
  bench.vendor.inject({ kind: 'silence', when: 'before' });
  expect((await release(bench.services, id)).errors).toMatchObject([{ code: 'OUTCOME_UNKNOWN' }]);
  expect(await bench.services.store.bindings.find(id)).toMatchObject({ status: 'RELEASING' });
  bench.pass(2 * 60_000);
  await settle.run(bench.services);
  expect(await statusesOf(bench.services, id)).toEqual(['CREATING', 'ACTIVE', 'RELEASING', 'RELEASED']);
  expect(bench.vendor.recorded.map(({ request }) => request.path.split('/')[3])).toEqual([
    'middleNumberAXB',
    'middleNumberUnbind',
  ]);
});

test('a binding ends by itself at its time, with an event', async () => {
  await using bench = await open();
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, { ...numbers, lifetimeSeconds: 60 });
  await expireBindings.run(bench.services);
  expect(await statusesOf(bench.services, subject?.id ?? '')).toEqual(['CREATING', 'ACTIVE']);
  bench.pass(61_000);
  await expireBindings.run(bench.services);
  expect(await statusesOf(bench.services, subject?.id ?? '')).toEqual(['CREATING', 'ACTIVE', 'EXPIRED']);
});

test('a number that was called too often is refused with the time of its next call, and the vendor is not asked', async () => {
  await using bench = await open({ limits: { perRecipient: { '30': 1, '86400': 3 } } });
  let key = 0;
  const call = () =>
    send(bench.services, 'NOTIFICATION', { idempotencyKey: `k${++key}` }, ['13800138000'], { templateId: 'T' });
  const before = bench.services.now();
  expect((await call()).errors).toEqual([]);
  const { errors } = await call();
  expect(errors).toMatchObject([
    { code: 'RECIPIENT_FREQUENCY_LIMITED', retryable: true, field: ['input', 'recipients', '0'] },
  ]);
  expect(errors[0]?.retryAfter).toBeGreaterThanOrEqual(before + 30_000);
  for (let count = 0; count < 2; count++) {
    bench.pass(31_000);
    expect((await call()).errors).toEqual([]);
  }
  bench.pass(31_000);
  expect((await call()).errors[0]?.retryAfter).toBeGreaterThanOrEqual(before + 86_400_000);
  expect(bench.vendor.recorded).toHaveLength(3);
});

test('a notification whose answer was lost is settled by its report, by the token in its address', async () => {
  await using bench = await open();
  bench.vendor.inject(LOST);
  const { messages } = await send(bench.services, 'NOTIFICATION', { idempotencyKey: 'k' }, ['13800138000'], {
    templateId: 'T',
  });
  const [message] = messages;
  expect(message).toMatchObject({ status: 'UNKNOWN' });
  expect(message).not.toHaveProperty('vendorMessageId');
  const [recorded] = bench.vendor.recorded;
  const { callbackUrl } = JSON.parse(recorded?.request.body ?? '') as { callbackUrl: string };
  const report = {
    accountId: CUSTOMER.appId,
    callId: 'call-9',
    callerNumber: '02160000001',
    calleeNumber: '13800138000',
    callerState: '0',
    calleeState: '0',
    calleeDuration: 5,
  };
  await bench.services.inbox.accept({
    accountId: 'acct_1',
    vendor: 'WINNERLOOK',
    kind: 'notification',
    token: new URL(callbackUrl).searchParams.get('token') ?? '',
    headers: {},
    body: Buffer.from(JSON.stringify(report)),
  });
  await bench.services.inbox.settled();
  expect(await bench.services.store.messages.find(message?.id ?? '')).toMatchObject({
    status: 'DELIVERED',
    vendorMessageId: 'call-9',
  });
});

test('a binding that was closed at the deadline and turns out to exist is adopted, without its failure', async () => {
  await using bench = await open();
  bench.vendor.inject(LOST);
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, numbers);
  bench.pass(25 * HOUR);
  await settle.run(bench.services);
  await bench.services.inbox.accept(pushed(subject?.id.replace('_', '') ?? ''));
  await bench.services.inbox.settled();
  const adopted = await bench.services.store.bindings.find(subject?.id ?? '');
  expect(adopted).toMatchObject({ status: 'ACTIVE', vendorBindingId: 'bind-1' });
  expect(adopted).not.toHaveProperty('failure');
  expect(await statusesOf(bench.services, subject?.id ?? '')).toEqual(['CREATING', 'UNKNOWN', 'FAILED', 'ACTIVE']);
});

test('records that cannot be settled do not hold up those behind them, however many they are', async () => {
  await using bench = await open();
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, numbers);
  const id = subject?.id ?? '';
  const { store } = bench.services;
  const template = await store.bindings.find(id);
  if (!template) throw new Error('The binding is not in the store.');
  // Their account is gone, so no vendor can be asked.
  for (let count = 0; count < 250; count++) {
    const stuckId = `bnd_${count.toString(16).padStart(32, '0')}`;
    await store.bindings.insert({ ...template, id: stuckId, accountId: 'acct_gone', status: 'CREATING' });
  }
  await store.transaction((tx) => tx.bindings.update({ ...template, status: 'RELEASING' }));
  bench.pass(2 * 60_000);
  await settle.run(bench.services);
  expect(await store.bindings.find(id)).toMatchObject({ status: 'RELEASED' });
  const left = await store.bindings.page({ statuses: ['CREATING'] }, { limit: 1, direction: 'forward' });
  expect(left.items).toEqual([]);
});

test('records left unfinished before a process starts are settled; records that begin later are left alone', async () => {
  await using bench = await open();
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, numbers);
  const { store } = bench.services;
  const template = await store.bindings.find(subject?.id ?? '');
  if (!template) throw new Error('The binding is not in the store.');
  const startedAt = bench.services.now() + 1;
  const ids = [startedAt - 1, startedAt].map((at, place) => ({ at, id: `bnd_${String(place).padStart(32, '0')}` }));
  for (const { at, id } of ids) {
    await store.bindings.insert({ ...template, id, status: 'CREATING', createdAt: at, updatedAt: at });
  }
  bench.pass(1_000);
  await settleJob(24 * HOUR, startedAt).run(bench.services);
  const statuses = await Promise.all(ids.map(async ({ id }) => (await store.bindings.find(id))?.status));
  // Where others work on the same store, it may be under way there.
  expect(statuses).toEqual(store.isShared ? ['CREATING', 'CREATING'] : ['UNKNOWN', 'CREATING']);
});
