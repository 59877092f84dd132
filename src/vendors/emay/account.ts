import { fault } from '../../domain/input-fault.ts';
import { accepted, unknown } from '../../domain/outcome.ts';
import { textOfAnswer } from '../answer.ts';
import { declaredCharset } from '../charset.ts';
import type { AccountReply, Operation, PullReply } from '../vendor.ts';
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
    const { body, contentType } = answer;
    const page = { body, ...(declaredCharset(contentType) ? { contentType } : {}) };
    const outcome = readReply(answer, ({ data }) => {
      const count = countOf(data);
      return accepted({ ...page, count, more: count >= limit });
    });
    const isDamagedPage = outcome.kind === 'Unknown' && BEGINNING_OF_A_PAGE.test(textOfAnswer(answer));
    return isDamagedPage ? accepted({ ...page, count: 1, more: false }) : outcome;
  },
};

const BEGINNING_OF_A_PAGE = /^\uFEFF?\s*\{\s*"code"\s*:\s*"\s*SUCCESS\s*"/;

/** How many reports a page holds; something other than a list counts as one thing to look at. */
function countOf(data: unknown): number {
  if (Array.isArray(data)) return data.length;
  return data === undefined || data === null || data === '' ? 0 : 1;
}
