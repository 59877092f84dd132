import type { z } from 'zod';
import type { ErrorCode } from '../domain/error-code.ts';
import { ERROR_CODES } from '../domain/error-code.ts';
import { type Failure, type Outcome, rejected, unknown } from '../domain/outcome.ts';
import { declaredCharset, readBytes } from './charset.ts';
import type { VendorAnswer } from './vendor.ts';

/** A vendor's code table entry: its own words, what they mean, our category. */
export interface VendorCode {
  readonly code: string;
  /** The vendor's text, as its document prints it. */
  readonly text: string;
  /** The same in English. */
  readonly gloss: string;
  readonly category: ErrorCode;
  /** Set where one code has several meanings: this row applies where the vendor's message contains the text. */
  readonly when?: string;
}

/** A row of a code table. */
export function code(value: string, text: string, gloss: string, category: ErrorCode, when?: string): VendorCode {
  return { code: value, text, gloss, category, ...(when ? { when } : {}) };
}

/** The row for a code, by code and message; undefined where the document does not list the code. */
export function findCode(table: readonly VendorCode[], code: string, message: string): VendorCode | undefined {
  const rows = table.filter((row) => row.code === code);
  return (
    rows.find((row) => row.when !== undefined && message.includes(row.when)) ?? rows.find((row) => !row.when) ?? rows[0]
  );
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

/**
 * What a refusal proves. A code that the document lists proves that nothing was executed, unless it is among those
 * that leave it open; a code that no document explains proves nothing.
 */
export function refusal(
  table: readonly VendorCode[],
  code: string,
  message: string,
  fateOpen?: ReadonlySet<string>,
): Outcome<never> {
  const failure = failureOf(table, code, message);
  if (fateOpen?.has(code)) return unknown(failure.message, failure.vendor);
  return failure.code === 'UNKNOWN' ? { kind: 'Unknown', failure } : rejected(failure);
}

/**
 * Reads a JSON answer by a schema and hands it on. Anything else (an HTML page, half a body, another shape) leaves the
 * request's fate open, because a vendor that answers nonsense may still have executed it.
 */
export function readJson<T, Reply>(
  answer: VendorAnswer,
  schema: z.ZodType<T>,
  then: (body: T) => Outcome<Reply>,
): Outcome<Reply> {
  const text = textOfAnswer(answer);
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return then(parsed.data);
  return unknown(
    `The vendor’s answer (HTTP ${answer.status}) could not be read, so the request may have been executed.`,
    {
      code: `HTTP ${answer.status}`,
      message: text.trim().slice(0, 200),
    },
  );
}

/** The text of an answer, in the charset that its content type names or its bytes show. */
export const textOfAnswer = ({ body, contentType }: VendorAnswer): string =>
  readBytes(body, declaredCharset(contentType)).text;

/** The value of a JSON text, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
