import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accepted, type Outcome } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/vendor.ts';
import { readJson } from '../answer.ts';
import { refusal } from '../codes.ts';
import type { VendorAccount, VendorAnswer, VendorRequest } from '../vendor.ts';
import { maybeText, text } from '../wire.ts';
import { ACCEPTED, RESPONSE_CODES } from './codes.ts';

export interface WinnerlookCredentials {
  readonly appId: string;
  readonly token: string;
}

/** The `functionCode` part of an address (1.1). */
export type FunctionCode =
  | 'middleNumberAX'
  | 'middleNumberAXB'
  | 'middleNumberXYB'
  | 'axbTransfer'
  | 'middleNumberUnbind'
  | 'axgUpcreate'
  | 'axgBind'
  | 'axgUnbind'
  | 'notify';

/** Section 1.1: lower-case md5 of appId, token and the time in milliseconds, nothing between them. */
export function signature(appId: string, token: string, timestamp: Instant): string {
  return createHash('md5').update(`${appId}${token}${timestamp}`).digest('hex');
}

/** Section 1.1: base64 of appId, an ASCII colon and the same time; no scheme in front. */
export function authorization(appId: string, timestamp: Instant): string {
  return Buffer.from(`${appId}:${timestamp}`).toString('base64');
}

/** A signed request: JSON over POST, `undefined` parameters left out. */
export function winnerlookRequest(
  account: VendorAccount<WinnerlookCredentials>,
  functionCode: FunctionCode,
  parameters: Record<string, unknown>,
  now: Instant,
): VendorRequest {
  const { appId, token } = account.credentials;
  return {
    method: 'POST',
    url: `${account.baseUrl}/voice/1.0.0/${functionCode}/${appId}/${signature(appId, token, now)}`,
    headers: { authorization: authorization(appId, now), 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(parameters),
  };
}

const replySchema = z.object({
  result: text,
  message: maybeText,
  bindId: maybeText,
  middleNumber: maybeText,
  bindNumberY: maybeText,
  extNumber: maybeText,
  callId: maybeText,
});

export type WinnerlookReply = z.infer<typeof replySchema>;

/**
 * Whatever the HTTP status, the body's `result` decides; see the code table. A code that leaves the fate open can come
 * with the callId of a call that exists all the same.
 */
export function readReply<Reply>(
  answer: VendorAnswer,
  onAccepted: (body: WinnerlookReply) => Reply,
  alsoAccepted: readonly string[] = [],
): Outcome<Reply> {
  return readJson(answer, replySchema, (body) => {
    if (body.result === ACCEPTED || alsoAccepted.includes(body.result)) return accepted(onAccepted(body));
    const outcome = refusal(RESPONSE_CODES, body.result, body.message ?? '');
    return outcome.kind === 'Unknown' && body.callId ? { ...outcome, vendorMessageId: body.callId } : outcome;
  });
}
