import { type CallOutcome, STATUS_OF_OUTCOME } from '../../domain/call.ts';
import { account, fieldTable, optional, required, type Values } from '../field-table.ts';
import { seconds } from '../read-number.ts';
import { id, phoneNumber, text, virtualNumber } from '../read-text.ts';
import { time } from '../read-time.ts';
import type { CallReport, Report } from '../vendor.ts';
import { defined, tokenOfPush } from '../wire.ts';
import { CALL_STATES } from './codes.ts';

/**
 * Section 2.1.11. States are strings in the example and Int in the table; bindId is “required” but not in the example.
 */
const RESULT_FIELDS = {
  accountId: account(),
  bindId: optional(id),
  customerData: optional(id),
  displayNumber: optional(virtualNumber),
  callerNumber: optional(phoneNumber),
  calleeNumber: optional(phoneNumber),
  startCallTime: optional(time),
  callerAnsweredTime: optional(time),
  calleeAnsweredTime: optional(time),
  endTime: optional(time),
  callerState: optional(text),
  callerDuration: optional(seconds),
  calleeDuration: optional(seconds),
  duration: optional(seconds),
  recUrl: optional(text),
};

/** A call is named by its callId; how it went may stay unknown. */
export const CALL_RESULT = fieldTable({ ...RESULT_FIELDS, callId: required(id), calleeState: optional(text) });

/** A message is named by its callId or by the token in the address, and its report says how it went. */
export const NOTIFICATION = fieldTable({ ...RESULT_FIELDS, callId: optional(id), calleeState: required(text) });

type CallResult = Values<(typeof CALL_RESULT)['fields']>;
type Notification = Values<(typeof NOTIFICATION)['fields']>;
type Result = CallResult | Notification;

export function callReport(result: CallResult, inAddress: string | undefined): CallReport {
  const { outcome, state } = verdict(result);
  return {
    vendorCallId: result.callId,
    ...defined({ token: tokenOfPush(result.customerData, inAddress), vendorBindingId: result.bindId }),
    status: STATUS_OF_OUTCOME[outcome],
    facts: defined({
      caller: result.callerNumber,
      callee: result.calleeNumber,
      numberX: result.displayNumber,
      outcome,
      startedAt: result.startCallTime,
      callerAnsweredAt: result.callerAnsweredTime,
      answeredAt: result.calleeAnsweredTime,
      endedAt: result.endTime,
      callerSeconds: result.callerDuration,
      seconds: result.calleeDuration,
      billedSeconds: result.duration,
      recordingUrl: result.recUrl,
      vendorCode: statesOf(result),
      vendorText: state,
      hungUpBy: HUNG_UP_BY.get(result.calleeState ?? '') ?? HUNG_UP_BY.get(result.callerState ?? ''),
    }),
  };
}

export function notificationReport(
  result: Notification,
  token: string | undefined,
): Report | { readonly unreadable: string } {
  if (result.callId === undefined && token === undefined) {
    return { unreadable: 'It names no message: neither by callId nor by a token in the address.' };
  }
  const { outcome, state } = verdict(result);
  return {
    type: 'message',
    ...defined({ vendorMessageId: result.callId, recipient: result.calleeNumber, token }),
    status: outcome === 'ANSWERED' ? 'DELIVERED' : outcome === 'NO_ANSWER' ? 'TIMED_OUT' : 'FAILED',
    facts: defined({
      outcome,
      calledAt: result.startCallTime,
      answeredAt: result.calleeAnsweredTime,
      endedAt: result.endTime,
      seconds: result.calleeDuration,
      displayedNumber: result.displayNumber,
      recordingUrl: result.recUrl,
      vendorCode: statesOf(result),
      vendorText: state,
    }),
  };
}

const HUNG_UP_BY: ReadonlyMap<string, 'CALLER' | 'CALLEE'> = new Map([
  ['10', 'CALLER'],
  ['11', 'CALLEE'],
]);

/** The states of both legs as the vendor wrote them; a dash for one that it did not. */
function statesOf({ callerState, calleeState }: Result): string | undefined {
  return callerState === undefined && calleeState === undefined
    ? undefined
    : `${callerState ?? '-'}/${calleeState ?? '-'}`;
}

/**
 * How the call went. Seconds of conversation prove an answer whatever the states say (a hang-up state names who ended
 * it); without any, state 0 proves nothing, and the callee's leg says more than the caller's.
 */
function verdict(result: Result): { outcome: CallOutcome; state: string | undefined } {
  const callee = CALL_STATES.find(({ code }) => code === result.calleeState);
  const caller = CALL_STATES.find(({ code }) => code === result.callerState);
  const talked = (result.calleeDuration ?? 0) > 0 || (result.duration ?? 0) > 0;
  if (talked) return { outcome: 'ANSWERED', state: callee?.text };
  const telling = [callee, caller].find((leg) => leg && leg.outcome !== 'ANSWERED') ?? callee;
  return { outcome: !telling || telling.outcome === 'ANSWERED' ? 'UNKNOWN' : telling.outcome, state: telling?.text };
}
