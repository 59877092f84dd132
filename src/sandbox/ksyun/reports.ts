import type { CallOutcome } from '../../domain/call.ts';
import { parseJson } from '../../vendors/json.ts';
import type { OutgoingPush } from '../exchange.ts';
import { callTakes, endOfCall, type ReportOrder, type ReportResult, type SimulatorWorld } from '../simulator.ts';
import type { KsyunState, SimulatedMessage } from './state.ts';

/**
 * Chapter “状态回执错误码”, by what happened. Codes of digits are pushed as numbers and the others as strings, as the
 * printed push has them. An expired message has no code of its own: 9001, 其他错误.
 */
const RECEIPTS: Record<CallOutcome, readonly [code: string | number, text: string]> = {
  ANSWERED: ['SUCCESS', '发送成功'],
  BUSY: ['DH:0001', '被叫忙'],
  NO_ANSWER: [0, '长时间振铃无人接听，系统主动挂断'],
  REJECTED: [480, '用户拒接'],
  UNREACHABLE: [106, '被叫无法接通'],
  POWERED_OFF: [480, '用户关机'],
  SUSPENDED_NUMBER: ['DH:0019', '被叫停机'],
  INVALID_NUMBER: [5209, '空号'],
  BLOCKED: ['DH:0010', '号码为黑名单'],
  CANCELED: [100000001, '主叫取消呼叫'],
  CALLER_HUNG_UP: [101, '主叫挂断'],
  CALLEE_HUNG_UP: ['DH:0007', '呼叫接通后，被叫挂机'],
  RATE_LIMITED: [2038, '请求过于频繁'],
  INSUFFICIENT_BALANCE: [5114, '余额不足'],
  EXPIRED: [9001, '其他错误'],
  NETWORK_ERROR: [9002, '网络异常'],
  TIMEOUT: ['DH:0003', '呼叫超时，无振铃'],
  FAILED: [9001, '其他错误'],
  UNKNOWN: [5000, '未知错误'],
};

// A phone rings for a moment before anything happens: 10 seconds in the printed push.
const RING_SECONDS = 10;
// What is shown where a request names no Caller: the number of the printed push.
const OWN_NUMBER = '875100000';

/** A voice message is played, or not: pushed when its call is over. */
export function report(order: ReportOrder, state: KsyunState, world: SimulatorWorld): ReportResult {
  const message = state.messages.find(({ callId }) => callId === order.messageId);
  if (!message) return { reported: false, reason: `There is no message ${order.messageId}.` };
  if (order.voiceReply) return { reported: false, reason: 'This vendor records no voice replies.' };
  const takes = { ...callTakes(order), ringSeconds: RING_SECONDS };
  const page = [printed(order, message, endOfCall(world, takes))];
  world.push(push(world.callbackUrl(), page), takes.ringSeconds + takes.talkSeconds);
  return { reported: true };
}

/** One report, its fields in the printed order. What was not answered has neither AnswerTime nor EndTime. */
function printed(order: ReportOrder, message: SimulatedMessage, end: number): object {
  const answered = order.outcome === 'ANSWERED';
  const answeredAt = end - order.seconds * 1000;
  const [code, text] = RECEIPTS[order.outcome];
  return {
    Status: answered ? 'SUCCESS' : 'FAIL',
    EndTime: answered ? localTime(end) : '',
    Duration: answered ? order.seconds : 0,
    CallId: message.callId,
    ErrCode: code,
    ErrDesc: text,
    StartTime: localTime((answered ? answeredAt : end) - RING_SECONDS * 1000),
    AnswerTime: answered ? localTime(answeredAt) : '',
    Mobile: message.mobile,
    PressKey: order.keys ?? '',
    ExtId: message.extId,
    Caller: message.caller,
    CallerDisplay: message.caller || OWN_NUMBER,
    VoiceType: message.voiceType,
  };
}

// “否则会一直重推”: the vendor pushes for ever; ten attempts show it, and an unattended sandbox comes to rest.
const ATTEMPTS = 10;

/** The printed push has a comma after the last field of each report. */
function push(url: string, reports: readonly object[]): OutgoingPush {
  return {
    url,
    headers: { 'content-type': 'application/json;charset=UTF-8' },
    body: JSON.stringify(reports, undefined, 4).replaceAll(/("VoiceType": \d)\n/g, '$1,\n'),
    attempts: ATTEMPTS,
    acknowledged,
  };
}

/** `{"code":0,"msg":"success"}`, its code a number. */
export function acknowledged(status: number, answer: string): boolean {
  const told = parseJson(answer);
  return status === 200 && typeof told === 'object' && told !== null && 'code' in told && told.code === 0;
}

const localTime = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
