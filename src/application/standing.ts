import type { AccountState } from '../domain/account.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Instant } from '../domain/vendor.ts';

/** How an account fares at the moment: what requests are routed by. Forgotten when the process ends. */
export interface Standing {
  /** Notes what became of a request. */
  note(outcome: Outcome<unknown>, now: Instant): void;
  isHealthy(now: Instant): boolean;
  /** Notes what the vendor told of the account. */
  told(state: AccountState): void;
  /** What is left, as a number to compare by; undefined where the vendor was never asked. */
  readonly balance: number | undefined;
}

// Three in a row are no accident, and half a minute is as long as a vendor's restart.
const FAILURES_IN_A_ROW = 3;
const REST_MS = 30_000;

/** A refusal by the vendor is an answer: only requests that found no vendor, or lost it, count against the account. */
export function createStanding(): Standing {
  let failures = 0;
  let lastFailure = 0;
  let balance: number | undefined;
  return {
    note: (outcome, now) => {
      const failed =
        outcome.kind === 'Unknown' || (outcome.kind === 'Rejected' && outcome.failure.code === 'VENDOR_UNAVAILABLE');
      failures = failed ? failures + 1 : 0;
      if (failed) lastFailure = now;
    },
    isHealthy: (now) => failures < FAILURES_IN_A_ROW || now - lastFailure > REST_MS,
    told: (state) => {
      balance = state.balance === undefined ? undefined : Number(state.balance);
    },
    get balance() {
      return balance;
    },
  };
}
