import { readPhoneNumber } from '../domain/phone-number.ts';

/**
 * Why what was said cannot be read, as the end of a sentence about it. Never the value: it can be a person's number.
 */
export interface Odd {
  readonly odd: string;
}

/** What a field says: a value, nothing (undefined), or something that cannot be read. */
export type Reading<Value> = Value | Odd | undefined;

/** A way to read a value from the wire, whatever its type is there. */
export interface Reader<Value> {
  /** What it reads, in a word. */
  readonly reads: string;
  read(said: unknown): Reading<Value>;
}

export const odd = (why: string): Odd => ({ odd: why });

export const isOdd = (reading: unknown): reading is Odd =>
  typeof reading === 'object' && reading !== null && 'odd' in reading;

/** How serialisers and people write that there is nothing: `null` as text, dashes, MySQL's `\N`. */
const NOTHING = /^(?:null|undefined|n\/a|-+|\\n)$/i;

/** Text as it is written; numbers are taken as text too, because documents and servers disagree on which they send. */
export function written(said: unknown): Reading<string> {
  if (said === undefined || said === null) return undefined;
  if (typeof said === 'string' || typeof said === 'number') return String(said);
  return odd('is no text');
}

/** Text without the spaces around it; nothing where it is empty, or one of the ways to write that. */
export function plain(said: unknown, most = Number.POSITIVE_INFINITY): Reading<string> {
  const reading = written(said);
  if (typeof reading !== 'string') return reading;
  const trimmed = reading.trim();
  if (trimmed === '' || NOTHING.test(trimmed)) return undefined;
  return trimmed.length > most ? odd(`has more than ${most} characters`) : trimmed;
}

/** Text of the vendor. */
export const text: Reader<string> = { reads: 'text', read: (said) => plain(said) };

/** Text of a person, kept as it was written: that it says “null” says something. */
export const words: Reader<string> = {
  reads: 'words',
  read: (said) => {
    const reading = written(said);
    return reading === '' ? undefined : reading;
  },
};

// Four times the longest of any document. An index entry of PostgreSQL has 2,704 bytes at the most.
const LONGEST_ID = 512;

/** A name of a record. */
export const id: Reader<string> = { reads: 'id', read: (said) => plain(said, LONGEST_ID) };

// 15 digits (E.164) with all that people put between them, or a word in place of a number.
const LONGEST_NUMBER = 64;

/** A telephone number in its one spelling, or the word that stands for one. A call without one is odd. */
export const phoneNumber: Reader<string> = {
  reads: 'phone number',
  read: (said) => {
    if (typeof said === 'string' && said.trim() === '') return odd('is empty');
    const reading = plain(said, LONGEST_NUMBER);
    return typeof reading === 'string' ? readPhoneNumber(reading) : reading;
  },
};

/** The same where the document lets it be empty. */
export const maybePhoneNumber: Reader<string> = {
  reads: 'phone number',
  read: (said) => (typeof said === 'string' && said.trim() === '' ? undefined : phoneNumber.read(said)),
};

/** X, or the number that was shown: no person's own, and empty where it does not apply. */
export const virtualNumber: Reader<string> = { ...maybePhoneNumber, reads: 'virtual number' };

/** One of the values that a document lists. Spaces around it, its case and whether it is a number do not count. */
export function oneOf<Value extends string>(meanings: ReadonlyMap<string, Value>): Reader<Value> {
  const byCode = new Map([...meanings].map(([code, value]) => [code.toLowerCase(), value]));
  return {
    reads: 'one of a list',
    read: (said) => {
      const reading = plain(said);
      if (typeof reading !== 'string') return reading;
      return byCode.get(reading.toLowerCase()) ?? odd('is none of the values that are known');
    },
  };
}
