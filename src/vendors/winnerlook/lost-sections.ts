import { account, fieldTable, optional, required, type Values } from '../field-table.ts';
import { id, maybePhoneNumber, virtualNumber, words } from '../read-text.ts';
import { time } from '../read-time.ts';
import type { Report } from '../vendor.ts';
import { defined, tokenOfPush } from '../wire.ts';

/*
 * Two pushes whose sections are lost. What is recognisable is read, under the first of its likely names that says
 * something; the raw bytes keep the rest.
 */

/** The text push (page 17). */
export const SMS = fieldTable({
  accountId: account('accountId', 'appId'),
  smsContent: required(words, 'smsContent', 'content', 'message'),
  smsId: optional(id, 'smsId', 'msgId', 'messageId', 'callId'),
  customerData: optional(id),
  bindId: optional(id),
  callerNumber: optional(maybePhoneNumber, 'callerNumber', 'sender', 'sendNumber', 'from'),
  calleeNumber: optional(maybePhoneNumber, 'calleeNumber', 'receiver', 'receiveNumber', 'to'),
  middleNumber: optional(virtualNumber, 'middleNumber', 'displayNumber'),
  sendTime: optional(time, 'sendTime', 'smsTime', 'receiveTime', 'time'),
});

export function smsReport(sms: Values<(typeof SMS)['fields']>, inAddress: string | undefined): Report {
  return {
    type: 'sms',
    content: sms.smsContent,
    ...defined({
      vendorSmsId: sms.smsId,
      token: tokenOfPush(sms.customerData, inAddress),
      vendorBindingId: sms.bindId,
      from: sms.callerNumber,
      to: sms.calleeNumber,
      numberX: sms.middleNumber,
      at: sms.sendTime,
    }),
  };
}

/** What callinCallbackUrl gets (2.1.1): a call that has begun. */
export const INCOMING_CALL = fieldTable({
  accountId: account('accountId', 'appId'),
  callId: required(id),
  customerData: optional(id),
  bindId: optional(id),
  callerNumber: optional(maybePhoneNumber, 'callerNumber', 'caller'),
  calleeNumber: optional(maybePhoneNumber, 'calleeNumber', 'callee'),
  displayNumber: optional(virtualNumber, 'displayNumber', 'middleNumber'),
  startCallTime: optional(time, 'startCallTime', 'callTime', 'callinTime', 'time'),
});

export function incomingCallReport(
  call: Values<(typeof INCOMING_CALL)['fields']>,
  inAddress: string | undefined,
): Report {
  return {
    type: 'call',
    vendorCallId: call.callId,
    status: 'INITIATED',
    ...defined({ token: tokenOfPush(call.customerData, inAddress), vendorBindingId: call.bindId }),
    facts: defined({
      caller: call.callerNumber,
      callee: call.calleeNumber,
      numberX: call.displayNumber,
      startedAt: call.startCallTime,
    }),
  };
}
