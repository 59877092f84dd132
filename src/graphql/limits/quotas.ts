import type { GraphQLError } from 'graphql';
import { openRateLimit } from '../../application/rate-limit.ts';
import type { Limits } from '../../config/limits.ts';
import { refusal } from './refusal.ts';

/** What one caller has of something, counted by name. */
export interface Quota {
  /** Takes one; false where the caller has as many as it may. */
  take(holder: string): boolean;
  giveBack(holder: string): void;
}

/** At most so many of something for each caller. */
export function createQuota(most: number): Quota {
  const taken = new Map<string, number>();
  return {
    take: (holder) => {
      const count = taken.get(holder) ?? 0;
      if (count >= most) return false;
      taken.set(holder, count + 1);
      return true;
    },
    giveBack: (holder) => {
      const count = (taken.get(holder) ?? 0) - 1;
      if (count > 0) taken.set(holder, count);
      else taken.delete(holder);
    },
  };
}

/** What one caller may cost this process at a time, over all roads together. */
export interface CallerQuotas {
  readonly sockets: Quota;
  /**
   * Counts a query or mutation; throws the refusal of one too many. Gives how to say that the operation is over, which
   * it is when its answer was read. A holder that is undefined is not counted.
   */
  beginOperation(holder: string | undefined): Promise<() => void>;
  /** Counts a subscription, likewise. */
  beginSubscription(holder: string | undefined): Promise<() => void>;
}

/** Quotas by the limits. `onRefusal` is told the code of each refusal. */
export function createQuotas(limits: Limits, onRefusal: (code: string) => void): CallerQuotas {
  const { requestsPerSecond, operationsPerCaller, subscriptionsPerCaller, socketsPerCaller } = limits;
  const rate = openRateLimit(requestsPerSecond, 1);
  const begin = (quota: Quota, refuse: () => GraphQLError) => async (holder: string | undefined) => {
    if (holder === undefined) return () => undefined;
    const waitMs = await rate.take(holder);
    const refused = waitMs === undefined ? undefined : tooManyRequests(requestsPerSecond, waitMs);
    const error = refused ?? (quota.take(holder) ? undefined : refuse());
    if (!error) return once(() => quota.giveBack(holder));
    onRefusal(String(error.extensions.code));
    throw error;
  };
  return {
    sockets: createQuota(socketsPerCaller),
    beginOperation: begin(createQuota(operationsPerCaller), () => tooManyOperations(operationsPerCaller)),
    beginSubscription: begin(createQuota(subscriptionsPerCaller), () => tooManySubscriptions(subscriptionsPerCaller)),
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}

function tooManyRequests(limit: number, waitMs: number): GraphQLError {
  const retryAfterSeconds = Math.ceil(waitMs / 1_000);
  return refusal(
    'TOO_MANY_REQUESTS',
    `This caller has sent more than ${limit} operations within a second: wait ${retryAfterSeconds} s, then send less often.`,
    { limit, retryAfterSeconds },
  );
}

function tooManyOperations(limit: number): GraphQLError {
  return refusal(
    'TOO_MANY_OPERATIONS',
    `This caller has ${limit} operations under way or unread, as many as it may: read their answers first.`,
    { limit },
  );
}

function tooManySubscriptions(limit: number): GraphQLError {
  return refusal(
    'TOO_MANY_SUBSCRIPTIONS',
    `This caller has ${limit} subscriptions open, as many as it may: complete one, or watch several objects with one.`,
    { limit },
  );
}
