import type { StoredEvent } from '../domain/event.ts';
import type { EventLog } from './log.ts';

/**
 * One subscriber's events, one at a time. Ending the iteration ends it at once, also while it waits: a generator by
 * itself would finish its pending read first, and that may be never.
 */
export async function followEvents<Event extends StoredEvent>(
  log: EventLog,
  after: number | undefined,
  wanted: (event: StoredEvent) => event is Event,
): Promise<AsyncGenerator<Event, void, void>> {
  const stop = new AbortController();
  const batches = await log.follow(after, stop.signal);
  const events = flatten(batches, wanted);
  const end = async () => {
    stop.abort();
    await events.return();
    return { done: true as const, value: undefined };
  };
  const iterator: AsyncGenerator<Event, void, void> = {
    next: () => events.next(),
    return: end,
    throw: async (error) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => iterator,
    [Symbol.asyncDispose]: async () => void (await end()),
  };
  return iterator;
}

async function* flatten<Event extends StoredEvent>(
  batches: AsyncIterable<readonly StoredEvent[]>,
  wanted: (event: StoredEvent) => event is Event,
): AsyncGenerator<Event, void, void> {
  for await (const batch of batches) yield* batch.filter(wanted);
}
