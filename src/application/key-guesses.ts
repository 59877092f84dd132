import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { RequestOwner } from '../store/store.ts';

/** Whose idempotency keys a command uses. */
export interface KeyOwner extends RequestOwner {
  /** Whether the caller may see numbers: one that may not must not find them out by comparing inputs. */
  readonly seesNumbers: boolean;
}

/** Bounds how often a caller may repeat a used idempotency key with another input. */
export interface KeyGuesses {
  /** Counts one try. Gives after how many milliseconds the next is allowed, where it was one too many. */
  take(owner: KeyOwner): Promise<number | undefined>;
  /** Takes a try back: the input was the same as before. */
  giveBack(owner: KeyOwner): Promise<void>;
}

/**
 * Opens the count, which is kept in memory by each process.
 *
 * @param perMinute the most tries of one caller in a minute
 */
export function openKeyGuesses(perMinute: number): KeyGuesses {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  const nameOf = ({ application, subject }: KeyOwner) => JSON.stringify([application, subject]);
  return {
    take: async (owner) => {
      try {
        await limiter.consume(nameOf(owner));
        return undefined;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
        throw refused;
      }
    },
    giveBack: async (owner) => void (await limiter.reward(nameOf(owner))),
  };
}
