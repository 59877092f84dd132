import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { CallOutcome } from '../../../src/domain/call.ts';
import { TEMPORARY } from '../../../src/sandbox/ksyun/authentication.ts';
import { ksyunSimulator } from '../../../src/sandbox/ksyun/index.ts';
import type { SimulatorModel } from '../../../src/sandbox/simulator.ts';
import { ksyun } from '../../../src/vendors/ksyun/index.ts';
import type { SendOrder, VendorModule } from '../../../src/vendors/vendor.ts';
import { openBench } from '../../contract/harness.ts';

const module: VendorModule = ksyun;
const MOBILE = '13800138000';
const ORDER: SendOrder = {
  kind: 'IVR',
  recipients: [{ number: MOBILE, token: 'msg1' }],
  content: { templateId: '2002' },
};

/** A customer's callback address: keeps each push and answers with the next answer, the last one for good. */
async function openCustomer(...answers: string[]) {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      response.end(answers[Math.min(bodies.length, answers.length - 1)]);
      bodies.push(Buffer.concat(chunks));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    bodies,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function sendAndReport(customer: { readonly url: string; readonly bodies: Buffer[] }, outcome: CallOutcome) {
  await using bench = await openBench(module, ksyunSimulator as SimulatorModel, TEMPORARY, () => customer.url);
  expect(await bench.send('sendIvrCall', ORDER)).toMatchObject({ kind: 'Accepted' });
  const { CallId } = JSON.parse(bench.simulator.recorded[0]?.reply?.body ?? '');
  expect(bench.simulator.report({ messageId: CallId, outcome, seconds: 12, keys: '1' })).toEqual({ reported: true });
  await bench.simulator.settled();
  const body = customer.bodies.at(-1) ?? Buffer.of();
  return { CallId, decoded: module.callbacks.decode({ kind: undefined, headers: {}, body }, bench.account) };
}

test.each([
  ['ANSWERED', 'DELIVERED', 'ANSWERED', 'SUCCESS'],
  ['BUSY', 'FAILED', 'BUSY', 'DH:0001'],
  ['NO_ANSWER', 'TIMED_OUT', 'NO_ANSWER', '0'],
  ['REJECTED', 'FAILED', 'REJECTED', '480'],
  ['UNREACHABLE', 'FAILED', 'UNREACHABLE', '106'],
  ['POWERED_OFF', 'FAILED', 'POWERED_OFF', '480'],
  ['SUSPENDED_NUMBER', 'FAILED', 'SUSPENDED_NUMBER', 'DH:0019'],
  ['INVALID_NUMBER', 'FAILED', 'INVALID_NUMBER', '5209'],
  ['BLOCKED', 'FAILED', 'BLOCKED', 'DH:0010'],
  ['CANCELED', 'FAILED', 'CANCELED', '100000001'],
  ['CALLER_HUNG_UP', 'FAILED', 'CALLER_HUNG_UP', '101'],
  ['CALLEE_HUNG_UP', 'FAILED', 'CALLEE_HUNG_UP', 'DH:0007'],
  ['RATE_LIMITED', 'FAILED', 'RATE_LIMITED', '2038'],
  ['INSUFFICIENT_BALANCE', 'FAILED', 'INSUFFICIENT_BALANCE', '5114'],
  ['EXPIRED', 'FAILED', 'FAILED', '9001'],
  ['NETWORK_ERROR', 'FAILED', 'NETWORK_ERROR', '9002'],
  ['TIMEOUT', 'TIMED_OUT', 'TIMEOUT', 'DH:0003'],
  ['FAILED', 'FAILED', 'FAILED', '9001'],
  ['UNKNOWN', 'FAILED', 'UNKNOWN', '5000'],
] satisfies [CallOutcome, string, CallOutcome, string][])(
  'a message that ended in %s is pushed and decoded as %s, %s',
  async (happened, status, outcome, vendorCode) => {
    await using customer = await openCustomer(module.callbacks.acknowledgement.body);

    const { CallId, decoded } = await sendAndReport(customer, happened);

    const seconds = happened === 'ANSWERED' ? 12 : 0;
    expect(decoded).toMatchObject([
      {
        report: {
          type: 'message',
          status,
          token: 'msg1',
          vendorMessageId: CallId,
          recipient: MOBILE,
          facts: { outcome, vendorCode, seconds, keysPressed: '1', displayedNumber: '875100000' },
        },
      },
    ]);
    expect(customer.bodies).toHaveLength(1);
  },
);

test('a report is pushed again, the same, until it is acknowledged by a number', async () => {
  await using customer = await openCustomer('{"code":"0"}', module.callbacks.acknowledgement.body);

  await sendAndReport(customer, 'ANSWERED');

  expect(customer.bodies).toHaveLength(2);
  expect(customer.bodies[0]).toEqual(customer.bodies[1]);
});
