import { createHash } from 'node:crypto';
import { z } from 'zod';
import { accepted, type Outcome, rejected, unknown } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/vendor.ts';
import { readJson, textOfAnswer } from '../answer.ts';
import { failureOf, refusal } from '../codes.ts';
import type { VendorAccount, VendorAnswer, VendorRequest } from '../vendor.ts';
import { maybeText, text } from '../wire.ts';
import { ACCEPTED, HTTP_CODES, RESPONSE_CODES } from './codes.ts';

export interface InterlineCredentials {
  readonly devid: string;
  readonly authKey: string;
  readonly appid: string;
}

/** Parameters by name; those that are undefined are left out. */
export type Parameters = Readonly<Record<string, string | number | undefined>>;

/** Section 2.1: the 16 characters from offset 24 of the lower-case sha256 of the key and the time in milliseconds. */
export function signature(authKey: string, timestamp: Instant): string {
  return createHash('sha256').update(`${authKey}${timestamp}`).digest('hex').substring(24, 40);
}

/** Section 2.1: the Keytime scheme. It covers neither address nor body. */
export function authorization({ devid, authKey }: InterlineCredentials, timestamp: Instant): string {
  return `Keytime ${devid},${timestamp},${signature(authKey, timestamp)}`;
}

/** A PUT: parameters as a form in the body (4.1, 4.3). */
export function putRequest(
  account: VendorAccount<InterlineCredentials>,
  path: string,
  parameters: Parameters,
  now: Instant,
): VendorRequest {
  return {
    method: 'PUT',
    url: account.baseUrl + path,
    headers: {
      authorization: authorization(account.credentials, now),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: encodeForm(parameters),
  };
}

/** A GET or DELETE: parameters, where there are any, in the query (3.1, 4.2, 4.4). */
export function queryRequest(
  account: VendorAccount<InterlineCredentials>,
  method: 'GET' | 'DELETE',
  path: string,
  parameters: Parameters,
  now: Instant,
): VendorRequest {
  const query = encodeForm(parameters);
  return {
    method,
    url: account.baseUrl + path + (query === '' ? '' : `?${query}`),
    headers: { authorization: authorization(account.credentials, now) },
  };
}

function encodeForm(parameters: Parameters): string {
  const given = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(given).toString();
}

/** What every answer has (3.1 to 4.4). */
export const replySchema = z.object({ error: text, reason: maybeText });

/**
 * Reads an answer. Its `error` decides, with two exceptions that lie in HTTP: 401 proves that the request was not let
 * in (chapter 1), and `error` 0 means done only in an answer with 200, for which alone the document defines it.
 */
export function readReply<Body extends z.infer<typeof replySchema>, Reply>(
  answer: VendorAnswer,
  schema: z.ZodType<Body>,
  onAccepted: (body: Body) => Reply,
  onRefused: (body: Body) => Outcome<Reply> = refused,
): Outcome<Reply> {
  if (answer.status === 401) return rejected(unauthorized(answer));
  return readJson(answer, schema, (body) => {
    if (body.error !== ACCEPTED) return onRefused(body);
    if (answer.status === 200) return accepted(onAccepted(body));
    return unknown(`The vendor reported success under HTTP ${answer.status}, so the request may have been executed.`, {
      code: `HTTP ${answer.status}`,
      message: body.reason ?? '',
    });
  });
}

/** What a refusal proves, by the code table. */
export function refused({ error, reason }: z.infer<typeof replySchema>): Outcome<never> {
  return refusal(RESPONSE_CODES, error, reason ?? '');
}

/** The vendor says 401 both to a wrong key and to a time outside the three minutes of 2.1. */
function unauthorized(answer: VendorAnswer) {
  const failure = failureOf(HTTP_CODES, '401', textOfAnswer(answer).trim().slice(0, 200));
  return {
    ...failure,
    message:
      'The vendor did not accept the signature. Check the account’s devid and authKey in the accounts file, and this ' +
      'server’s clock: it may be off by three minutes at most.',
  };
}
