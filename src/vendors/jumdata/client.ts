import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accepted, named, type Outcome } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/vendor.ts';
import { readJson } from '../answer.ts';
import { refusal } from '../codes.ts';
import type { VendorAccount, VendorAnswer, VendorRequest } from '../vendor.ts';
import { defined, maybeText, text } from '../wire.ts';
import { ACCEPTED, RESPONSE_CODES } from './codes.ts';

export interface JumdataCredentials {
  readonly appId: string;
  readonly appSecret: string;
}

/**
 * Section “签名算法”: sha256 of appId, appSecret and the time in milliseconds, nothing between them. The document does
 * not name the case of its hex digits; the vendor's public clients send lower case.
 */
export function signature(appId: string, appSecret: string, timestamp: Instant): string {
  return createHash('sha256').update(`${appId}${appSecret}${timestamp}`).digest('hex');
}

/** A signed request: a form over POST, `undefined` parameters left out. */
export function jumdataRequest(
  account: VendorAccount<JumdataCredentials>,
  path: string,
  parameters: Record<string, string | undefined>,
  now: Instant,
): VendorRequest {
  const { appId, appSecret } = account.credentials;
  const signed = { appId, timestamp: String(now), sign: signature(appId, appSecret, now) };
  return {
    method: 'POST',
    url: `${account.baseUrl}${path}`,
    // Servers disagree on the charset of a form that names none, and ours carries Chinese text.
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({ ...signed, ...defined(parameters) }).toString(),
  };
}

const replySchema = z.object({
  code: text,
  // Only the code decides: whatever stands in the other fields, an accepted call is an accepted call.
  msg: maybeText.optional().catch(undefined),
  taskNo: maybeText.catch(undefined),
  data: z
    .object({ callId: maybeText.catch(undefined) })
    .optional()
    .catch(undefined),
});

type JumdataReply = z.infer<typeof replySchema>;

/**
 * What an answer means. Its taskNo (唯一请求号) is what the vendor's support finds a request by. No HTTP status is
 * documented for refusals, so only the body's `code` counts; see the code table.
 */
export function readReply<Reply>(answer: VendorAnswer, onAccepted: (body: JumdataReply) => Reply): Outcome<Reply> {
  return readJson(answer, replySchema, (body) =>
    named(
      body.code === ACCEPTED ? accepted(onAccepted(body)) : refusal(RESPONSE_CODES, body.code, body.msg ?? ''),
      body.taskNo,
    ),
  );
}
