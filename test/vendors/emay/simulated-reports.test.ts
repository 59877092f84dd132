import { describe, expect, test } from 'vitest';
import type { CallOutcome } from '../../../src/domain/call.ts';
import type { SimulatedCustomer, SimulatedService } from '../../../src/sandbox/emay/customers.ts';
import type { Delivery } from '../../../src/sandbox/emay/state.ts';
import type { ReportOrder } from '../../../src/sandbox/simulator.ts';
import { emay } from '../../../src/vendors/emay/index.ts';
import type { Push, VendorAccount } from '../../../src/vendors/vendor.ts';
import { customerOf, openVendor, SERVICES } from './simulated-vendor.ts';

const OUTCOMES: readonly CallOutcome[] = [
  ...(['ANSWERED', 'BUSY', 'NO_ANSWER', 'REJECTED', 'UNREACHABLE', 'POWERED_OFF', 'SUSPENDED_NUMBER'] as const),
  ...(['INVALID_NUMBER', 'BLOCKED', 'CANCELED', 'CALLER_HUNG_UP', 'CALLEE_HUNG_UP', 'RATE_LIMITED'] as const),
  ...(['INSUFFICIENT_BALANCE', 'EXPIRED', 'NETWORK_ERROR', 'TIMEOUT', 'FAILED', 'UNKNOWN'] as const),
];
const DELIVERIES: readonly Delivery[] = ['pull', 'push', 'encryptedPush'];

// What Emay's ten states can say of an outcome; three for voice SMS. Whatever else went wrong is a failed call.
const TOLD: Partial<Record<CallOutcome, readonly [status: string, outcome: CallOutcome]>> = {
  ANSWERED: ['DELIVERED', 'ANSWERED'],
  TIMEOUT: ['TIMED_OUT', 'TIMEOUT'],
};
const TOLD_BY_VOICE: typeof TOLD = {
  ...TOLD,
  INSUFFICIENT_BALANCE: ['FAILED', 'INSUFFICIENT_BALANCE'],
  INVALID_NUMBER: ['FAILED', 'INVALID_NUMBER'],
  BLOCKED: ['FAILED', 'BLOCKED'],
};

describe('what our adapter makes of a report', () => {
  const accountOf = (service: SimulatedService): VendorAccount<SimulatedCustomer> => ({
    id: 'acct_1',
    vendor: 'EMAY',
    baseUrl: '',
    credentials: customerOf(service),
    services: [service],
    callbackUrl: () => '',
  });

  /** Sends, reports and delivers one message; gives what arrives at the customer. */
  function deliver(service: SimulatedService, delivery: Delivery, order: Partial<ReportOrder>): Push {
    const { appId } = customerOf(service);
    const vendor = openVendor();
    const account = vendor.state.customers[appId];
    if (account) account.delivery = delivery;
    vendor.report({ ...order, messageId: vendor.messageOf(vendor.send(service)) });
    const [push] = vendor.pushes;
    if (!push) {
      const page = vendor.call(service, `/${service === 'voiceSms' ? 'join' : 'voice'}/getReport`);
      return { kind: 'pulled', headers: {}, body: Buffer.from(JSON.stringify(page)) };
    }
    expect(push.url).toBe('http://customer.invalid/report');
    const headers = Object.fromEntries(
      Object.entries(push.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    expect(headers.appid).toBe(appId);
    return { kind: 'report', headers, body: Buffer.from(push.body) };
  }

  test.each(SERVICES.flatMap((service) => DELIVERIES.map((delivery) => [service, delivery] as const)))(
    'on a %s that comes by %s: every outcome',
    (service, delivery) => {
      for (const outcome of OUTCOMES) {
        const told = service === 'voiceSms' ? TOLD : TOLD_BY_VOICE;
        const [status, ours] = told[outcome] ?? ['FAILED', 'FAILED'];
        const decoded = emay.callbacks.decode(deliver(service, delivery, { outcome }), accountOf(service));
        expect(decoded).toMatchObject([
          {
            report: {
              type: 'message',
              status,
              token: 'msg1',
              vendorMessageId: '00000000000000000001',
              recipient: '18001098901',
              facts: { outcome: ours },
            },
          },
        ]);
      }
    },
  );

  test.each(SERVICES)('on a %s: keys and voice reply', (service) => {
    const order = { keys: '0*', voiceReply: Uint8Array.of(250, 0, 127) };
    const [decoded] = emay.callbacks.decode(deliver(service, 'push', order), accountOf(service));
    expect(decoded).toMatchObject({ report: { facts: { keysPressed: '0*', voiceReply: '+gB/' } } });
  });

  test('reports of voice SMS are only ever pulled', () => {
    expect(deliver('voiceSms', 'encryptedPush', {}).kind).toBe('pulled');
    expect(deliver('marketing', 'encryptedPush', {}).kind).toBe('report');
  });

  test('a push is encrypted only where the customer chose it', () => {
    expect(deliver('notification', 'push', {}).body.toString()).toContain('SUCCESS');
    expect(deliver('notification', 'encryptedPush', {}).body.toString()).not.toContain('SUCCESS');
  });

  test('a push goes to the address of its service number, is acknowledged by our adapter’s answer, and is sent once', () => {
    const vendor = openVendor();
    const account = vendor.state.customers[customerOf('notification').appId];
    Object.assign(account ?? {}, { delivery: 'push', pushUrl: 'http://customer.invalid/own' });
    vendor.report({ messageId: vendor.messageOf(vendor.send('notification')) });
    const [push] = vendor.pushes;
    const { status, body } = emay.callbacks.acknowledgement;
    expect(push).toMatchObject({ url: 'http://customer.invalid/own', attempts: 1 });
    expect(push?.acknowledged(status, body)).toBe(true);
    expect(push?.acknowledged(status, `${body}\n`)).toBe(false);
    expect(push?.acknowledged(500, body)).toBe(false);
  });
});
