import { fault } from '../../domain/input-fault.ts';
import { accepted, type Outcome, unknown } from '../../domain/outcome.ts';
import { textOfAnswer } from '../answer.ts';
import { readBrokenPage } from '../broken-page.ts';
import { declaredCharset } from '../charset.ts';
import type { AccountReply, Operation, PullReply, VendorAnswer } from '../vendor.ts';
import { maybeText } from '../wire.ts';
import { type EmayCredentials, productOf, readReply, timedRequest, timelessRequest } from './client.ts';

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Sections 2.1.3 and 2.4.3. The tables say String, the examples print no quotes: either is taken. */
export const refreshAccount: Operation<EmayCredentials, Record<never, never>, AccountReply> = {
  options: {},
  repeatable: true,
  request: (account) => timelessRequest(account, `/${productOf(account)}/getBalance`),
  read: (answer) =>
    readReply(answer, ({ balance, data }) => {
      const amount = balance ?? maybeText.safeParse(data).data ?? '';
      if (DECIMAL.test(amount)) return accepted({ balance: amount });
      return unknown('The vendor answered, but not with a balance.', { code: 'SUCCESS', message: amount });
    }),
};

// number: “默认 200 条，最多 1000 条” (2.1.2.1).
const LARGEST_PAGE = 1000;

/**
 * Sections 2.1.2 and 2.4.2. Each report is handed out once, so a page that was taken is never given up: it goes on
 * raw, readable or not.
 */
export const pullReports: Operation<EmayCredentials, { readonly limit: number }, PullReply> = {
  options: {},
  check: ({ limit }) =>
    Number.isInteger(limit) && limit >= 1 && limit <= LARGEST_PAGE
      ? []
      : [fault('limit', `One page holds 1 to ${LARGEST_PAGE} reports.`)],
  request: (account, { limit }, now) =>
    timedRequest(account, `/${productOf(account)}/getReport`, { number: String(limit) }, now),
  read: (answer, { limit }) => {
    const outcome = readReply(answer, ({ data }) => {
      const count = countOf(data);
      return accepted({ ...pageOf(answer), count, more: count >= limit });
    });
    return outcome.kind === 'Unknown' ? (damagedPage(answer) ?? outcome) : outcome;
  },
  readPart: damagedPage,
};

const pageOf = ({ body, contentType }: VendorAnswer) => ({
  body,
  ...(declaredCharset(contentType) ? { contentType } : {}),
});

/** A page that breaks off; undefined where the bytes are none. Whatever is whole in it is read with it. */
function damagedPage(answer: VendorAnswer): Outcome<PullReply> | undefined {
  const text = textOfAnswer(answer);
  const whole = readBrokenPage(text)?.items.length ?? 0;
  if (whole === 0 && !BEGINNING_OF_A_PAGE.test(text)) return undefined;
  return accepted({ ...pageOf(answer), count: Math.max(whole, 1), more: false });
}

const BEGINNING_OF_A_PAGE = /^\uFEFF?\s*\{\s*"code"\s*:\s*"\s*SUCCESS\s*"/;

/** How many reports a page holds; something other than a list counts as one thing to look at. */
function countOf(data: unknown): number {
  if (Array.isArray(data)) return data.length;
  return data === undefined || data === null || data === '' ? 0 : 1;
}
