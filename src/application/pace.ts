import { setTimeout as delay } from 'node:timers/promises';

/** Lets so many requests a second through, evenly spaced, in the order in which they come. */
export interface Pace {
  /** Resolves when it is the caller's turn. */
  turn(): Promise<void>;
}

/** The pace of one account; without a limit everybody's turn is now. */
export function createPace(requestsPerSecond: number | undefined): Pace {
  if (requestsPerSecond === undefined) return { turn: async () => undefined };
  const interval = 1_000 / requestsPerSecond;
  let next = 0;
  return {
    turn: async () => {
      const now = performance.now();
      const mine = Math.max(now, next);
      next = mine + interval;
      if (mine > now) await delay(mine - now);
    },
  };
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
