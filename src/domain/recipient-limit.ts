import type { Instant } from './vendor.ts';

/** How often one number may be called: so many times in any so many seconds. */
export interface RecipientLimit {
  readonly calls: number;
  readonly seconds: number;
}

/**
 * When the next call to a number may be made, by the times of the earlier ones, oldest first; undefined where it may be
 * made now.
 */
export function nextCallAt(
  limits: readonly RecipientLimit[],
  earlier: readonly Instant[],
  now: Instant,
): Instant | undefined {
  const waits = limits.flatMap(({ calls, seconds }) => {
    const blocking = earlier.at(-calls);
    const free = (blocking ?? Number.NEGATIVE_INFINITY) + seconds * 1_000;
    return free > now ? [free] : [];
  });
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** The longest time that any of the limits looks back, in milliseconds. */
export function lookBack(limits: readonly RecipientLimit[]): number {
  return Math.max(0, ...limits.map(({ seconds }) => seconds)) * 1_000;
}
