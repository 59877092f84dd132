import { z } from 'zod';

/**
 * An id, or nothing. Emay's ids have 20 digits (2.1.1.2): one that came as a JSON number has lost its last ones and
 * would name another message, so it counts as missing.
 */
export const maybeId = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    if (typeof value === 'number' && !Number.isSafeInteger(value)) return undefined;
    const trimmed = value?.toString().trim();
    return trimmed === '' ? undefined : trimmed;
  });

// Both base64 alphabets, and the line breaks that older Java encoders put in.
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;
const LINE_BREAKS = /[\r\n]/g;

const base64 = z
  .string()
  .transform((value) => value.trim().replace(LINE_BREAKS, ''))
  .refine((value) => BASE64.test(value) && value.replace(/=+$/, '').length % 4 !== 1, 'is not base64')
  .transform((value) => Buffer.from(value, 'base64'));

// Java bytes are signed; a serialiser that knows no byte[] writes them as numbers.
const byteList = z.array(z.int().min(-128).max(255)).transform((bytes) => Buffer.from(bytes));

/** The tables' `byte[]` as base64. How it is written in JSON is documented nowhere: text or a list of numbers. */
export const maybeBytes = z
  .union([base64, byteList])
  .nullish()
  .transform((bytes) => (bytes && bytes.length > 0 ? bytes.toString('base64') : undefined));

/** An appId for comparison: the examples of reports print it with spaces around its dashes (2.1.2.2). */
export function withoutSpaces(appId: string): string {
  return appId.replace(/\s/g, '');
}
