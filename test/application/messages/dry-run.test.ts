import { expect, test } from 'vitest';
import { send } from '../../../src/application/messages/send.ts';
import { settleJob } from '../../../src/application/upkeep/settle.ts';
import type { VoiceMessage } from '../../../src/domain/message.ts';
import { jsonReply } from '../../../src/sandbox/exchange.ts';
import type { Fault } from '../../../src/sandbox/faults.ts';
import { CUSTOMER } from '../../../src/sandbox/ksyun/authentication.ts';
import { ksyunSimulator } from '../../../src/sandbox/ksyun/index.ts';
import { startSimulator } from '../../../src/sandbox/server.ts';
import { aMessage } from '../../support/records.ts';
import { openServices, statusesOf } from '../../support/services.ts';

const HOUR = 3_600_000;
const settle = settleJob(24 * HOUR, 0);
const NUMBER = '13800138000';

async function open(more: object = {}) {
  const vendor = await startSimulator(ksyunSimulator, { callbackUrl: () => '' });
  const test_ = await openServices([
    { id: 'acct_1', vendor: 'KSYUN', baseUrl: vendor.baseUrl, credentials: CUSTOMER, ...more },
  ]);
  let keys = 0;
  return {
    ...test_,
    vendor,
    call: async (dryRun: boolean): Promise<VoiceMessage> => {
      const content = { templateId: '1002', dryRun };
      const common = { idempotencyKey: `k${++keys}` };
      const { messages } = await send(test_.services, 'NOTIFICATION', common, [NUMBER], content);
      const [message] = messages;
      if (!message) throw new Error('The input was refused.');
      return message;
    },
    [Symbol.asyncDispose]: async () => {
      await test_[Symbol.asyncDispose]();
      await vendor.close();
    },
  };
}

const refused: Fault = {
  kind: 'reply',
  when: 'before',
  reply: jsonReply({ Error: { Code: 'InvalidTplId', Message: '模板ID不存在' }, RequestId: 'r-1' }, 400),
};

test('a dry run that the vendor lets pass ends as CHECKED, and the deadline leaves it so', async () => {
  await using bench = await open();
  const { id, status } = await bench.call(true);
  expect(status).toBe('CHECKED');
  bench.pass(25 * HOUR);
  await settle.run(bench.services);
  expect(await statusesOf(bench.services, id)).toEqual(['SUBMITTING', 'CHECKED']);
});

test('a dry run that would not pass is FAILED, with the vendor’s words', async () => {
  await using bench = await open();
  bench.vendor.inject(refused);
  expect(await bench.call(true)).toMatchObject({
    status: 'FAILED',
    failure: { code: 'TEMPLATE_INVALID', vendor: { code: 'InvalidTplId' } },
    attempts: [{ outcome: 'Rejected', vendorRequestId: 'r-1' }],
  });
});

test('a dry run whose answer was lost ends as FAILED at the deadline: no report of it can come', async () => {
  await using bench = await open();
  bench.vendor.inject({ kind: 'reset', when: 'after' });
  const { id } = await bench.call(true);
  bench.pass(25 * HOUR);
  await settle.run(bench.services);
  expect(await statusesOf(bench.services, id)).toEqual(['SUBMITTING', 'UNKNOWN', 'FAILED']);
  expect(await bench.services.store.messages.find(id)).toMatchObject({ failure: { code: 'OUTCOME_UNKNOWN' } });
});

test('a dry run that an earlier release left ACCEPTED is CHECKED at the deadline; a real message is TIMED_OUT', async () => {
  await using bench = await open();
  const left = (content: VoiceMessage['content']) =>
    aMessage({ status: 'ACCEPTED', accountId: 'acct_1', vendor: 'KSYUN', content, createdAt: bench.services.now() });
  const [dry, real] = [left({ dryRun: true }), left({})];
  await bench.services.store.messages.insertBatch([dry, real]);
  bench.pass(25 * HOUR);
  await settle.run(bench.services);
  expect(await bench.services.store.messages.findMany([dry.id])).toMatchObject([{ status: 'CHECKED' }]);
  expect(await bench.services.store.messages.findMany([real.id])).toMatchObject([{ status: 'TIMED_OUT' }]);
});

test('limits per number count calls, and no dry runs', async () => {
  await using bench = await open({ limits: { perRecipient: { '3600': 1 } } });
  bench.vendor.inject({ kind: 'reset', when: 'after' });
  expect((await bench.call(true)).status).toBe('UNKNOWN');
  expect((await bench.call(true)).status).toBe('CHECKED');
  expect((await bench.call(false)).status).toBe('ACCEPTED');
  expect((await bench.call(true)).status).toBe('CHECKED');
  expect(await bench.call(false)).toMatchObject({
    status: 'FAILED',
    failure: { code: 'RECIPIENT_FREQUENCY_LIMITED' },
  });
});
