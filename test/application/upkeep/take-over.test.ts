import { expect, test } from 'vitest';
import { bind } from '../../../src/application/bindings/bind.ts';
import { release } from '../../../src/application/bindings/release.ts';
import { upsertGroup } from '../../../src/application/bindings/upsert-group.ts';
import { send } from '../../../src/application/messages/send.ts';
import { newId } from '../../../src/application/records/new-id.ts';
import type { Services } from '../../../src/application/services.ts';
import { askOnce } from '../../../src/application/under-way/ask-once.ts';
import { settleJob } from '../../../src/application/upkeep/settle.ts';
import { takeOverJob } from '../../../src/application/upkeep/take-over.ts';
import type { Binding } from '../../../src/domain/binding.ts';
import type { VoiceMessage } from '../../../src/domain/message.ts';
import { CUSTOMERS } from '../../../src/sandbox/emay/customers.ts';
import { emaySimulator } from '../../../src/sandbox/emay/index.ts';
import { jsonReply } from '../../../src/sandbox/exchange.ts';
import { type RunningSimulator, startSimulator } from '../../../src/sandbox/server.ts';
import { CUSTOMER } from '../../../src/sandbox/winnerlook/authentication.ts';
import type { UnderWay } from '../../../src/store/leases.ts';
import { aMessage } from '../../support/every-table.ts';
import { aBinding } from '../../support/records.ts';
import { temporaryFolder } from '../../support/service.ts';
import { openServices, openServicesOver, statusesOf } from '../../support/services.ts';
import { until } from '../../support/until.ts';
import { startWinnerlook } from '../../support/winnerlook.ts';

const CONTENT = { templateId: 'T' };
const numbers = { numberA: '13800138000', numberB: '13900139000', numberX: '17664870250' };
// A busy machine answers late, and nothing here is about an answer that is lost.
const VENDOR_MS = 15_000;
const GONE = 'a process that is gone';
const recipientsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, place) => String(first + place));

const accountAt = (id: string, { baseUrl }: RunningSimulator, more: object = {}) =>
  ({ id, vendor: 'WINNERLOOK', baseUrl, credentials: CUSTOMER, timeouts: { total: VENDOR_MS }, ...more }) as const;

async function open(more: object = {}, path?: string) {
  const vendor = await startWinnerlook();
  const accounts = [accountAt('acct_1', vendor, more)];
  const test_ = path === undefined ? await openServices(accounts) : await openServicesOver(path, accounts);
  return {
    ...test_,
    vendor,
    [Symbol.asyncDispose]: async () => {
      await test_[Symbol.asyncDispose]();
      await vendor.close();
    },
  };
}

/** One look of the job, and all that it begins. */
async function takeOver(services: Services): Promise<void> {
  const job = takeOverJob();
  await job.run(services);
  await job.settled?.();
}

/** Whom a simulated Winnerlook was asked to call, and how often. */
const called = ({ recorded }: RunningSimulator): string[] =>
  recorded.map(({ request }) => (JSON.parse(request.body) as { calleeNumber: string }).calleeNumber).sort();

const rowOf = (subjectId: string, more: Partial<UnderWay> = {}): UnderWay => {
  return { subjectId, routed: false, withheld: false, ...more };
};

/** Puts messages of one request into the store as a process leaves them that ends. */
async function leave(
  { store }: Services,
  message: Partial<VoiceMessage>,
  more: Partial<UnderWay> = {},
): Promise<string> {
  const left = aMessage({ status: 'SUBMITTING', content: CONTENT, createdAt: Date.now(), ...message });
  await store.transaction(async (tx) => {
    await tx.messages.insertBatch([left]);
    await tx.underWay.begin(GONE, [rowOf(left.id, more)]);
  });
  return left.id;
}

async function leaveBinding(
  { store }: Services,
  binding: Partial<Binding>,
  more: Partial<UnderWay> = {},
): Promise<string> {
  const left = aBinding({ terms: numbers, createdAt: Date.now(), ...binding });
  await store.transaction(async (tx) => {
    await tx.bindings.insert(left);
    await tx.underWay.begin(GONE, [rowOf(left.id, more)]);
  });
  return left.id;
}

const nothingUnderWay = async ({ store }: Services) => expect(await store.underWay.abandoned()).toEqual([]);

test('recipients of an ended process that no vendor was asked to call are called once, and the others not again', async () => {
  await using bench = await open();
  const { services } = bench;
  const unasked = await leave(services, { recipient: '13800000001' });
  const asked = await leave(services, { recipient: '13800000002' }, { attemptedAt: 'acct_1' });
  await takeOver(services);
  expect(await services.store.messages.find(unasked)).toMatchObject({ status: 'ACCEPTED' });
  expect(await services.store.messages.find(asked)).toMatchObject({
    status: 'UNKNOWN',
    failure: { code: 'OUTCOME_UNKNOWN' },
  });
  expect(called(bench.vendor)).toEqual(['13800000001']);
  await takeOver(services);
  expect(bench.vendor.recorded).toHaveLength(1);
  await nothingUnderWay(services);
});

test('a report that came before the take-over decides the status, although the process that asked has ended', async () => {
  await using bench = await open();
  const id = await leave(bench.services, { status: 'DELIVERED' }, { attemptedAt: 'acct_1' });
  await takeOver(bench.services);
  expect(await bench.services.store.messages.find(id)).toMatchObject({ status: 'DELIVERED' });
  await nothingUnderWay(bench.services);
});

test('a verification code, which is not stored, cannot be sent by another process: its message fails, for a new request', async () => {
  await using bench = await open();
  const { services } = bench;
  const id = await leave(services, { kind: 'VERIFICATION_CODE', content: {} }, { withheld: true });
  await takeOver(services);
  const failure = { code: 'VENDOR_UNAVAILABLE', message: expect.stringContaining('new key') };
  expect(await services.store.messages.find(id)).toMatchObject({ status: 'FAILED', failure });
  expect(await statusesOf(services, id)).toEqual(['FAILED']);
  expect(bench.vendor.recorded).toEqual([]);
  await nothingUnderWay(services);
});

test('a number that was erased meanwhile is not called, nor one whose account is no longer set up', async () => {
  await using bench = await open();
  const { services } = bench;
  const erased = await leave(services, { recipient: 'erased' });
  const elsewhere = await leave(services, { accountId: 'acct_gone' });
  await takeOver(services);
  expect((await services.store.messages.find(erased))?.failure?.message).toContain('erased');
  expect(await services.store.messages.find(elsewhere)).toMatchObject({
    status: 'FAILED',
    failure: { code: 'NOT_FOUND' },
  });
  expect(bench.vendor.recorded).toEqual([]);
});

test.each([
  ['that no vendor was asked for is made', {}, 'ACTIVE', 1],
  ['that a vendor was asked for is of unknown fate', { attemptedAt: 'acct_1' }, 'UNKNOWN', 0],
  ['for which its holder must be named has failed', { withheld: true }, 'FAILED', 0],
] as const)('a binding of a process that is gone and %s', async (_title, more, status, requests) => {
  await using bench = await open();
  const id = await leaveBinding(bench.services, { status: 'CREATING' }, more);
  await takeOver(bench.services);
  expect(await bench.services.store.bindings.find(id)).toMatchObject({ status });
  expect(bench.vendor.recorded).toHaveLength(requests);
  await nothingUnderWay(bench.services);
});

test('a release and a number group that an ended process left are continued', async () => {
  await using bench = await open();
  const { services, vendor } = bench;
  const { store } = services;
  const { subject: bound } = await bind(services, 'AXB', { idempotencyKey: 'b' }, numbers);
  const { subject: group } = await upsertGroup(services, { idempotencyKey: 'g' }, undefined, ['13800138000']);
  if (!bound || !group) throw new Error('There is neither binding nor group.');
  await store.transaction(async (tx) => {
    await tx.bindings.update({ ...bound, status: 'RELEASING' });
    await tx.groups.save({ ...group, status: 'SAVING' });
    await tx.underWay.begin(GONE, [rowOf(bound.id), rowOf(group.id)]);
  });
  await takeOver(services);
  expect(await store.bindings.find(bound.id)).toMatchObject({ status: 'RELEASED' });
  expect(await store.groups.find(group.id)).toMatchObject({ status: 'ACTIVE' });
  expect(vendor.recorded).toHaveLength(4);
  await nothingUnderWay(services);
});

test('a release under way is not requested a second time, and both callers get its result', async () => {
  await using bench = await open({ limits: { requestsPerSecond: 4 } });
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'b' }, numbers);
  const asked = await Promise.all([1, 2, 3].map(() => release(bench.services, subject?.id ?? '')));
  expect(asked.map((answer) => [answer.subject?.status, answer.errors])).toEqual(Array(3).fill(['RELEASED', []]));
  expect(bench.vendor.recorded).toHaveLength(2);
});

test('recipients of one content go in one request where the vendor takes many', async () => {
  const vendor = await startSimulator(emaySimulator, { callbackUrl: () => 'http://127.0.0.1:9/' });
  const [{ appId, secretKey } = { appId: '', secretKey: '' }] = CUSTOMERS;
  const account = { id: 'acct_1', vendor: 'EMAY', baseUrl: vendor.baseUrl, credentials: { appId, secretKey } } as const;
  const timeouts = { total: VENDOR_MS };
  await using bench = await openServices([{ ...account, timeouts, services: ['notification'] }]);
  for (const recipient of recipientsFrom(13_800_000_000, 5)) {
    await leave(bench.services, { vendor: 'EMAY', recipient, content: { text: '您好' } });
  }
  await takeOver(bench.services);
  expect(vendor.recorded).toHaveLength(1);
  const { items } = await bench.services.store.messages.page({}, { limit: 10, direction: 'forward' });
  expect(items.map(({ status }) => status)).toEqual(Array(5).fill('ACCEPTED'));
  await vendor.close();
});

test('a message that had failed over is sent at its new account, and never at one that has refused it', async () => {
  const [first, second] = [await startWinnerlook(), await startWinnerlook()];
  await using bench = await openServices([
    accountAt('acct_1', first, { priority: 2 }),
    accountAt('acct_2', second, { priority: 1 }),
  ]);
  const { services } = bench;
  const refused = { accountId: 'acct_1', at: 1, outcome: 'Rejected' } as const;
  const empty = { kind: 'reply', when: 'before', reply: jsonReply({ result: '200005', message: '余额不足' }) } as const;
  second.inject(empty);
  first.inject(empty);
  const moved = await leave(services, { accountId: 'acct_2', attempts: [refused] }, { routed: true });
  await takeOver(services);
  expect(await services.store.messages.find(moved)).toMatchObject({ status: 'FAILED', accountId: 'acct_2' });
  expect([first.recorded, second.recorded].map(({ length }) => length)).toEqual([0, 0]);
  const fresh = await leave(services, { recipient: '13800000009' }, { routed: true });
  const pinned = await leave(services, { recipient: '13800000008' });
  first.inject(empty);
  await takeOver(services);
  expect(
    [await services.store.messages.find(fresh), await services.store.messages.find(pinned)].map((m) => m?.status),
  ).toEqual(['ACCEPTED', 'FAILED']);
  expect(called(second)).toEqual(['13800000009']);
  await Promise.all([first.close(), second.close()]);
});

test('a record is taken over although the answer to any one question of the take-over was lost', async () => {
  await using bench = await open();
  const { services } = bench;
  const recipients = recipientsFrom(13_800_000_000, 3);
  const left = new Map<string, string>();
  // One question more is answered each time, until the take-over asks no more than that.
  for (let answered = 0, wasLost = true; wasLost; answered++) {
    wasLost = false;
    for (const recipient of recipients) left.set(await leave(services, { recipient }), recipient);
    let asked = 0;
    const losing = <Given extends readonly unknown[], Answer>(question: (...given: Given) => Promise<Answer>) => {
      return async (...given: Given): Promise<Answer> => {
        const answer = await question(...given);
        if (asked++ !== answered) return answer;
        wasLost = true;
        throw new Error('The connection was cut before the answer came.');
      };
    };
    const { store } = services;
    const { underWay, processes } = store;
    Object.assign(store, {
      underWay: {
        ...underWay,
        abandoned: losing(underWay.abandoned),
        heldBy: losing(underWay.heldBy),
        handOver: losing(underWay.handOver),
      },
      processes: { ...processes, endExpired: losing(processes.endExpired) },
    });
    await takeOver(services).catch(() => undefined);
    Object.assign(store, { underWay, processes });
    await takeOver(services);
    await nothingUnderWay(services);
    for (const id of left.keys()) {
      expect(await store.messages.find(id), `with ${answered} answers`).toMatchObject({ status: 'ACCEPTED' });
    }
    expect(called(bench.vendor)).toEqual([...left.values()].sort());
  }
  expect(left.size).toBeGreaterThan(4 * recipients.length);
});

test('of two processes that look at once, one has each record', async () => {
  await using folder = await temporaryFolder();
  await using one = await open({}, folder.path);
  const { vendor } = one;
  const account = accountAt('acct_1', vendor);
  const others = one.services.store.isShared ? [await openServicesOver(folder.path, [account])] : [];
  const recipients = recipientsFrom(13_800_000_000, 60);
  for (const recipient of recipients) await leave(one.services, { recipient });
  await Promise.all([one, ...others].flatMap(({ services }) => [takeOver(services), takeOver(services)]));
  expect(called(vendor)).toEqual(recipients);
  for (const other of others) await other[Symbol.asyncDispose]();
});

test('a queue that is longer than any request may take is under way, and never lost', async () => {
  await using bench = await open({ limits: { requestsPerSecond: 10 } });
  const { services } = bench;
  const recipients = recipientsFrom(13_800_000_000, 20);
  const sending = send(services, 'NOTIFICATION', { idempotencyKey: 'k' }, recipients, CONTENT);
  await until('the first to be called', async () => bench.vendor.recorded.length > 2);
  // The vendor's own clock has not moved: its window is three minutes.
  bench.pass(2 * 60_000);
  await settleJob(86_400_000, services.now()).run(services);
  await takeOver(services);
  const { messages } = await sending;
  expect(messages.map(({ status }) => status)).toEqual(Array(20).fill('ACCEPTED'));
  for (const { id } of messages) expect(await statusesOf(services, id)).toEqual(['SUBMITTING', 'ACCEPTED']);
  expect(called(bench.vendor)).toEqual(recipients);
  await nothingUnderWay(services);
});

test('a process that lost its lease sends nothing more; the process that takes over sends the rest once', async () => {
  await using bench = await open({ limits: { requestsPerSecond: 10 } });
  const { services } = bench;
  const recipients = recipientsFrom(13_800_000_000, 20);
  const sending = send(services, 'NOTIFICATION', { idempotencyKey: 'k' }, recipients, CONTENT);
  await until('the first to be called', async () => bench.vendor.recorded.length > 2);
  const { holder } = await services.store.lease.enter();
  await services.store.processes.end(holder);
  const { messages } = await sending;
  const left = messages.filter(({ status }) => status === 'SUBMITTING').length;
  expect(left).toBeGreaterThan(10);
  expect(bench.vendor.recorded).toHaveLength(recipients.length - left);
  await takeOver(services);
  expect(called(bench.vendor)).toEqual(recipients);
  const { messages: after } = await send(services, 'NOTIFICATION', { idempotencyKey: 'k' }, recipients, CONTENT);
  expect(after.map(({ status }) => status)).toEqual(Array(20).fill('ACCEPTED'));
});

test('a process that ends leaves its queue to the next one', async () => {
  await using folder = await temporaryFolder();
  const recipients = recipientsFrom(13_800_000_000, 20);
  const vendor = await startWinnerlook();
  const account = accountAt('acct_1', vendor, { limits: { requestsPerSecond: 10 } });
  const ending = await openServicesOver(folder.path, [account]);
  const sending = send(ending.services, 'NOTIFICATION', { idempotencyKey: 'k' }, recipients, CONTENT);
  await until('the first to be called', async () => vendor.recorded.length > 2);
  ending.services.store.lease.handOver();
  const statuses = new Set((await sending).messages.map(({ status }) => status));
  expect(statuses).toEqual(new Set(['SUBMITTING', 'ACCEPTED']));
  await ending[Symbol.asyncDispose]();
  expect(vendor.recorded.length).toBeLessThan(recipients.length);

  await using next = await openServicesOver(folder.path, [account]);
  await takeOver(next.services);
  expect(called(vendor)).toEqual(recipients);
  await vendor.close();
});

test('a request held back at the last moment was not made, and is made once the lease is certain', async () => {
  await using bench = await open();
  const { services } = bench;
  const { store } = services;
  const account = services.accounts.find('acct_1');
  const operation = account?.module.operations.sendVoiceNotification;
  if (!account || !operation) throw new Error('The account cannot send.');
  const id = newId('message');
  const real = await store.lease.enter();
  await store.underWay.begin(real.holder, [rowOf(id)]);
  // Twice it is not certain when the connection stands.
  let looks = 0;
  const noted: UnderWay[] = [];
  const term = {
    holder: real.holder,
    get isCertain() {
      return looks++ > 2;
    },
  };
  const order = {
    kind: 'NOTIFICATION',
    recipients: [{ number: '13800138000', token: 't' }],
    content: CONTENT,
  } as const;
  const lease = { ...store.lease, handingOver: store.lease.handingOver, secure: async () => true };
  const slow: Services = { ...services, store: { ...store, lease } };
  const outcome = await askOnce(slow, account, 'sendVoiceNotification', operation, order, {
    term,
    ids: [id],
    attempt: 'due',
  });
  noted.push(...(await store.underWay.heldBy(real.holder, '', 10)));
  expect(outcome).toMatchObject({ kind: 'Accepted' });
  expect(looks).toBe(4);
  expect(bench.vendor.recorded).toHaveLength(1);
  expect(noted).toMatchObject([{ subjectId: id, attemptedAt: 'acct_1' }]);
});

test('a request held back after another process took it over has failed, and says that nothing was sent', async () => {
  await using bench = await open();
  const { services } = bench;
  const account = services.accounts.find('acct_1');
  const operation = account?.module.operations.sendVoiceNotification;
  if (!account || !operation) throw new Error('The account cannot send.');
  const order = {
    kind: 'NOTIFICATION',
    recipients: [{ number: '13800138000', token: 't' }],
    content: CONTENT,
  } as const;
  const outcome = await askOnce(services, account, 'sendVoiceNotification', operation, order, {
    term: { holder: GONE, isCertain: false },
    ids: [newId('message')],
    attempt: 'committed',
  });
  expect(outcome).toMatchObject({
    kind: 'Rejected',
    failure: { message: expect.stringContaining('nothing was sent') },
  });
  expect(bench.vendor.recorded).toEqual([]);
});
