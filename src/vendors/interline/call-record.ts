import { z } from 'zod';
import { type CallOutcome, STATUS_OF_OUTCOME } from '../../domain/call.ts';
import type { News, VendorAccount } from '../vendor.ts';
import { defined, maybeText } from '../wire.ts';
import type { InterlineCredentials } from './client.ts';
import { CALL_RESULTS, RELEASED_BY } from './codes.ts';
import { commonFields, maybeSeconds, maybeTime, someText } from './push-fields.ts';

/** The record of a call that is over (5.1). */
export const callRecordSchema = z.object({
  ...commonFields,
  result: someText,
  beginTime: maybeTime,
  ringTime: maybeTime,
  answerTime: maybeTime,
  releaseTime: maybeTime,
  duration: maybeSeconds,
  recording: maybeText,
  releasedir: maybeText,
});

export type CallRecord = z.infer<typeof callRecordSchema>;

export function callRecordNews(record: CallRecord, account: VendorAccount<InterlineCredentials>): News {
  const { outcome, text } = verdict(record);
  return {
    type: 'call',
    vendorCallId: record.taskid,
    ...defined({ vendorBindingId: record.subid }),
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
      // 时长，缺省 0 (5.1).
      seconds: Math.max(record.duration ?? 0, 0),
      hungUpBy: RELEASED_BY.get(record.releasedir ?? ''),
      recordingUrl: record.recording && absoluteUrl(record.recording, account.baseUrl),
      vendorCode: record.result,
      vendorText: text,
    }),
  };
}

// 16 and 31 are the normal ends of a call, which may or may not have been answered before.
const NORMAL_ENDS: ReadonlySet<string> = new Set(['16', '31']);
const CLEARED = '16';

/** A call that was cleared before anybody answered, by who cleared it. */
const CLEARED_UNANSWERED: ReadonlyMap<string, CallOutcome> = new Map([
  ['1', 'CALLER_HUNG_UP'],
  ['2', 'REJECTED'],
  ['0', 'FAILED'],
]);

/** How the call went. Results beyond the table vary by carrier (5.2, 其他) and are not guessed at. */
function verdict(record: CallRecord): { outcome: CallOutcome; text: string | undefined } {
  const row = CALL_RESULTS.find(({ code }) => code === record.result.toLowerCase());
  if (!row) return { outcome: 'UNKNOWN', text: undefined };
  const talked = record.answerTime !== undefined || (record.duration ?? 0) > 0;
  if (NORMAL_ENDS.has(row.code) && talked) return { outcome: 'ANSWERED', text: row.text };
  const cleared = row.code === CLEARED ? CLEARED_UNANSWERED.get(record.releasedir ?? '') : undefined;
  return { outcome: cleared ?? row.outcome, text: row.text };
}

/** 录音下载路径 (5.1) is not said to be a whole URL: a bare path is one on the vendor's own host. */
function absoluteUrl(path: string, baseUrl: string): string {
  if (URL.canParse(path)) return path;
  return URL.parse(path, `${baseUrl}/`)?.href ?? path;
}
