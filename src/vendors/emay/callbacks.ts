import { z } from 'zod';
import { readPhoneNumber } from '../../domain/phone-number.ts';
import { withRemarks } from '../push-text.ts';
import type { Decoded, VendorAccount, VendorCallbacks } from '../vendor.ts';
import { decodeItems, defined, describeIssues, maybeNumber, maybeShanghaiTime, maybeText, text } from '../wire.ts';
import type { EmayCredentials } from './client.ts';
import { ACCEPTED, findState } from './codes.ts';
import { openEnvelope } from './envelope.ts';
import { maybeBytes, maybeId, withoutSpaces } from './fields.ts';

/**
 * Reports, pushed or pulled: sections 2.1.4 and 2.4.2.2. Names differ by product (voiceId and joinId, message and
 * desc). The document prints no acknowledgement; the vendor's samples for its other pushes answer `success`.
 */
export const callbacks: VendorCallbacks<EmayCredentials> = {
  kinds: ['report'],
  acknowledgement: { status: 200, contentType: 'text/plain;charset=utf-8', body: 'success' },
  decode: (push, account) => {
    const { appid } = push.headers;
    if (appid !== undefined && !isOf(account, appid)) return [{ unreadable: OTHER_ACCOUNT }];
    const opened = openEnvelope(push.body, account.credentials.secretKey, push.headers);
    return 'unreadable' in opened ? [opened] : withRemarks(opened.remarks ?? [], decodePage(opened.json, account));
  },
};

const OTHER_ACCOUNT = 'The push names another appId than the one of this account.';

const isOf = (account: VendorAccount<EmayCredentials>, appId: string): boolean =>
  withoutSpaces(appId) === withoutSpaces(account.credentials.appId);

const pageSchema = z.union([
  z.array(z.unknown()).transform((data) => ({ code: ACCEPTED, data })),
  z.object({ code: maybeText, data: z.union([z.array(z.unknown()), z.literal('')]).nullish() }),
]);

/** `{code, data: […]}`, or the bare list. */
function decodePage(json: unknown, account: VendorAccount<EmayCredentials>): Decoded[] {
  const page = pageSchema.safeParse(json);
  if (!page.success) return [{ unreadable: 'The body holds no list of reports.' }];
  const { code, data } = page.data;
  if (data) return decodeItems(data, (item) => decodeReport(item, account));
  // A pulled page without news may have no list at all.
  return code === ACCEPTED ? [] : [{ unreadable: `The body holds no reports; its code is “${code ?? ''}”.` }];
}

const reportSchema = z
  .object({
    appId: maybeText,
    voiceId: maybeId,
    joinId: maybeId,
    customVoiceId: maybeId,
    customJoinId: maybeId,
    mobile: maybeText,
    callingTime: maybeShanghaiTime,
    callingDuration: maybeNumber,
    message: maybeText,
    desc: maybeText,
    // “ SUCCESS ” and “ 4 ” in the examples.
    state: text.refine((value) => value !== '', 'is empty'),
    // Integer in the tables, "12" in the example of 2.4.2.2.
    keyContent: maybeText,
    voiceSign: maybeBytes,
  })
  .transform(({ voiceId, joinId, customVoiceId, customJoinId, message, desc, ...report }) => ({
    ...report,
    vendorMessageId: voiceId ?? joinId,
    token: customVoiceId ?? customJoinId,
    words: message ?? desc,
  }));

function decodeReport(item: unknown, account: VendorAccount<EmayCredentials>): Decoded {
  const parsed = reportSchema.safeParse(item);
  if (!parsed.success) return { unreadable: describeIssues(parsed.error) };
  const { appId, token, vendorMessageId, mobile, state, words, ...report } = parsed.data;
  if (appId !== undefined && !isOf(account, appId)) return { unreadable: OTHER_ACCOUNT };
  if (token === undefined && vendorMessageId === undefined) {
    return { unreadable: 'The report names no message: neither the vendor’s id nor ours.' };
  }
  const row = findState(state);
  return {
    news: {
      type: 'message',
      // A state that no table lists does not say that anything was delivered.
      status: row?.status ?? 'FAILED',
      ...defined({ token, vendorMessageId, recipient: mobile && readPhoneNumber(mobile) }),
      facts: defined({
        outcome: row?.outcome ?? 'UNKNOWN',
        calledAt: report.callingTime,
        seconds: report.callingDuration,
        keysPressed: report.keyContent,
        voiceReply: report.voiceSign,
        vendorCode: state,
        vendorText: words ?? row?.text,
      }),
    },
  };
}
