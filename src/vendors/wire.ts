import { z } from 'zod';
import { idOfToken } from '../domain/ids.ts';
import type { Instant } from '../domain/vendor.ts';
import type { Decoded } from './vendor.ts';

/**
 * What several vendors' wires have in common: numbers that come as text, text with spaces around it, local times.
 */

/** Text, trimmed; numbers are taken as text too, because the documents' examples and tables disagree on which. */
export const text = z.union([z.string(), z.number()]).transform((value) => String(value).trim());

/** Text that may be missing, null or empty: all of them mean that the vendor said nothing. */
export const maybeText = text
  .nullish()
  .transform((value) => (value === null || value === undefined || value === '' ? undefined : value));

/** A number that may come as text, or be missing or empty. Text that is no number is a fault of the item. */
export const maybeNumber = maybeText.transform((value, context) => {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  context.addIssue({ code: 'custom', message: 'is not a number' });
  return z.NEVER;
});

const LOCAL_TIME = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/;
// China has had one zone and no daylight saving time since 1991.
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** `yyyy-MM-dd HH:mm:ss` as clocks in China show it; missing or empty is undefined, anything else a fault. */
export const maybeShanghaiTime = maybeText.transform((value, context) => {
  if (value === undefined) return undefined;
  const time = shanghaiTime(value);
  if (time !== undefined) return time;
  context.addIssue({ code: 'custom', message: 'is not a time of the form yyyy-MM-dd HH:mm:ss' });
  return z.NEVER;
});

/** The instant of a local time in China, or undefined where the text is none. */
export function shanghaiTime(value: string): Instant | undefined {
  const match = LOCAL_TIME.exec(value);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(utc);
  const exists = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour;
  return exists ? utc - SHANGHAI_OFFSET_MS : undefined;
}

/** An instant as clocks in China show it: `yyyy-MM-dd HH:mm:ss`. */
export function formatShanghaiTime(at: Instant): string {
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

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

// Five times the largest page of any document (Emay 2.1.2). A push of a megabyte can hold half a million of nothing,
// which would keep the process busy for seconds.
const MOST_ITEMS = 5_000;

/** The items of a push, each decoded on its own. */
export function decodeItems(items: readonly unknown[], decode: (item: unknown) => Decoded): Decoded[] {
  if (items.length <= MOST_ITEMS) return items.map(decode);
  return [{ unreadable: `The push holds ${items.length} items; no more than ${MOST_ITEMS} are read out of one.` }];
}

/** What was wrong with wire data, as one sentence that names the fields and never their values' neighbours. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
}
