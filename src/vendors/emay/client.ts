import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Outcome } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/vendor.ts';
import { readJson } from '../answer.ts';
import { refusal } from '../codes.ts';
import type { VendorAccount, VendorAnswer, VendorRequest } from '../vendor.ts';
import { defined, formatShanghaiTime, maybeText } from '../wire.ts';
import { ACCEPTED, CODES } from './codes.ts';

/** A service number: Emay sells each product under one of its own. */
export interface EmayCredentials {
  readonly appId: string;
  readonly secretKey: string;
}

/** What a service number can have been bought for. */
export type EmayService = 'notification' | 'verification' | 'marketing' | 'voiceSms';

/** The product whose addresses serve an account. Voice SMS has its own pair of everything; the others share. */
export function productOf(account: VendorAccount<EmayCredentials>): 'voice' | 'join' {
  const voiceSms: EmayService = 'voiceSms';
  return account.services?.includes(voiceSms) ? 'join' : 'voice';
}

/** `yyyyMMddHHmmss` in Beijing time, whatever this machine's zone is (2.1.1.1). */
export function timestampOf(now: Instant): string {
  return formatShanghaiTime(now).replace(/\D/g, '');
}

/** md5 of appId, secretKey and the time, nothing between them (2.1.1.1); a balance is signed without time (2.1.3.1). */
export function signature({ appId, secretKey }: EmayCredentials, timestamp = ''): string {
  return createHash('md5').update(`${appId}${secretKey}${timestamp}`).digest('hex');
}

type Parameters = Readonly<Record<string, string | undefined>>;

/** A request signed for its time; `undefined` parameters are left out. */
export function timedRequest(
  account: VendorAccount<EmayCredentials>,
  path: string,
  parameters: Parameters,
  now: Instant,
): VendorRequest {
  const timestamp = timestampOf(now);
  const sign = signature(account.credentials, timestamp);
  return formRequest(account, path, { timestamp, sign, ...parameters });
}

/** A request signed for no time: those for balances. */
export function timelessRequest(account: VendorAccount<EmayCredentials>, path: string): VendorRequest {
  return formRequest(account, path, { sign: signature(account.credentials) });
}

/**
 * Everything goes in the body (2.1 “均通过 post 参数提交”). The form encodes once; the document's URLENCODE is that
 * encoding, not a second one on top.
 */
function formRequest(account: VendorAccount<EmayCredentials>, path: string, parameters: Parameters): VendorRequest {
  const form = new URLSearchParams(defined({ appId: account.credentials.appId, ...parameters }));
  return {
    method: 'POST',
    url: `${account.baseUrl}${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    body: form.toString(),
  };
}

// Voice balances answer under responseCode and balance, everything else under code and data (2.1.3.2, 2.4.3.2).
const replySchema = z
  .object({ code: maybeText, responseCode: maybeText, balance: maybeText, data: z.unknown().optional() })
  .refine(({ code, responseCode }) => code !== undefined || responseCode !== undefined);

export type EmayReply = z.infer<typeof replySchema>;

/** Whatever the HTTP status, the body's code decides. It comes without words: the tables have them. */
export function readReply<Reply>(
  answer: VendorAnswer,
  onAccepted: (reply: EmayReply) => Outcome<Reply>,
): Outcome<Reply> {
  return readJson(answer, replySchema, (reply) => {
    const code = reply.responseCode ?? reply.code ?? '';
    return code === ACCEPTED ? onAccepted(reply) : refusal(CODES, code, '');
  });
}
