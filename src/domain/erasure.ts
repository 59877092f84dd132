import { parsePhoneNumber } from './phone-number.ts';

/** What stands where a number was struck out of a text. */
const STRUCK = '****';

/** Names by which a record is found again, here and at its vendor: never rewritten. */
const IDENTIFIERS: ReadonlySet<string> = new Set([
  'id',
  'accountId',
  'bindingId',
  'groupId',
  'vendor',
  'vendorBindingId',
  'vendorCallId',
  'vendorGroupId',
  'vendorMessageId',
]);

/** One number, to be found and taken out wherever it stands, in whichever way it is written. */
export interface Striking {
  /** Whether the number stands in a text: in a form or in JSON too. */
  isIn(text: string): boolean;
  /** The text with something else in the number's place. */
  strike(text: string): string;
  /** A value without the number: fields and entries that are the number are gone, texts that name it are changed. */
  without<T>(value: T): T;
}

/** Looks for a number, given in its one spelling. */
export function striking(number: string): Striking {
  const pattern = new RegExp(`${BEFORE}${written(number)}(?!\\d)`, 'g');
  const strike = (text: string) => text.replaceAll(pattern, STRUCK);
  const isNumber = (value: unknown) => typeof value === 'string' && parsePhoneNumber(value.trim()) === number;
  const without = (value: unknown): unknown => {
    if (typeof value === 'string') return strike(value);
    if (Array.isArray(value)) return value.filter((part) => !isNumber(part)).map(without);
    if (typeof value !== 'object' || value === null) return value;
    const parts = Object.entries(value).filter(([key, part]) => IDENTIFIERS.has(key) || !isNumber(part));
    return Object.fromEntries(
      parts.map(([key, part]) => (IDENTIFIERS.has(key) ? [key, part] : [strike(key), without(part)])),
    );
  };
  return { isIn: (text) => strike(text) !== text, strike, without: <T>(value: T) => without(value) as T };
}

// Nothing, or what is no digit; or an escape of a form or of JSON, which can end in digits.
const BEFORE = '(?<=^|\\D|%[0-9a-fA-F]{2}|\\\\u[0-9a-fA-F]{4})';
// What people put between digits.
const GAP = '[\\s\\-().]{0,2}';
const ABROAD = `(?:\\+|%2[bB]|00)?`;

/** The ways in which a number is written: with and without the country, with gaps. */
function written(number: string): string {
  const spaced = (digits: string) => [...digits].join(GAP);
  if (number.startsWith('+')) return `${ABROAD}${spaced(number.slice(1))}`;
  const china = `${ABROAD}86${GAP}`;
  if (number.startsWith('0')) return `(?:${china}0?|0)${GAP}${spaced(number.slice(1))}`;
  return `(?:${china})?0?${spaced(number)}`;
}
