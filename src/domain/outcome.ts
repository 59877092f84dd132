import type { ErrorCode } from './error-code.ts';
import type { Instant } from './vendor.ts';

/** Why a request was refused or its fate is not known. */
export interface Failure {
  readonly code: ErrorCode;
  /** A sentence that says what to do. */
  readonly message: string;
  /** When the same request may be made again, where that is known. */
  readonly retryAfter?: Instant;
  /** The vendor's own words, where it answered. */
  readonly vendor?: { readonly code: string; readonly message: string };
}

/** What became of a request to a vendor. Only `Rejected` proves that nothing was executed. */
export type Outcome<Reply> =
  | { readonly kind: 'Accepted'; readonly reply: Reply }
  | { readonly kind: 'Rejected'; readonly failure: Failure }
  | { readonly kind: 'Unknown'; readonly failure: Failure };

export function accepted<Reply>(reply: Reply): Outcome<Reply> {
  return { kind: 'Accepted', reply };
}

/** Proved not executed. */
export function rejected(failure: Failure): Outcome<never> {
  return { kind: 'Rejected', failure };
}

/** May have been executed: never to be sent again. */
export function unknown(message: string, vendor?: Failure['vendor']): Outcome<never> {
  return { kind: 'Unknown', failure: { code: 'OUTCOME_UNKNOWN', message, ...(vendor ? { vendor } : {}) } };
}
