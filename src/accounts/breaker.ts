import { CircuitState, CountBreaker, circuitBreaker, handleWhenResult, isBrokenCircuitError } from 'cockatiel';
import type { AccountHealth, AccountState } from '../domain/account.ts';
import type { ErrorCode } from '../domain/error-code.ts';
import { type Outcome, rejected } from '../domain/outcome.ts';

/** How an account fares at the moment: what requests are routed by. Forgotten when the process ends. */
export interface AccountBreaker {
  /** Makes a request, unless the account rests: then nothing is sent, and that is the outcome. */
  guard<Reply>(request: () => Promise<Outcome<Reply>>): Promise<Outcome<Reply>>;
  readonly health: AccountHealth;
  /** Notes what the vendor told of the account. */
  told(state: AccountState): void;
  /** What is left, as a number to compare by; undefined where the vendor was never asked. */
  readonly balance: number | undefined;
}

// Seven of the last ten requests, half a minute of rest, then one request to see: the defaults of webhook senders that
// have been through it (Convoy's, for one).
const BREAKS_AT = { threshold: 0.7, size: 10 };
const REST_MS = 30_000;

const HEALTH: Record<CircuitState, AccountHealth> = {
  [CircuitState.Closed]: 'HEALTHY',
  [CircuitState.HalfOpen]: 'RECOVERING',
  [CircuitState.Open]: 'UNHEALTHY',
  [CircuitState.Isolated]: 'UNHEALTHY',
};

/** The standing of one account. `onChange` is told of each change of its health. */
export function createAccountBreaker(onChange: (health: AccountHealth) => void): AccountBreaker {
  const breaker = circuitBreaker(handleWhenResult(isFailure), {
    halfOpenAfter: REST_MS,
    breaker: new CountBreaker(BREAKS_AT),
  });
  breaker.onStateChange((state) => onChange(HEALTH[state]));
  let balance: number | undefined;
  return {
    guard: async (request) => {
      try {
        return await breaker.execute(request);
      } catch (error) {
        if (!isBrokenCircuitError(error)) throw error;
        const message =
          'The last requests to the vendor failed, so this account rests; nothing was sent. Try again later.';
        return rejected({ code: 'VENDOR_UNAVAILABLE', message });
      }
    },
    get health() {
      return HEALTH[breaker.state];
    },
    told: (state) => {
      balance = state.balance === undefined ? undefined : Number(state.balance);
    },
    get balance() {
      return balance;
    },
  };
}

// What speaks of the vendor itself, and not of a request or of what it names.
const ABOUT_THE_VENDOR: ReadonlySet<ErrorCode> = new Set([
  'VENDOR_UNAVAILABLE',
  'VENDOR_ERROR',
  'OUTCOME_UNKNOWN',
  'UNKNOWN',
] satisfies ErrorCode[]);

/**
 * A refusal by the vendor is an answer: only requests that found no vendor, lost it, or were answered that it is in
 * trouble itself, count against the account. An open fate alone does not: a blacklisted callee can leave one.
 */
function isFailure(result: unknown): boolean {
  const outcome = result as Outcome<unknown>;
  if (outcome.kind === 'Unknown') return ABOUT_THE_VENDOR.has(outcome.about ?? 'OUTCOME_UNKNOWN');
  return outcome.kind === 'Rejected' && outcome.failure.code === 'VENDOR_UNAVAILABLE';
}
