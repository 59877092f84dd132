import { readPhoneNumber } from './number-spelling.ts';
import { replaceNumber } from './numbers-in-text.ts';

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
export interface NumberRedaction {
  /** Whether the number stands in a text: in a form or in JSON too. */
  isIn(text: string): boolean;
  /** The text with something else in the number's place. */
  strike(text: string): string;
  /** A value without the number: fields and entries that are the number are gone, texts that name it are changed. */
  without<T>(value: T): T;
}

/** Looks for a number, given as it is read: in its one spelling, or as written where it is no number. */
export function redactionOf(number: string): NumberRedaction {
  const strike = (text: string) => replaceNumber(text, number, STRUCK);
  const isNumber = (value: unknown) => typeof value === 'string' && readPhoneNumber(value) === number;
  // Metadata is the caller's own, and can have a number as JSON's numbers; ours are times and seconds.
  const isIt = (value: unknown, isOurs: boolean) => isNumber(isOurs ? value : String(value));
  const without = (value: unknown, isOurs: boolean): unknown => {
    if (typeof value === 'string') return strike(value);
    if (Array.isArray(value)) return value.filter((part) => !isIt(part, isOurs)).map((part) => without(part, isOurs));
    if (typeof value !== 'object' || value === null) return value;
    const isIdentifier = (key: string) => isOurs && IDENTIFIERS.has(key);
    const parts = Object.entries(value).filter(([key, part]) => isIdentifier(key) || !isIt(part, isOurs));
    return Object.fromEntries(
      parts.map(([key, part]) =>
        isIdentifier(key) ? [key, part] : [strike(key), without(part, isOurs && key !== 'metadata')],
      ),
    );
  };
  return { isIn: (text) => strike(text) !== text, strike, without: <T>(value: T) => without(value, true) as T };
}
