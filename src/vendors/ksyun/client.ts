import { z } from 'zod';
import { accepted, type Outcome, unknown } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/vendor.ts';
import { findCode, readJson, refusal } from '../answer.ts';
import type { SendReply, VendorAccount, VendorAnswer, VendorRequest } from '../vendor.ts';
import { defined, maybeText, text } from '../wire.ts';
import { API_CODES, FATE_OPEN } from './codes.ts';
import { canonicalize, type Parameters, sign } from './signature.ts';

export interface KsyunCredentials {
  readonly accessKey: string;
  readonly secretKey: string;
  /** Goes with a temporary access key (STS). */
  readonly securityToken?: string;
}

export type Action = 'CallVerify' | 'CallNotify' | 'CallIvr';

/**
 * A signed request. The document's examples also bear an AWS4 Authorization header; the Signature parameter stands in
 * its place (“公共参数”). What was signed is sent as it was signed, so that nothing is encoded twice or differently.
 */
export function ksyunRequest(
  account: VendorAccount<KsyunCredentials>,
  action: Action,
  parameters: Parameters,
  now: Instant,
): VendorRequest {
  const { accessKey, secretKey, securityToken } = account.credentials;
  const canonical = canonicalize({
    ...parameters,
    Accesskey: accessKey,
    Service: 'voice',
    Action: action,
    Version: '2020-05-01',
    // UTC, to the second: YYYY-MM-DDThh:mm:ssZ.
    Timestamp: `${new Date(now).toISOString().slice(0, 19)}Z`,
    SignatureVersion: '1.0',
    SignatureMethod: 'HMAC-SHA256',
    SecurityToken: securityToken,
  });
  return {
    method: 'POST',
    url: `${account.baseUrl}/`,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: `${canonical}&Signature=${sign(canonical, secretKey)}`,
  };
}

const replySchema = z.object({
  RequestId: maybeText,
  CallId: maybeText,
  Error: z.object({ Code: text.pipe(z.string().min(1)), Message: maybeText }).nullish(),
});

// “调用成功，返回的HTTP状态码为200”.
const SUCCESS = 200;

/** An error's code decides, whatever the HTTP status beside it. A dry run calls nobody and so has no CallId to show. */
export function readReply(answer: VendorAnswer, dryRun: boolean): Outcome<SendReply> {
  return readJson(answer, replySchema, ({ Error: error, CallId, RequestId }) => {
    if (error) return refused(error.Code, error.Message, RequestId);
    if (answer.status === SUCCESS && (CallId !== undefined || dryRun)) {
      return accepted({ recipients: [accepted(defined({ vendorMessageId: CallId }))] });
    }
    return unknown(
      `The vendor’s answer (HTTP ${answer.status}) names neither a call nor an error, so somebody may have been called.`,
      { code: `HTTP ${answer.status}`, message: RequestId ? `RequestId ${RequestId}` : '' },
    );
  });
}

/** The vendor's support finds a request by its RequestId (“返回结果”), so it is kept beside the vendor's words. */
function refused(code: string, message: string | undefined, requestId: string | undefined): Outcome<never> {
  const words = message ?? findCode(API_CODES, code, '')?.text ?? '';
  return refusal(API_CODES, code, requestId ? `${words} (RequestId ${requestId})`.trimStart() : words, FATE_OPEN);
}
