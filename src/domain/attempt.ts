import type { Failure, Outcome } from './outcome.ts';
import type { Instant } from './vendor.ts';

/** One try to have a request carried out, at one account. */
export interface Attempt {
  readonly accountId: string;
  readonly at: Instant;
  readonly outcome: Outcome<unknown>['kind'];
  /** Why it was refused, or that its fate is not known. */
  readonly failure?: Failure;
  /** What the vendor calls the request, where it names requests. */
  readonly vendorRequestId?: string;
}

/** The attempts with one more at their end; the same one a second time changes nothing. */
export function withAttempt(attempts: readonly Attempt[] | undefined, attempt: Attempt): readonly Attempt[] {
  const last = attempts?.at(-1);
  const isKnown = last !== undefined && last.accountId === attempt.accountId && last.at === attempt.at;
  return isKnown ? (attempts ?? []) : [...(attempts ?? []), attempt];
}

/** Notes what became of a request at an account. */
export function attemptOf(accountId: string, outcome: Outcome<unknown>, at: Instant): Attempt {
  const { kind, vendorRequestId } = outcome;
  return {
    accountId,
    at,
    outcome: kind,
    ...(kind === 'Accepted' ? {} : { failure: outcome.failure }),
    ...(vendorRequestId === undefined ? {} : { vendorRequestId }),
  };
}
