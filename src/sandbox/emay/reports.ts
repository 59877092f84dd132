import { createCipheriv } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { CallOutcome } from '../../domain/call.ts';
import type { OutgoingPush } from '../exchange.ts';
import { callTakes, endOfCall, type ReportOrder, type ReportResult, type SimulatorWorld } from '../simulator.ts';
import type { Admitted } from './authentication.ts';
import { CUSTOMERS, type SimulatedCustomer } from './customers.ts';
import type { Body } from './sends.ts';
import type { EmayState, SimulatedMessage, WaitingReport } from './state.ts';
import { beijingTime } from './time.ts';

type State = readonly [state: string, message: string];

/** Section 3.1 by what happened; whatever else went wrong with a call is FAIL_CALL. */
const VOICE_STATES: Partial<Record<CallOutcome, State>> = {
  ANSWERED: ['SUCCESS', '成功'],
  TIMEOUT: ['TIMEOUT', '状态报告超时'],
  UNKNOWN: ['FAIL_UNKNOWN', '未知失败'],
  INSUFFICIENT_BALANCE: ['FAIL_NEEDMORE_BALANCE', '余额不足'],
  INVALID_NUMBER: ['FAIL_MOBILE', '手机号错误'],
  BLOCKED: ['FAIL_BLACKDICTIONARY', '内容有黑词'],
};
const CALL_FAILED: State = ['FAIL_CALL', '呼叫失败'];

/** Section 3.3; the words are those of the example in 2.4.2.2. */
const JOIN_STATES: Partial<Record<CallOutcome, State>> = { ANSWERED: ['4', 'success'], TIMEOUT: ['3', 'timeout'] };
const JOIN_FAILED: State = ['2', 'fail'];

/**
 * A message is played, or not. When its call is over the report waits to be pulled, or is pushed, as the customer has
 * asked.
 */
export function report(order: ReportOrder, state: EmayState, world: SimulatorWorld): ReportResult {
  const message = state.messages.find(({ id }) => id === order.messageId);
  const customer = CUSTOMERS.find(({ appId }) => appId === message?.appId);
  if (!message || !customer) return { reported: false, reason: `There is no message ${order.messageId}.` };
  const account = state.customers[customer.appId];
  const isVoiceSms = customer.service === 'voiceSms';
  const content = isVoiceSms ? joinReport(order, message) : voiceReport(order, message, world);
  const { ringSeconds, talkSeconds } = callTakes(order);
  const seconds = ringSeconds + talkSeconds;
  // Chapter 2.4 has no section on pushes: reports of voice SMS are only ever pulled.
  if (!account || account.delivery === 'pull' || isVoiceSms) {
    const times = world.handOutAt?.(seconds) ?? [world.now()];
    state.waiting.push(...times.map((from) => ({ appId: customer.appId, report: content, from })));
    return { reported: true };
  }
  const url = account.pushUrl ?? world.callbackUrl('report');
  const page = JSON.stringify({ code: 'SUCCESS', data: [content] });
  const body = account.delivery === 'push' ? plainPush(url, customer, page) : encryptedPush(url, customer, page);
  world.push(body, seconds);
  return { reported: true };
}

/** Sections 2.1.2 and 2.4.2: each report is handed out once, when its call is over. */
export function getReport({ customer, form }: Admitted, state: EmayState, world: SimulatorWorld): Body {
  const number = Number(form.number ?? 200);
  const isThere = ({ appId, from = 0 }: WaitingReport) => appId === customer.appId && from <= world.now();
  const own = state.waiting.filter(isThere).slice(0, number);
  const taken = new Set(own);
  state.waiting = state.waiting.filter((each) => !taken.has(each));
  return { code: 'SUCCESS', data: own.map((each) => each.report) };
}

/**
 * Section 2.1.2.2, with the spaces that its example prints. Bytes as the vendor's JSON library writes a Java byte[].
 */
function voiceReport(order: ReportOrder, { id, appId, mobile, customId }: SimulatedMessage, world: SimulatorWorld) {
  const [state, message] = VOICE_STATES[order.outcome] ?? CALL_FAILED;
  const takes = callTakes(order);
  const seconds = takes.talkSeconds;
  return {
    appId: appId.replaceAll('-', ' - '),
    voiceId: id,
    customVoiceId: customId,
    state: ` ${state} `,
    message,
    callingTime: beijingTime(endOfCall(world, takes) - seconds * 1000),
    callingDuration: seconds,
    mobile,
    ...(order.keys === undefined ? {} : { keyContent: asInteger(order.keys) }),
    ...(order.voiceReply === undefined ? {} : { voiceSign: [...new Int8Array(order.voiceReply)] }),
  };
}

/** The table says Integer; keys that one cannot hold (*, a leading zero) stay text. */
const asInteger = (keys: string): number | string => (/^(0|[1-9]\d{0,8})$/.test(keys) ? Number(keys) : keys);

/** Section 2.4.2.2: no time, no duration, and what was not given is empty. */
function joinReport(order: ReportOrder, { id, appId, mobile, customId }: SimulatedMessage) {
  const [state, desc] = JOIN_STATES[order.outcome] ?? JOIN_FAILED;
  return {
    appId: appId.replaceAll('-', ' - '),
    joinId: id,
    customJoinId: customId,
    state: ` ${state} `,
    desc,
    mobile,
    keyContent: order.keys ?? '',
    voiceSign: Buffer.from(order.voiceReply ?? []).toString('base64'),
  };
}

/** Section 2.1.4.2. */
function plainPush(url: string, { appId }: SimulatedCustomer, page: string): OutgoingPush {
  return push(url, { appId, 'content-type': 'application/json;charset=UTF-8' }, page);
}

/** Section 2.1.4.1: packed, then encrypted with the service number's secretKey. */
function encryptedPush(url: string, { appId, secretKey }: SimulatedCustomer, page: string): OutgoingPush {
  const key = Buffer.from(secretKey);
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null);
  const body = Buffer.concat([cipher.update(gzipSync(page)), cipher.final()]);
  return push(url, { appId, 'content-type': 'application/octet-stream' }, body);
}

function push(url: string, headers: Record<string, string>, body: string | Uint8Array): OutgoingPush {
  return {
    url,
    headers,
    body,
    // No second attempt is documented, so there is none to rely on.
    attempts: 1,
    acknowledged,
  };
}

/** The word alone (2.1.4). */
export const acknowledged = (status: number, answer: string): boolean => status === 200 && answer === 'success';
