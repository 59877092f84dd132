import type { z } from 'zod';
import { type Outcome, unknown } from '../domain/outcome.ts';
import { declaredCharset, readBytes } from './charset.ts';
import { parseJson } from './json.ts';
import type { VendorAnswer } from './vendor.ts';

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
