import {
  account as accountName,
  fieldTable,
  name,
  optional,
  required,
  type Values,
  withoutSpaces,
} from '../field-table.ts';
import { parseJson } from '../json.ts';
import { withRemarks } from '../push-text.ts';
import { seconds } from '../read-number.ts';
import { id, phoneNumber, plain, text } from '../read-text.ts';
import { time } from '../read-time.ts';
import type { Decoded, Report, VendorAccount, VendorCallbacks } from '../vendor.ts';
import { decoded, defined } from '../wire.ts';
import type { EmayCredentials } from './client.ts';
import { ACCEPTED, findState } from './codes.ts';
import { openEnvelope } from './envelope.ts';
import { bytes } from './fields.ts';

/** Sections 2.1.4 and 2.4.2.2. Names differ by product: voiceId and joinId, message and desc. */
const REPORT = fieldTable({
  appId: accountName(),
  voiceId: name(id),
  joinId: name(id),
  customVoiceId: name(id),
  customJoinId: name(id),
  mobile: optional(phoneNumber),
  callingTime: optional(time),
  callingDuration: optional(seconds),
  message: optional(text),
  desc: optional(text),
  // “ SUCCESS ” and “ 4 ” in the examples.
  state: required(text),
  // Integer in the tables, "12" in the example of 2.4.2.2.
  keyContent: optional(text),
  voiceSign: optional(bytes),
});

/** Around a list of reports; the list decides. */
const PAGE = fieldTable({ code: optional(text) });

/**
 * Reports, pushed or pulled: sections 2.1.4 and 2.4.2.2. The document prints no acknowledgement; the vendor's samples
 * for its other pushes answer `success`.
 */
export const callbacks: VendorCallbacks<EmayCredentials> = {
  kinds: ['report'],
  tables: { report: REPORT, page: PAGE },
  acknowledgement: { status: 200, contentType: 'text/plain;charset=utf-8', body: 'success' },
  decode: ({ headers, body }, account) => {
    const { appid } = headers;
    if (appid !== undefined && withoutSpaces(appid) !== withoutSpaces(account.credentials.appId)) {
      return [{ unreadable: 'The push names another appId than the one of this account.' }];
    }
    const opened = openEnvelope(body, account.credentials.secretKey, headers);
    if ('unreadable' in opened) return [opened];
    const reports = decodePage(opened.json, account);
    const broken = opened.broken === undefined ? [] : [{ unreadable: opened.broken }];
    return withRemarks(opened.remarks ?? [], [...reports, ...broken]);
  },
};

/** `{code, data: […]}`, the bare list, or one report by itself. */
function decodePage(json: unknown, account: VendorAccount<EmayCredentials>): Decoded[] {
  const own = { appId: account.credentials.appId };
  const items = itemsOf(json);
  const page = Array.isArray(json) ? undefined : PAGE.read(json, {});
  if (page && 'unreadable' in page) return [{ unreadable: 'The body holds no list of reports.' }];
  if (items) {
    const reports = items.map((item) => decoded(REPORT.read(item, own), reportOf));
    return withRemarks(page?.remarks ?? [], reports);
  }
  // A pulled page without reports may have no list at all.
  const code = page?.values.code;
  return code === ACCEPTED && isEmpty((json as Page).data)
    ? []
    : [{ unreadable: `The body holds no reports; its code is “${code ?? ''}”.` }];
}

type Page = Readonly<{ data?: unknown; state?: unknown }>;

const isEmpty = (data: unknown): boolean => plain(data) === undefined;

/** The reports of a page; undefined where it has none. A list can be packed into text once more. */
function itemsOf(json: unknown): readonly unknown[] | undefined {
  if (Array.isArray(json)) return json;
  if (typeof json !== 'object' || json === null) return undefined;
  const { data, state } = json as Page;
  const inside = typeof data === 'string' ? parseJson(data) : data;
  if (Array.isArray(inside)) return inside;
  if (typeof inside === 'object' && inside !== null) return [inside];
  return state === undefined ? undefined : [json];
}

function reportOf(report: Values<(typeof REPORT)['fields']>): Report {
  const { state } = report;
  const row = findState(state.toUpperCase());
  return {
    type: 'message',
    // A state that no table lists does not say that anything was delivered.
    status: row?.status ?? 'FAILED',
    ...defined({
      token: report.customVoiceId ?? report.customJoinId,
      vendorMessageId: report.voiceId ?? report.joinId,
      recipient: report.mobile,
    }),
    facts: defined({
      outcome: row?.outcome ?? 'UNKNOWN',
      calledAt: report.callingTime,
      seconds: report.callingDuration,
      keysPressed: report.keyContent,
      voiceReply: report.voiceSign,
      vendorCode: state,
      vendorText: report.message ?? report.desc ?? row?.text,
    }),
  };
}
