import type { CallOutcome } from '../../domain/call.ts';
import { readBrokenPage } from '../broken-page.ts';
import { fieldTable, name, optional, required, type Values } from '../field-table.ts';
import { jsonRemarks, readText, withRemarks } from '../push-text.ts';
import { seconds } from '../read-number.ts';
import { id, oneOf, phoneNumber, text, virtualNumber } from '../read-text.ts';
import { time } from '../read-time.ts';
import type { Decoded, Report, VendorCallbacks } from '../vendor.ts';
import { decoded, defined } from '../wire.ts';
import type { KsyunCredentials } from './client.ts';
import { parseLenientJson, withoutTrailingCommas } from './lenient-json.ts';
import { findReceipt } from './receipt-codes.ts';

/**
 * Chapter “语音HTTP批量推送状态报告”. ErrCode is a string in one printed report and a number in the other. Times are
 * China's: the printed CallId ends in the epoch seconds of its StartTime. VoiceType has no value for an IVR and our own
 * record knows the kind, so it stays in the raw push, as does Caller, which is what we sent.
 */
const REPORT = fieldTable({
  CallId: name(id),
  ExtId: name(id),
  Mobile: optional(phoneNumber),
  Status: required(
    oneOf(
      new Map([
        ['SUCCESS', 'SUCCESS'],
        ['FAIL', 'FAIL'],
      ] as const),
    ),
  ),
  ErrCode: optional(text),
  ErrDesc: optional(text),
  StartTime: optional(time),
  AnswerTime: optional(time),
  EndTime: optional(time),
  Duration: optional(seconds),
  PressKey: optional(text),
  CallerDisplay: optional(virtualNumber),
});

type Receipt = Values<(typeof REPORT)['fields']>;

export const callbacks: VendorCallbacks<KsyunCredentials> = {
  // One address per customer, set in the vendor's console.
  kinds: [],
  tables: { '': REPORT },
  acknowledgement: {
    status: 200,
    contentType: 'application/json; charset=utf-8',
    body: '{"code":0,"msg":"success"}',
  },
  decode: (push) => {
    const read = readText(push);
    return 'unreadable' in read ? [read] : withRemarks(jsonRemarks(read), decodeText(read.text));
  },
};

function decodeText(body: string): Decoded[] {
  const json = parseLenientJson(body);
  if (json === undefined) {
    const page = readBrokenPage(withoutTrailingCommas(body));
    return page
      ? [...page.items.map(decodeReport), { unreadable: page.broken }]
      : [{ unreadable: 'The body is no JSON.' }];
  }
  const reports = Array.isArray(json) ? json : [json];
  return reports.length > 0 ? reports.map(decodeReport) : [{ unreadable: 'The push holds no report.' }];
}

const decodeReport = (item: unknown): Decoded => decoded(REPORT.read(item, {}), reportOf);

// The call was not answered in time.
const TIMED_OUT: ReadonlySet<CallOutcome> = new Set(['NO_ANSWER', 'TIMEOUT']);

/** Status decides; ErrCode only says why. */
function reportOf(receipt: Receipt): Report {
  const delivered = receipt.Status === 'SUCCESS';
  const outcome = delivered ? 'ANSWERED' : whyItFailed(receipt);
  return {
    type: 'message',
    status: delivered ? 'DELIVERED' : TIMED_OUT.has(outcome) ? 'TIMED_OUT' : 'FAILED',
    ...defined({ token: receipt.ExtId, vendorMessageId: receipt.CallId, recipient: receipt.Mobile }),
    facts: defined({
      outcome,
      calledAt: receipt.StartTime,
      answeredAt: receipt.AnswerTime,
      endedAt: receipt.EndTime,
      seconds: receipt.Duration,
      keysPressed: receipt.PressKey,
      displayedNumber: receipt.CallerDisplay,
      vendorCode: receipt.ErrCode,
      vendorText: receipt.ErrDesc,
    }),
  };
}

/** A code of success beside FAIL (or DH:0006, no key pressed) tells of an answer only where a time shows one. */
function whyItFailed({ ErrCode = '', ErrDesc = '', AnswerTime, Duration = 0 }: Receipt): CallOutcome {
  const outcome = findReceipt(ErrCode, ErrDesc)?.outcome ?? 'UNKNOWN';
  const answered = AnswerTime !== undefined || Duration > 0;
  return outcome === 'ANSWERED' && !answered ? 'UNKNOWN' : outcome;
}
