import { setTimeout as delay } from 'node:timers/promises';

/** Lets so many requests a second through, evenly spaced, in the order in which they come. */
export interface Pace {
  /** Takes the caller's turn where it is now; false where others go first, or the last one went just before. */
  takeNow(): boolean;
  /** Resolves when it is the caller's turn, or when the signal says not to wait for it. */
  turn(signal?: AbortSignal): Promise<void>;
}

/** The pace of one account; without a limit every turn is now. */
export function createPace(requestsPerSecond: number | undefined): Pace {
  if (requestsPerSecond === undefined) return { takeNow: () => true, turn: async () => undefined };
  const interval = 1_000 / requestsPerSecond;
  let next = 0;
  const take = (now: number) => {
    const mine = Math.max(now, next);
    next = mine + interval;
    return mine - now;
  };
  return {
    takeNow: () => {
      const now = performance.now();
      if (next > now) return false;
      take(now);
      return true;
    },
    turn: async (signal) => {
      const wait = take(performance.now());
      if (wait > 0) await sleep(wait, signal);
    },
  };
}

/** Resolves after so many milliseconds, or at the signal. */
async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, signal ? { signal } : {}).catch((error: Error) => {
    if (error.name !== 'AbortError') throw error;
  });
}

/** Does the work for every item, at most so many at a time. Rejects with the first failure. */
export async function forEachConcurrently<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}

/** The items in their order, so many at a time. */
export function inBatches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
