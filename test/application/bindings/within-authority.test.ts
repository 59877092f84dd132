import { afterEach, beforeEach, expect, test } from 'vitest';
import { onBehalfOf } from '../../../src/application/use-cases.ts';
import type { BindingTerms } from '../../../src/domain/binding.ts';
import type { Caller } from '../../../src/domain/caller.ts';
import { CUSTOMER } from '../../../src/sandbox/winnerlook/authentication.ts';
import { openServices, type TestServices } from '../../support/services.ts';
import { startWinnerlook } from '../../support/winnerlook.ts';

const [A, B, C] = ['13800138000', '13900139000', '13700137000'];
const X = '17000000001';
const holder = { name: '张三', idNumber: '110101199003070000' };

let vendor: Awaited<ReturnType<typeof startWinnerlook>>;
let bench: TestServices;
beforeEach(async () => {
  vendor = await startWinnerlook();
  bench = await openServices([
    { id: 'acct_1', vendor: 'WINNERLOOK', baseUrl: vendor.baseUrl, credentials: CUSTOMER, timeouts: { total: 5_000 } },
  ]);
});
afterEach(async () => {
  await bench[Symbol.asyncDispose]();
  await vendor.close();
});

const caller = (references?: readonly string[], subject = 'an app'): Caller => ({
  subject,
  application: 'the app',
  scopes: new Set(['voice:read', 'voice:write']),
  accounts: undefined,
  references: references && new Set(references),
  expiresAt: undefined,
});

const actingFor = (references?: readonly string[]) => onBehalfOf(caller(references), bench.services);

let keys = 0;
const common = (reference: string, idempotencyKey = `key-${++keys}`) => ({ idempotencyKey, reference });
const axb: BindingTerms = { numberA: A, numberB: B, numberX: X };

test('a token of one order binds through accounts that it cannot see, and releases what it bound', async () => {
  const { useCases, reads } = actingFor(['order-1']);
  expect(reads.accounts.all).toEqual([]);
  const { subject } = await useCases.bind('AXB', common('order-1'), axb);
  expect(subject).toMatchObject({ status: 'ACTIVE', reference: 'order-1', accountId: 'acct_1' });
  expect((await useCases.release(subject?.id ?? '')).subject).toMatchObject({ status: 'RELEASED' });
});

test('a place that another order holds is bound already, and stays that order’s', async () => {
  const other = await actingFor(['order-2']).useCases.bind('AXB', common('order-2'), axb);
  const id = other.subject?.id ?? '';
  const { useCases } = actingFor(['order-1']);
  for (const terms of [axb, { ...axb, numberA: B, numberB: A }]) {
    expect(await useCases.bind('AXB', common('order-1'), terms)).toMatchObject({
      subject: undefined,
      errors: [{ code: 'ALREADY_BOUND', field: ['input', 'numberX'] }],
    });
  }
  expect(await bench.services.store.bindings.find(id)).toMatchObject({ status: 'ACTIVE' });
  // A place that no other order holds can be taken.
  const own = await useCases.bind('AXB', common('order-1'), { ...axb, numberX: '17000000002' });
  expect(own.subject).toMatchObject({ status: 'ACTIVE' });
});

test('a token of one order cannot have bindings released by a number alone, whether there are any or not', async () => {
  const { useCases } = actingFor(['order-1']);
  const terms = { numberA: A, holder, replacesNumberA: C };
  const refused = { errors: [{ code: 'UNSUPPORTED', field: ['input', 'replacesNumberA'] }] };
  expect(await useCases.bind('AX', common('order-1'), terms)).toMatchObject(refused);
  await actingFor().useCases.bind('AX', common('order-2'), { numberA: C, holder });
  expect(await useCases.bind('AX', common('order-1'), terms)).toMatchObject(refused);
  expect((await actingFor().useCases.bind('AX', common('order-1'), terms)).subject).toMatchObject({ status: 'ACTIVE' });
});

test('an idempotency key of another order is as if it were not used, and one of its own gives the same record', async () => {
  const first = await actingFor(['order-2']).useCases.bind('AXB', common('order-2', 'a key'), axb);
  const wide = await actingFor().useCases.bind('AXB', common('order-3', 'a key'), { ...axb, numberX: '17000000002' });
  const { useCases } = actingFor(['order-1', 'order-2']);
  const terms = { ...axb, numberX: '17000000003' };
  const own = await useCases.bind('AXB', common('order-1', 'a key'), terms);
  expect(own).toMatchObject({ subject: { status: 'ACTIVE', reference: 'order-1' }, errors: [] });
  expect(new Set([first, wide, own].map(({ subject }) => subject?.id)).size).toBe(3);
  // Also where the token names other orders than before, besides this one.
  const again = await actingFor(['order-1']).useCases.bind('AXB', common('order-1', 'a key'), terms);
  expect(again.subject?.id).toBe(own.subject?.id);
  const mismatch = await useCases.bind('AXB', common('order-1', 'a key'), axb);
  expect(mismatch.errors).toMatchObject([{ code: 'IDEMPOTENCY_MISMATCH' }]);
});

test('a group of another order can neither be bound to nor replaced, and is answered like one that is not there', async () => {
  const { subject: group } = await actingFor(['order-2']).useCases.upsertGroup(common('order-2'), undefined, [B]);
  const { useCases } = actingFor(['order-1']);
  const notFound = { errors: [{ code: 'NOT_FOUND', field: ['input', 'groupId'] }] };
  for (const groupId of [group?.id ?? '', `grp_${'0'.repeat(32)}`]) {
    expect(await useCases.bind('AXG', common('order-1'), { numberA: A, numberX: X, groupId })).toMatchObject(notFound);
    expect(await useCases.upsertGroup(common('order-1'), groupId, [C])).toMatchObject(notFound);
  }
  expect(await bench.services.store.groups.find(group?.id ?? '')).toMatchObject({ numbers: [B], reference: 'order-2' });
});
