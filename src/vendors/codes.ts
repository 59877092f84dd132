import { ERROR_CODES, type ErrorCode } from '../domain/error-code.ts';
import { type Failure, type Outcome, rejected, unknown } from '../domain/outcome.ts';

/**
 * What an answer with a code proves. `REFUSED`: the code's meaning excludes that the request was carried out (a wrong
 * parameter or signature, no permission, no balance, too many requests, an unknown template or number). `NOTHING`: it
 * may have been carried out all the same (an internal failure, a timeout, maintenance, a plain “failed”).
 */
export type Proof = 'REFUSED' | 'NOTHING';

/** A vendor's code table entry: its own words, what they mean, our category, and what they prove. */
export interface VendorCode {
  readonly code: string;
  /** The vendor's text, as its document prints it. */
  readonly text: string;
  /** The same in English. */
  readonly gloss: string;
  readonly category: ErrorCode;
  readonly proves: Proof;
  /** Set where one code has several meanings: this row applies where the vendor's message contains the text. */
  readonly when?: string;
}

/** The codes of one table of a vendor's document; those of success are left out. */
export interface CodeTable {
  /** The table's name in the document. */
  readonly title: string;
  readonly rows: readonly VendorCode[];
}

type Row = (value: string, text: string, gloss: string, category: ErrorCode, when?: string) => VendorCode;

const rowThatProves =
  (proves: Proof): Row =>
  (value, text, gloss, category, when) => ({ code: value, text, gloss, category, proves, ...(when ? { when } : {}) });

/** A row of a code table that proves a refusal. */
export const refuses: Row = rowThatProves('REFUSED');

/** A row of a code table that proves nothing. */
export const leavesOpen: Row = rowThatProves('NOTHING');

/** The row for a code, by code and message; undefined where the document does not list the code. */
export function findCode(table: readonly VendorCode[], code: string, message: string): VendorCode | undefined {
  const rows = table.filter((row) => row.code === code);
  return rowFor(rows, message) ?? rows[0];
}

/** The one of a code's rows that the message decides for, or that stands for all other messages. */
const rowFor = (rows: readonly VendorCode[], message: string): VendorCode | undefined =>
  rows.find((row) => row.when !== undefined && message.includes(row.when)) ?? rows.find((row) => !row.when);

/** Whether a code proves a refusal; where the message decides for none of its rows, all of them must. */
function provesRefusal(table: readonly VendorCode[], code: string, message: string): boolean {
  const rows = table.filter((row) => row.code === code);
  const row = rowFor(rows, message);
  return rows.length > 0 && (row ? [row] : rows).every(({ proves }) => proves === 'REFUSED');
}

/** The failure that a vendor's code stands for; a code that no table lists is UNKNOWN and keeps its raw value. */
export function failureOf(table: readonly VendorCode[], code: string, message: string): Failure {
  const row = findCode(table, code, message);
  const category = row?.category ?? 'UNKNOWN';
  return {
    code: category,
    message: ERROR_CODES[category].text,
    vendor: { code, message: message || (row?.text ?? '') },
  };
}

/** What became of a request that was answered with a code: refused where the code's row proves it, else open. */
export function refusal(table: readonly VendorCode[], code: string, message: string): Outcome<never> {
  const failure = failureOf(table, code, message);
  if (provesRefusal(table, code, message)) return rejected(failure);
  // A code that its document does not explain is told apart, so that it can be counted and looked into.
  if (failure.code === 'UNKNOWN') return { kind: 'Unknown', failure, about: 'UNKNOWN' };
  return { ...unknown(ERROR_CODES.OUTCOME_UNKNOWN.text, failure.vendor), about: failure.code };
}
