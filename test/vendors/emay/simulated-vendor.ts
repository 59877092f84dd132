import { createHash } from 'node:crypto';
import { CUSTOMERS, type SimulatedCustomer, type SimulatedService } from '../../../src/sandbox/emay/customers.ts';
import { emaySimulator } from '../../../src/sandbox/emay/index.ts';
import { type EmayState, initialState } from '../../../src/sandbox/emay/state.ts';
import type { OutgoingPush } from '../../../src/sandbox/exchange.ts';
import type { ReportOrder, SimulatorWorld } from '../../../src/sandbox/simulator.ts';

// 2017-01-01 12:00:00 in Beijing.
export const NOW = Date.parse('2017-01-01T04:00:00Z');
export const STAMP = '20170101120000';

export const SERVICES = CUSTOMERS.map(({ service }) => service);
export const SEND_PATHS: Record<SimulatedService, string> = {
  notification: '/voice/send',
  verification: '/voice/sendVFCode',
  marketing: '/voice/sendCTCode',
  voiceSms: '/join/send',
};
export const SENDABLE: Record<SimulatedService, Record<string, string>> = {
  notification: { content: '您好', mobiles: '18001098901', customVoiceIds: 'msg1', isInteractive: '0' },
  verification: { content: '1234', mobile: '18001098901', customVoiceId: 'msg1' },
  marketing: { content: '您好', mobiles: '18001098901', customVoiceIds: 'msg1', isInteractive: '0' },
  voiceSms: {
    ...{ voiceContent: '您好', mobiles: '18001098901', customJoinIds: 'msg1' },
    ...{ triggerConditions: '3', keyContent: '1' },
  },
};

export function customerOf(service: SimulatedService): SimulatedCustomer {
  const customer = CUSTOMERS.find((each) => each.service === service);
  if (!customer) throw new Error(`The simulator sells no ${service}.`);
  return customer;
}

/** The simulated vendor at a fixed time, spoken to without our adapter. */
export function openVendor(state: EmayState = initialState()) {
  const pushes: OutgoingPush[] = [];
  let made = 0;
  const world: SimulatorWorld = {
    now: () => NOW,
    newId: () => (++made).toString(16).padStart(32, '0'),
    callbackUrl: (kind) => `http://customer.invalid/${kind}`,
    recordingUrl: (callId) => `https://vendor.invalid/${callId}.wav`,
    push: (push) => pushes.push(push),
  };
  const post = (path: string, body: string, headers = FORM, search = '') => {
    const query = new URLSearchParams(search);
    const reply = emaySimulator.answer({ method: 'POST', path, query, headers, body }, state, world);
    return reply.status === 200 ? (JSON.parse(reply.body) as Record<string, unknown>) : reply;
  };
  /** Sends what a customer's signed request would hold. */
  const call = (service: SimulatedService, path: string, parameters: Record<string, string> = {}) => {
    const { appId, secretKey } = customerOf(service);
    const timed = path.endsWith('getBalance') ? {} : { timestamp: STAMP };
    const sign = md5(appId + secretKey + (timed.timestamp ?? ''));
    return post(path, String(new URLSearchParams({ appId, ...timed, sign, ...parameters }))) as Record<string, unknown>;
  };
  const send = (service: SimulatedService, changes: Record<string, string> = {}) =>
    call(service, SEND_PATHS[service], { ...SENDABLE[service], ...changes });
  const messageOf = (answer: Record<string, unknown>): string => {
    const [entry] = answer.data as { voiceId?: string; joinId?: string }[];
    return entry?.voiceId ?? entry?.joinId ?? '';
  };
  const report = (order: Partial<ReportOrder> & { messageId: string }) =>
    emaySimulator.report?.({ outcome: 'ANSWERED', seconds: 68, ...order }, state, world);
  return { state, pushes, post, call, send, messageOf, report };
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' };
export const md5 = (text: string) => createHash('md5').update(text).digest('hex');
