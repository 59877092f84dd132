import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Counts one request. Gives after how many seconds the next is welcome, where it was one too many. */
export type Count = (request: FastifyRequest) => Promise<number | undefined>;

export interface CallbackLimits {
  /** Pushes that know the address of an account. */
  readonly push: Count;
  /** Requests that do not, by where they come from (an IPv6 network of 64 bits is one client). */
  readonly wrongGuess: Count;
}

// A vendor for which an operator entered a wrong address still shows up in the log and the metrics; a scan ends here.
const WRONG_GUESSES_A_MINUTE = 60;

/**
 * The limits of callback addresses, each counted by this process alone. What is over them is told to come again: a
 * vendor then does, and none of its reports is lost.
 */
export async function openCallbackLimits(app: FastifyInstance, pushesPerSecond: number): Promise<CallbackLimits> {
  await app.register(rateLimit, { global: false });
  const count = (options: Parameters<typeof app.createRateLimit>[0]): Count => {
    const limit = app.createRateLimit(options);
    return async (request) => {
      const counted = await limit(request);
      return !counted.isAllowed && counted.isExceeded ? Math.max(1, counted.ttlInSeconds) : undefined;
    };
  };
  return {
    push: count({
      max: pushesPerSecond,
      timeWindow: 1_000,
      keyGenerator: ({ params }) => (params as { accountId: string }).accountId,
    }),
    wrongGuess: count({ max: WRONG_GUESSES_A_MINUTE, timeWindow: 60_000 }),
  };
}
