/** Bounds how long callers wait for operations, and knows which are under way. */
export interface Waiting {
  /** What the operation gives, or what `late` gives where that takes too long. The operation itself goes on. */
  bounded<Answer>(operation: () => Promise<Answer>, late: () => Answer): Promise<Answer>;
  /** Waits until nothing is under way any more, whether or not a request waits for it. */
  settled(): Promise<void>;
}

/**
 * Only the waiting ends: a vendor may have been asked already, and what becomes of that has to be recorded. Nothing is
 * under way for ever, because every request to a vendor has an end of its own.
 */
export function boundWaiting(seconds: number): Waiting {
  const underWay = new Set<Promise<unknown>>();
  return {
    bounded: async (operation, late) => {
      const running = operation();
      underWay.add(running);
      const forget = () => void underWay.delete(running);
      running.then(forget, forget);
      const { promise: tooLong, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, seconds * 1_000);
      try {
        return await Promise.race([running, tooLong.then(late)]);
      } finally {
        clearTimeout(timer);
      }
    },
    settled: async () => {
      await Promise.allSettled(underWay);
    },
  };
}
