import { z } from 'zod';
import type { CallOutcome } from '../../domain/call.ts';
import { readPhoneNumber } from '../../domain/phone-number.ts';
import { jsonRemarks, readText, withRemarks } from '../push-text.ts';
import type { Decoded, News, VendorCallbacks } from '../vendor.ts';
import { decodeItems, defined, describeIssues, maybeNumber, maybeShanghaiTime, maybeText, text } from '../wire.ts';
import type { KsyunCredentials } from './client.ts';
import { parseLenientJson } from './lenient-json.ts';
import { findReceipt } from './receipt-codes.ts';

/**
 * Chapter “语音HTTP批量推送状态报告”. ErrCode is a string in one printed report and a number in the other. Times are
 * China's: the printed CallId ends in the epoch seconds of its StartTime. VoiceType has no value for an IVR and our own
 * record knows the kind, so it stays in the raw push, as does Caller, which is what we sent.
 */
const reportSchema = z
  .object({
    CallId: maybeText,
    ExtId: maybeText,
    Mobile: maybeText,
    Status: text.pipe(z.enum(['SUCCESS', 'FAIL'])),
    ErrCode: maybeText,
    ErrDesc: maybeText,
    StartTime: maybeShanghaiTime,
    AnswerTime: maybeShanghaiTime,
    EndTime: maybeShanghaiTime,
    Duration: maybeNumber,
    PressKey: maybeText,
    CallerDisplay: maybeText,
  })
  .refine(({ CallId, ExtId }) => CallId !== undefined || ExtId !== undefined, 'names neither CallId nor ExtId');

type Report = z.infer<typeof reportSchema>;

export const callbacks: VendorCallbacks<KsyunCredentials> = {
  // One address per customer, set in the vendor's console.
  kinds: [],
  acknowledgement: {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"code":0,"msg":"success"}',
  },
  decode: (push) => {
    const read = readText(push);
    if ('unreadable' in read) return [read];
    const body = parseLenientJson(read.text);
    const reports = Array.isArray(body) ? body : [body];
    const decoded: Decoded[] =
      reports.length > 0 ? decodeItems(reports, decodeReport) : [{ unreadable: 'The push holds no report.' }];
    return withRemarks(jsonRemarks(read), decoded);
  },
};

function decodeReport(item: unknown): Decoded {
  const parsed = reportSchema.safeParse(item);
  return parsed.success ? { news: newsOf(parsed.data) } : { unreadable: describeIssues(parsed.error) };
}

// Nobody took the call in time.
const TIMED_OUT: ReadonlySet<CallOutcome> = new Set(['NO_ANSWER', 'TIMEOUT']);

/** Status decides; ErrCode only says why. */
function newsOf(report: Report): News {
  const delivered = report.Status === 'SUCCESS';
  const outcome = delivered ? 'ANSWERED' : whyItFailed(report);
  return {
    type: 'message',
    status: delivered ? 'DELIVERED' : TIMED_OUT.has(outcome) ? 'TIMED_OUT' : 'FAILED',
    ...defined({
      token: report.ExtId,
      vendorMessageId: report.CallId,
      recipient: report.Mobile && readPhoneNumber(report.Mobile),
    }),
    facts: defined({
      outcome,
      calledAt: report.StartTime,
      answeredAt: report.AnswerTime,
      endedAt: report.EndTime,
      seconds: report.Duration,
      keysPressed: report.PressKey,
      displayedNumber: report.CallerDisplay && readPhoneNumber(report.CallerDisplay),
      vendorCode: report.ErrCode,
      vendorText: report.ErrDesc,
    }),
  };
}

/** A code of success beside FAIL (or DH:0006, no key pressed) tells of an answer only where a time shows one. */
function whyItFailed({ ErrCode = '', ErrDesc = '', AnswerTime, Duration = 0 }: Report): CallOutcome {
  const outcome = findReceipt(ErrCode, ErrDesc)?.outcome ?? 'UNKNOWN';
  const answered = AnswerTime !== undefined || Duration > 0;
  return outcome === 'ANSWERED' && !answered ? 'UNKNOWN' : outcome;
}
