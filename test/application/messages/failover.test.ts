import { expect, test } from 'vitest';
import { bind } from '../../../src/application/bindings/bind.ts';
import { send } from '../../../src/application/messages/send.ts';
import { jsonReply } from '../../../src/sandbox/exchange.ts';
import { CUSTOMER } from '../../../src/sandbox/winnerlook/authentication.ts';
import { openServices, statusesOf } from '../../support/services.ts';
import { startWinnerlook } from '../../support/winnerlook.ts';

const numbers = { numberA: '13800138000', numberB: '13900139000' };
const refusal = (result: string, message: string) =>
  ({ kind: 'reply', when: 'before', reply: jsonReply({ result, message }) }) as const;

/** Two accounts at vendors of their own; the first is preferred. */
async function openTwo(more: object = {}) {
  const [first, second] = [await startWinnerlook(), await startWinnerlook()];
  const account = (id: string, baseUrl: string, priority: number) =>
    ({ id, vendor: 'WINNERLOOK', baseUrl, credentials: CUSTOMER, priority }) as const;
  const test_ = await openServices([
    account('acct_1', first.baseUrl, 2),
    { ...account('acct_2', second.baseUrl, 1), ...more },
  ]);
  return {
    ...test_,
    first,
    second,
    [Symbol.asyncDispose]: async () => {
      await test_[Symbol.asyncDispose]();
      await Promise.all([first.close(), second.close()]);
    },
  };
}

test.each([
  ['an empty balance', refusal('200005', '余额不足')],
  ['a frozen account', refusal('200001', '账号被冻结')],
  ['a request rate that is used up', refusal('400002', '接口并发数(TPS)超限')],
])(
  'a refusal that another account can cure (%s) is followed by one try there, and both are kept',
  async (_title, fault) => {
    await using bench = await openTwo();
    bench.first.inject(fault);
    const { subject, errors } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, numbers);
    expect(errors).toEqual([]);
    expect(subject).toMatchObject({ status: 'ACTIVE', accountId: 'acct_2' });
    expect(subject?.attempts?.map(({ accountId, outcome }) => [accountId, outcome])).toEqual([
      ['acct_1', 'Rejected'],
      ['acct_2', 'Accepted'],
    ]);
    expect(await statusesOf(bench.services, subject?.id ?? '')).toEqual(['CREATING', 'ACTIVE']);
  },
);

test.each([
  ['a fault of the input', refusal('400091', '小号不存在'), 'FAILED'],
  ['a lost answer', { kind: 'silence', when: 'after' } as const, 'UNKNOWN'],
  ['a reset connection', { kind: 'reset', when: 'before' } as const, 'UNKNOWN'],
  [
    'an answer that makes no sense',
    { kind: 'reply', when: 'after', reply: { status: 500, contentType: 'text/html', body: '<h1>' } } as const,
    'UNKNOWN',
  ],
])('%s is never tried at another account', async (_title, fault, status) => {
  await using bench = await openTwo();
  bench.first.inject(fault);
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k' }, numbers);
  expect(subject).toMatchObject({ status, accountId: 'acct_1' });
  expect(bench.second.recorded).toEqual([]);
});

test('an account that was asked for by name is the only one that is tried', async () => {
  await using bench = await openTwo();
  bench.first.inject(refusal('200005', '余额不足'));
  const { subject } = await bind(bench.services, 'AXB', { idempotencyKey: 'k', accountId: 'acct_1' }, numbers);
  expect(subject).toMatchObject({ status: 'FAILED', failure: { code: 'INSUFFICIENT_BALANCE' } });
  expect(bench.second.recorded).toEqual([]);
});

test('of many messages only those that were refused go to the other account, each once', async () => {
  await using bench = await openTwo();
  bench.first.inject(refusal('400002', '接口并发数(TPS)超限'), refusal('400071', '按键模板 ID 不存在'));
  const recipients = ['13800000001', '13800000002', '13800000003'];
  const { messages } = await send(bench.services, 'NOTIFICATION', { idempotencyKey: 'k' }, recipients, {
    templateId: 'T',
  });
  expect(messages.map(({ status }) => status).sort()).toEqual(['ACCEPTED', 'ACCEPTED', 'FAILED']);
  expect(messages.find(({ status }) => status === 'FAILED')?.failure?.code).toBe('TEMPLATE_INVALID');
  expect(bench.second.recorded).toHaveLength(1);
  const moved = messages.find(({ accountId }) => accountId === 'acct_2');
  expect(moved?.attempts?.map(({ accountId, outcome }) => [accountId, outcome])).toEqual([
    ['acct_1', 'Rejected'],
    ['acct_2', 'Accepted'],
  ]);
});

test('an account whose vendor is gone rests after ten failures: nothing more is sent, and its health says so', async () => {
  await using bench = await openTwo();
  await bench.first.close();
  const account = bench.services.accounts.find('acct_1');
  for (let count = 0; count < 10; count++) {
    await bind(bench.services, 'AXB', { idempotencyKey: `k${count}`, accountId: 'acct_1' }, numbers);
  }
  expect(account?.standing.health).toBe('UNHEALTHY');
  const gauge = await bench.services.metrics.registry.getSingleMetricAsString('voice_account_health');
  expect(gauge).toContain('{account="acct_1"} 0\n');
  expect(gauge).toContain('{account="acct_2"} 1');
  const resting = await bind(bench.services, 'AXB', { idempotencyKey: 'rest', accountId: 'acct_1' }, numbers);
  expect(resting.errors).toMatchObject([{ code: 'VENDOR_UNAVAILABLE', message: expect.stringContaining('rests') }]);
  const other = await bind(bench.services, 'AXB', { idempotencyKey: 'other' }, numbers);
  expect(other.subject).toMatchObject({ status: 'ACTIVE', accountId: 'acct_2' });
});

test('an account rests after answers that report trouble at the vendor, and not after refusals of a recipient', async () => {
  await using bench = await openTwo();
  const call = (count: number) =>
    send(bench.services, 'NOTIFICATION', { idempotencyKey: `k${count}`, accountId: 'acct_1' }, [`138001380${count}`], {
      templateId: 'T',
    });
  const { standing } = bench.services.accounts.find('acct_1') ?? {};
  for (let count = 10; count < 25; count++) {
    bench.first.inject(refusal('400023', '被叫号码为黑名单'));
    expect((await call(count)).messages).toMatchObject([{ status: 'UNKNOWN' }]);
  }
  expect(standing?.health).toBe('HEALTHY');
  for (let count = 30; count < 40; count++) {
    bench.first.inject(refusal('400100', '绑定隐私小号,内部错误'));
    await call(count);
  }
  expect(standing?.health).toBe('UNHEALTHY');
});

test('a number that the other account may not call now is not called by it', async () => {
  await using bench = await openTwo({ limits: { perRecipient: { '3600': 1 } } });
  const call = (idempotencyKey: string, accountId?: string) =>
    send(bench.services, 'NOTIFICATION', { idempotencyKey, accountId }, ['13800138000'], { templateId: 'T' });
  await call('k1', 'acct_2');
  bench.first.inject(refusal('200005', '余额不足'));
  const { messages, errors } = await call('k2');
  expect(errors).toMatchObject([{ code: 'RECIPIENT_FREQUENCY_LIMITED', retryAfter: expect.any(Number) }]);
  expect(messages[0]?.attempts?.map(({ accountId, outcome }) => [accountId, outcome])).toEqual([
    ['acct_1', 'Rejected'],
  ]);
  expect(bench.second.recorded).toHaveLength(1);
});
