import type { Failure, Outcome } from './outcome.ts';
import type { Instant } from './vendor.ts';

/** One try to have a request carried out, at one account. */
export interface Attempt {
  readonly accountId: string;
  readonly at: Instant;
  readonly outcome: Outcome<unknown>['kind'];
  /** Why it was refused, or that its fate is not known. */
  readonly failure?: Failure;
}

/** Notes what became of a request at an account. */
export function attemptOf(accountId: string, outcome: Outcome<unknown>, at: Instant): Attempt {
  const { kind } = outcome;
  return { accountId, at, outcome: kind, ...(kind === 'Accepted' ? {} : { failure: outcome.failure }) };
}
