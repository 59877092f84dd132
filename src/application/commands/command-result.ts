import { ERROR_CODES, type ErrorCode } from '../../domain/error-code.ts';
import type { InputFault } from '../../domain/input-fault.ts';
import type { Failure } from '../../domain/outcome.ts';
import type { Instant } from '../../domain/vendor.ts';

/** A business failure as the caller gets it: data, never an exception. */
export interface UserError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field: readonly string[] | null;
  readonly retryable: boolean;
  readonly retryAfter: Instant | null;
  readonly vendor: { readonly vendor: string; readonly code: string; readonly message: string } | null;
}

/** What a command gives back: the record it is about, where there is one, and what went wrong. */
export interface CommandResult<Subject> {
  readonly subject: Subject | undefined;
  readonly errors: readonly UserError[];
}

export function refusedInput(faults: readonly InputFault[]): { subject: undefined; errors: UserError[] } {
  return { subject: undefined, errors: faults.map(errorOfFault) };
}

/** A fault of the input, as the caller gets it; its path begins at the mutation's argument. */
export function errorOfFault({ code, message, field, retryAfter }: InputFault): UserError {
  return {
    code,
    message,
    field: ['input', ...field],
    retryable: ERROR_CODES[code].retryable,
    retryAfter: retryAfter ?? null,
    vendor: null,
  };
}

/** A vendor's refusal, or the missing knowledge of a request's fate, as the caller gets it. */
export function errorOfFailure(failure: Failure, vendor: string): UserError {
  return {
    code: failure.code,
    message: failure.message,
    field: null,
    retryable: ERROR_CODES[failure.code].retryable,
    retryAfter: failure.retryAfter ?? null,
    vendor: failure.vendor ? { vendor, ...failure.vendor } : null,
  };
}
