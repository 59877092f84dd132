import { z } from 'zod';
import { type CallOutcome, STATUS_OF_OUTCOME } from '../../domain/call.ts';
import { readPhoneNumber } from '../../domain/phone-number.ts';
import { readFields, withRemarks } from '../push-text.ts';
import type { CallNews, Decoded, News, VendorAccount, VendorCallbacks } from '../vendor.ts';
import { defined, describeIssues, maybeNumber, maybeShanghaiTime, maybeText, text, tokenOfPush } from '../wire.ts';
import type { WinnerlookCredentials } from './client.ts';
import { CALL_STATES } from './codes.ts';

/** Section 2.1.11. States are strings in the example and Int in the table; bindId is “required” but not in the example. */
const resultSchema = z.object({
  accountId: text,
  callId: text,
  bindId: maybeText,
  customerData: maybeText,
  displayNumber: maybeText,
  callerNumber: text,
  calleeNumber: text,
  startCallTime: maybeShanghaiTime,
  callerAnsweredTime: maybeShanghaiTime,
  calleeAnsweredTime: maybeShanghaiTime,
  endTime: maybeShanghaiTime,
  callerState: text,
  calleeState: text,
  callerDuration: maybeNumber,
  calleeDuration: maybeNumber,
  duration: maybeNumber,
  recUrl: maybeText,
});

type CallResult = z.infer<typeof resultSchema>;

export const callbacks: VendorCallbacks<WinnerlookCredentials> = {
  kinds: ['notification', 'sms', 'incoming-call'],
  // The document's printed answer breaks off after resultCode (2.1.11); the code is a string.
  acknowledgement: {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"resultCode":"200","resultMsg":"success"}',
  },
  decode: (push, account) => {
    const read = readFields(push);
    if ('unreadable' in read) return [read];
    return withRemarks(read.remarks, [
      DECODERS[push.kind ?? '']?.(read.fields, account, push.token) ?? {
        unreadable: `Nothing is known of pushes of the kind “${push.kind}”.`,
      },
    ]);
  },
};

type Decoder = (
  fields: Readonly<Record<string, unknown>>,
  account: VendorAccount<WinnerlookCredentials>,
  token: string | undefined,
) => Decoded;

const DECODERS: Record<string, Decoder> = {
  '': (fields, account, token) =>
    decodeResult(fields, account, (result) => ({ type: 'call', ...callNews(result, token) })),
  notification: (fields, account, token) =>
    decodeResult(fields, account, (result) => ({ ...notificationNews(result), ...defined({ token }) })),
  sms: decodeSms,
  'incoming-call': decodeIncomingCall,
};

function decodeResult(
  fields: Readonly<Record<string, unknown>>,
  account: VendorAccount<WinnerlookCredentials>,
  news: (result: CallResult) => News,
): Decoded {
  const parsed = resultSchema.safeParse(fields);
  if (!parsed.success) return { unreadable: describeIssues(parsed.error) };
  const wrong = wrongAccount(parsed.data.accountId, account);
  return wrong ?? { news: news(parsed.data) };
}

function wrongAccount(
  accountId: string | undefined,
  account: VendorAccount<WinnerlookCredentials>,
): Decoded | undefined {
  if (accountId === undefined || accountId === account.credentials.appId) return undefined;
  return { unreadable: 'The push names another accountId than the appId of this account.' };
}

function callNews(result: CallResult, inAddress: string | undefined): CallNews {
  const { outcome, state } = verdict(result);
  return {
    vendorCallId: result.callId,
    ...defined({ token: tokenOfPush(result.customerData, inAddress), vendorBindingId: result.bindId }),
    status: STATUS_OF_OUTCOME[outcome],
    facts: defined({
      caller: readPhoneNumber(result.callerNumber),
      callee: readPhoneNumber(result.calleeNumber),
      numberX: result.displayNumber && readPhoneNumber(result.displayNumber),
      outcome,
      startedAt: result.startCallTime,
      callerAnsweredAt: result.callerAnsweredTime,
      answeredAt: result.calleeAnsweredTime,
      endedAt: result.endTime,
      callerSeconds: result.callerDuration,
      seconds: result.calleeDuration,
      billedSeconds: result.duration,
      recordingUrl: result.recUrl,
      vendorCode: `${result.callerState}/${result.calleeState}`,
      vendorText: state,
      hungUpBy: HUNG_UP_BY[result.calleeState] ?? HUNG_UP_BY[result.callerState],
    }),
  };
}

const HUNG_UP_BY: Record<string, 'CALLER' | 'CALLEE'> = { '10': 'CALLER', '11': 'CALLEE' };

/**
 * How the call went. Seconds of conversation prove an answer whatever the states say (a hang-up state names who ended
 * it); without any, state 0 proves nothing, and the callee's leg says more than the caller's.
 */
function verdict(result: CallResult): { outcome: CallOutcome; state: string | undefined } {
  const callee = CALL_STATES.find(({ code }) => code === result.calleeState);
  const caller = CALL_STATES.find(({ code }) => code === result.callerState);
  const talked = (result.calleeDuration ?? 0) > 0 || (result.duration ?? 0) > 0;
  if (talked) return { outcome: 'ANSWERED', state: callee?.text };
  const telling = [callee, caller].find((leg) => leg && leg.outcome !== 'ANSWERED') ?? callee;
  return { outcome: !telling || telling.outcome === 'ANSWERED' ? 'UNKNOWN' : telling.outcome, state: telling?.text };
}

function notificationNews(result: CallResult): News {
  const { outcome, state } = verdict(result);
  return {
    type: 'message',
    vendorMessageId: result.callId,
    recipient: readPhoneNumber(result.calleeNumber),
    status: outcome === 'ANSWERED' ? 'DELIVERED' : outcome === 'NO_ANSWER' ? 'TIMED_OUT' : 'FAILED',
    facts: defined({
      outcome,
      calledAt: result.startCallTime,
      answeredAt: result.calleeAnsweredTime,
      endedAt: result.endTime,
      seconds: result.calleeDuration,
      displayedNumber: number(result.displayNumber),
      recordingUrl: result.recUrl,
      vendorCode: `${result.callerState}/${result.calleeState}`,
      vendorText: state,
    }),
  };
}

/** The names under which a lost section's field may come; the first that is present counts. */
const pick = (fields: Readonly<Record<string, unknown>>, ...names: string[]): string | undefined => {
  for (const name of names) {
    const value = maybeText.safeParse(fields[name]);
    if (value.success && value.data !== undefined) return value.data;
  }
  return undefined;
};

/** The section on the SMS push (page 17) is lost: what is recognisable is read, the raw bytes keep the rest. */
function decodeSms(
  fields: Readonly<Record<string, unknown>>,
  account: VendorAccount<WinnerlookCredentials>,
  inAddress: string | undefined,
): Decoded {
  const content = pick(fields, 'smsContent', 'content', 'message');
  if (content === undefined) return { unreadable: 'The SMS push carries no text under any name that is known.' };
  const at = maybeShanghaiTime.safeParse(pick(fields, 'sendTime', 'smsTime', 'receiveTime', 'time'));
  return (
    wrongAccount(pick(fields, 'accountId', 'appId'), account) ?? {
      news: {
        type: 'sms',
        content,
        ...defined({
          vendorSmsId: pick(fields, 'smsId', 'msgId', 'messageId', 'callId'),
          token: tokenOfPush(pick(fields, 'customerData'), inAddress),
          vendorBindingId: pick(fields, 'bindId'),
          from: number(pick(fields, 'callerNumber', 'sender', 'sendNumber', 'from')),
          to: number(pick(fields, 'calleeNumber', 'receiver', 'receiveNumber', 'to')),
          numberX: number(pick(fields, 'middleNumber', 'displayNumber')),
          at: at.success ? at.data : undefined,
        }),
      },
    }
  );
}

/** What callinCallbackUrl gets (2.1.1) is not described anywhere: a call that has begun, with whatever it names. */
function decodeIncomingCall(
  fields: Readonly<Record<string, unknown>>,
  account: VendorAccount<WinnerlookCredentials>,
  inAddress: string | undefined,
): Decoded {
  const vendorCallId = pick(fields, 'callId');
  if (vendorCallId === undefined) return { unreadable: 'The incoming-call push names no callId.' };
  const startedAt = maybeShanghaiTime.safeParse(pick(fields, 'startCallTime', 'callTime', 'callinTime', 'time'));
  return (
    wrongAccount(pick(fields, 'accountId', 'appId'), account) ?? {
      news: {
        type: 'call',
        vendorCallId,
        status: 'INITIATED',
        ...defined({
          token: tokenOfPush(pick(fields, 'customerData'), inAddress),
          vendorBindingId: pick(fields, 'bindId'),
        }),
        facts: defined({
          caller: number(pick(fields, 'callerNumber', 'caller')),
          callee: number(pick(fields, 'calleeNumber', 'callee')),
          numberX: number(pick(fields, 'displayNumber', 'middleNumber')),
          startedAt: startedAt.success ? startedAt.data : undefined,
        }),
      },
    }
  );
}

const number = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : readPhoneNumber(value);
