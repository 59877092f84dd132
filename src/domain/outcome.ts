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
export type Outcome<Reply> = (
  | { readonly kind: 'Accepted'; readonly reply: Reply }
  | { readonly kind: 'Rejected'; readonly failure: Failure }
  | OpenOutcome
) & {
  /** What the vendor calls the request, where it names requests: its support finds one by this. */
  readonly vendorRequestId?: string;
};

/** The request may have been executed. */
export interface OpenOutcome {
  readonly kind: 'Unknown';
  readonly failure: Failure;
  /** What the vendor's code is about, where it gave one that its document lists. */
  readonly about?: ErrorCode;
  /** The vendor's name for the message, where the answer gave one all the same: a report finds the message by it. */
  readonly vendorMessageId?: string;
}

export function accepted<Reply>(reply: Reply): Outcome<Reply> {
  return { kind: 'Accepted', reply };
}

/** Proved not executed. */
export function rejected(failure: Failure): Outcome<never> {
  return { kind: 'Rejected', failure };
}

/** May have been executed: never to be sent again. */
export function unknown(message: string, vendor?: Failure['vendor']): OpenOutcome {
  return { kind: 'Unknown', failure: { code: 'OUTCOME_UNKNOWN', message, ...(vendor ? { vendor } : {}) } };
}

/** The outcome with the vendor's name for the request, where it gave one. */
export function named<Reply>(outcome: Outcome<Reply>, vendorRequestId: string | undefined): Outcome<Reply> {
  return vendorRequestId === undefined ? outcome : { ...outcome, vendorRequestId };
}
