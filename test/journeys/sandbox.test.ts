import { expect, test } from 'vitest';
import { encodeCursor } from '../../src/events/cursor.ts';
import {
  BIND,
  type Bound,
  CALLS,
  type CallChange,
  type CallList,
  RELEASE,
  WATCH_BINDINGS,
  WATCH_CALLS,
} from '../support/documents.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';

const dial = async (url: string, order: object) => {
  const response = await fetch(`${url}/sandbox/dial`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  });
  return (await response.json()) as { routed: boolean; callId?: string; reason?: string };
};

test('a person binds two numbers, dials, watches the call live, releases, and nothing is routed any more', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  using calls = await subscribe<CallChange>(service.url, WATCH_CALLS);
  using bindings = await subscribe<{ status: string }>(service.url, WATCH_BINDINGS, {
    after: encodeCursor({ seq: 0 }),
  });

  const input = {
    idempotencyKey: 'order-42',
    numberA: '138 0013 8000',
    numberB: '+86 13900139000',
    reference: 'order-42',
    lifetimeSeconds: 3600,
  };
  const bound = await service.query<Bound>(BIND, { input });
  expect(bound.data.createAxbBinding).toMatchObject({
    binding: {
      status: 'ACTIVE',
      numberA: '13800138000',
      numberB: '13900139000',
      reference: 'order-42',
      account: { id: 'acct_sandbox_winnerlook' },
    },
    userErrors: [],
  });
  const binding = bound.data.createAxbBinding.binding;
  expect((await bindings.next()).status).toBe('CREATING');
  expect((await bindings.next()).status).toBe('ACTIVE');

  const dialled = await dial(service.url, {
    from: '13800138000',
    to: binding?.numberX,
    outcome: 'answered',
    seconds: 12,
  });
  expect(dialled.routed).toBe(true);
  const changes = [await calls.next(), await calls.next(), await calls.next()];
  expect(changes.map(({ previousStatus, status }) => [previousStatus, status])).toEqual([
    [null, 'INITIATED'],
    ['INITIATED', 'IN_PROGRESS'],
    ['IN_PROGRESS', 'COMPLETED'],
  ]);
  expect(changes.map(({ call }) => call.status)).toEqual(['INITIATED', 'IN_PROGRESS', 'COMPLETED']);

  const listed = await service.query<CallList>(CALLS, { filter: { bindingId: binding?.id } });
  expect(listed.data.calls.nodes).toMatchObject([
    {
      status: 'COMPLETED',
      outcome: 'ANSWERED',
      vendorCallId: dialled.callId,
      caller: '13800138000',
      callee: '13900139000',
      durationSeconds: 12,
      reference: 'order-42',
      binding: { id: binding?.id },
    },
  ]);

  const released = await service.query(RELEASE, { id: binding?.id });
  expect(released.data).toMatchObject({ releaseBinding: { binding: { status: 'RELEASED' }, userErrors: [] } });
  expect(await dial(service.url, { from: '13800138000', to: binding?.numberX })).toMatchObject({ routed: false });
  const again = await service.query(RELEASE, { id: binding?.id });
  expect(again.data).toMatchObject({ releaseBinding: { binding: { status: 'RELEASED' }, userErrors: [] } });
});

test('every way a call can end is told by its status and outcome', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  using calls = await subscribe<CallChange & { call: { outcome: string } }>(
    service.url,
    WATCH_CALLS.replace('durationSeconds', 'outcome'),
  );
  const input = { idempotencyKey: 'k', numberA: '13800138000', numberB: '13900139000' };
  const { data } = await service.query<Bound>(BIND, { input });
  const to = data.createAxbBinding.binding?.numberX;

  const ends = {
    busy: ['BUSY', 'BUSY'],
    'no answer': ['NO_ANSWER', 'NO_ANSWER'],
    rejected: ['REJECTED', 'REJECTED'],
    'powered-off': ['UNREACHABLE', 'POWERED_OFF'],
    cancelled: ['CANCELED', 'CANCELED'],
    SUSPENDED_NUMBER: ['UNREACHABLE', 'SUSPENDED_NUMBER'],
    invalid_number: ['UNREACHABLE', 'INVALID_NUMBER'],
    blocked: ['FAILED', 'BLOCKED'],
  };
  for (const [outcome, expected] of Object.entries(ends)) {
    expect((await dial(service.url, { from: '13900139000', to, outcome })).routed).toBe(true);
    expect((await calls.next()).status).toBe('INITIATED');
    const { status, call } = await calls.next();
    expect([status, call.outcome]).toEqual(expected);
  }
});

test('the sandbox’s dial says what is wrong with an order', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  const response = await fetch(`${service.url}/sandbox/dial`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"from":"13800138000","outcome":"vanished"}',
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toMatch(/to: .*outcome: .*ANSWERED/s);
});
