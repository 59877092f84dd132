import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Counts what comes from each of many callers, in memory: each process counts for itself. It counts as soon as it is
 * called, before its promise resolves.
 */
export interface RateLimit {
  /** Counts one. Gives after how many milliseconds the next is allowed, where it was one too many. */
  take(caller: string): Promise<number | undefined>;
  /** Takes one back that should not have counted. */
  giveBack(caller: string): Promise<void>;
}

/** At most so many of each caller within so many seconds. */
export function openRateLimit(most: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: most, duration: seconds });
  return {
    take: async (caller) => {
      try {
        await limiter.consume(caller);
        return undefined;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
        throw refused;
      }
    },
    giveBack: async (caller) => void (await limiter.reward(caller)),
  };
}
