import { type CallOutcome, type HungUpBy, STATUS_OF_OUTCOME } from '../../domain/call.ts';
import { fieldTable, optional, type Values } from '../field-table.ts';
import { seconds } from '../read-number.ts';
import { oneOf, type Reader, text } from '../read-text.ts';
import { time } from '../read-time.ts';
import type { Report, VendorAccount } from '../vendor.ts';
import { defined, tokenOfPush } from '../wire.ts';
import type { InterlineCredentials } from './client.ts';
import { CALL_RESULTS, RELEASED_BY } from './codes.ts';
import { commonFields } from './push-fields.ts';

/** 时长，缺省 0 (5.1). */
const duration: Reader<number> = { ...seconds, read: (said) => seconds.read(said) ?? 0 };

/** The record of a call that is over (5.1). How it went may stay unknown. */
export const CALL_RECORD = fieldTable({
  ...commonFields,
  result: optional(text),
  beginTime: optional(time),
  ringTime: optional(time),
  answerTime: optional(time),
  releaseTime: optional(time),
  duration: optional(duration),
  recording: optional(text),
  releasedir: optional(oneOf(RELEASED_BY)),
});

type CallRecord = Values<(typeof CALL_RECORD)['fields']>;

export function callRecordReport(
  record: CallRecord,
  account: VendorAccount<InterlineCredentials>,
  inAddress: string | undefined,
): Report {
  const { outcome, text } = verdict(record);
  return {
    type: 'call',
    vendorCallId: record.taskid,
    ...defined({ token: tokenOfPush(record.userData, inAddress), vendorBindingId: record.subid }),
    status: STATUS_OF_OUTCOME[outcome],
    facts: defined({
      caller: record.caller,
      callee: record.callee,
      numberX: record.rcaller,
      outcome,
      startedAt: record.beginTime,
      ringingAt: record.ringTime,
      answeredAt: record.answerTime,
      endedAt: record.releaseTime,
      seconds: record.duration,
      hungUpBy: record.releasedir,
      recordingUrl: record.recording && absoluteUrl(record.recording, account.baseUrl),
      vendorCode: record.result,
      vendorText: text,
    }),
  };
}

// 16 and 31 are the normal ends of a call, which may or may not have been answered before.
const NORMAL_ENDS: ReadonlySet<string> = new Set(['16', '31']);
const CLEARED = '16';

/** A call that was cleared before it was answered, by the side that cleared it. */
const CLEARED_UNANSWERED: Readonly<Record<HungUpBy, CallOutcome>> = {
  CALLER: 'CALLER_HUNG_UP',
  CALLEE: 'REJECTED',
  PLATFORM: 'FAILED',
};

/**
 * How the call went. Results beyond the table vary by carrier (5.2, 其他) and are not guessed at; without any, a time or
 * seconds of conversation show an answer.
 */
function verdict(record: CallRecord): { outcome: CallOutcome; text: string | undefined } {
  const talked = record.answerTime !== undefined || (record.duration ?? 0) > 0;
  if (record.result === undefined) return { outcome: talked ? 'ANSWERED' : 'UNKNOWN', text: undefined };
  const result = record.result.toLowerCase();
  const row = CALL_RESULTS.find(({ code }) => code === result);
  if (!row) return { outcome: 'UNKNOWN', text: undefined };
  if (NORMAL_ENDS.has(row.code) && talked) return { outcome: 'ANSWERED', text: row.text };
  const cleared = row.code === CLEARED && record.releasedir ? CLEARED_UNANSWERED[record.releasedir] : undefined;
  return { outcome: cleared ?? row.outcome, text: row.text };
}

/** 录音下载路径 (5.1) is not said to be a whole URL: a bare path is one on the vendor's own host. */
function absoluteUrl(path: string, baseUrl: string): string {
  if (URL.canParse(path)) return path;
  return URL.parse(path, `${baseUrl}/`)?.href ?? path;
}
