import { z } from 'zod';
import { accepted, named, type Outcome, unknown } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/vendor.ts';
import { readJson } from '../answer.ts';
import { findCode, refusal } from '../codes.ts';
import type { SendReply, VendorAccount, VendorAnswer, VendorRequest } from '../vendor.ts';
import { defined, maybeText, text } from '../wire.ts';
import { API_CODES } from './codes.ts';
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

type Reply = z.infer<typeof replySchema>;

// “调用成功，返回的HTTP状态码为200”.
const SUCCESS = 200;

/**
 * What a dry run of a request that would pass may be answered with. The document prints no answer to one; the interface
 * that this parameter was taken from (EC2's DryRun) answers it with an error of this name.
 */
const WOULD_PASS = 'DryRunOperation';

/**
 * An error's code decides, whatever the HTTP status beside it. A dry run makes no call and so has no CallId to show.
 * The vendor's support finds a request by its RequestId (“返回结果”).
 */
export function readReply(answer: VendorAnswer, dryRun: boolean): Outcome<SendReply> {
  return readJson(answer, replySchema, (reply) => named(outcomeOf(reply, answer.status, dryRun), reply.RequestId));
}

function outcomeOf({ Error: error, CallId, RequestId }: Reply, status: number, dryRun: boolean): Outcome<SendReply> {
  const isSuccess = error ? dryRun && error.Code === WOULD_PASS : status === SUCCESS;
  // Every answer of the vendor's own has a RequestId, and a dry run's may have nothing else.
  if (isSuccess && (CallId !== undefined || (dryRun && RequestId !== undefined))) {
    return accepted({ recipients: [accepted(defined({ vendorMessageId: CallId }))] });
  }
  if (error) return refused(error.Code, error.Message, RequestId);
  const open = unknown(
    `The vendor’s answer (HTTP ${status}) reports neither a success nor an error, so the request may have been executed.`,
    { code: `HTTP ${status}`, message: RequestId ? `RequestId ${RequestId}` : '' },
  );
  return { ...open, ...defined({ vendorMessageId: CallId }) };
}

/** The RequestId stands beside the vendor's words too, because those are what a caller copies into a ticket. */
function refused(code: string, message: string | undefined, requestId: string | undefined): Outcome<never> {
  const words = message ?? findCode(API_CODES, code, '')?.text ?? '';
  return refusal(API_CODES, code, requestId ? `${words} (RequestId ${requestId})`.trimStart() : words);
}
