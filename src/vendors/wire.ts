import { z } from 'zod';
import { idOfToken } from '../domain/ids.ts';
import type { Instant } from '../domain/vendor.ts';
import type { Fields, ItemRead, Values } from './field-table.ts';
import type { Decoded, Report } from './vendor.ts';

/**
 * What several vendors' wires have in common: answers whose numbers come as text, text with spaces around it, local
 * times. Items of pushes are read by tables (field-table.ts).
 */

/** Text, trimmed; numbers are taken as text too, because the documents' examples and tables disagree on which. */
export const text = z.union([z.string(), z.number()]).transform((value) => String(value).trim());

/** Text that may be missing, null or empty: all of them mean that the vendor said nothing. */
export const maybeText = text
  .nullish()
  .transform((value) => (value === null || value === undefined || value === '' ? undefined : value));

/** A number that may come as text, or be missing or empty. Text that is no number is a fault of the answer. */
export const maybeNumber = maybeText.transform((value, context) => {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  context.addIssue({ code: 'custom', message: 'is not a number' });
  return z.NEVER;
});

// China has had one zone and no daylight saving time since 1991.
export const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** An instant as clocks in China show it: `yyyy-MM-dd HH:mm:ss`. */
export function formatShanghaiTime(at: Instant): string {
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** A flag as the tables of Winnerlook and Interline have them: 0 or 1. */
export const flag = (value: boolean | undefined): 0 | 1 | undefined =>
  value === undefined ? undefined : value ? 1 : 0;

/** An object without its undefined values, as `exactOptionalPropertyTypes` wants it and JSON writes it. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/**
 * The correlation token of a push: the one in its body, and where that has none of ours, the one in the address that it
 * came to. A body speaks for one call; an address can be an old one, or one that several bindings share.
 */
export function tokenOfPush(inBody: string | undefined, inAddress: string | undefined): string | undefined {
  return idOfToken(inBody) === undefined ? (inAddress ?? inBody) : inBody;
}

/** An item of a push, read by its table and told in our words; or why it could not be. */
export function decoded<F extends Fields>(
  read: ItemRead<F>,
  reportOf: (values: Values<F>) => Report | { readonly unreadable: string },
): Decoded {
  if ('unreadable' in read) return read;
  const { values, remarks } = read;
  const report = reportOf(values);
  if ('unreadable' in report) return report;
  return remarks.length > 0 ? { report, remarks } : { report };
}

/** What was wrong with wire data, as one sentence that names the fields and never their values' neighbours. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
}
