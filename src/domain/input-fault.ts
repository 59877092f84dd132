import type { ErrorCode } from './error-code.ts';
import type { Instant } from './vendor.ts';

/** One fault of an input, found before any vendor is bothered. */
export interface InputFault {
  /** Path of the field inside the input, outermost first; empty for the input as a whole. */
  readonly field: readonly string[];
  readonly message: string;
  readonly code: ErrorCode;
  /** When the same input may be sent again, where that is known. */
  readonly retryAfter?: Instant;
}

/** A fault of one field; the code is INVALID_ARGUMENT unless said otherwise. */
export function fault(
  field: string | readonly string[],
  message: string,
  code: ErrorCode = 'INVALID_ARGUMENT',
): InputFault {
  return { field: typeof field === 'string' ? field.split('.') : field, message, code };
}
