import type { StoredEvent } from '../domain/event.ts';
import type { Place } from './cursor.ts';
import type { EventLog } from './log.ts';

/** So many live events may wait for a subscriber. */
export const LARGEST_BACKLOG = 256;
// A burst is not slowness: a subscriber over its bound has this long to take something.
const GRACE_MS = 2_000;

export interface Follower<Event extends StoredEvent> {
  readonly wanted: (event: StoredEvent) => event is Event;
  /** Called once, where the subscriber has fallen too far behind and takes nothing; its events end. */
  readonly onOverflow: () => void;
  /** Called where the log cannot be read any more; the iteration then rejects. */
  readonly onFailure?: (error: unknown) => void;
  /** Called once, when the subscriber is gone for whatever reason. */
  readonly onEnd?: () => void;
}

/**
 * One subscriber's events, one at a time. Ending the iteration ends it at once, also while it waits: a generator by
 * itself would finish its pending read first, and that may be never. Nothing is held for a subscriber: one that is slow
 * reads later from the log, until it is cut off; it resumes with its last cursor.
 */
export async function followEvents<Event extends StoredEvent>(
  log: EventLog,
  after: Place | undefined,
  { wanted, onOverflow, onFailure = () => undefined, onEnd = () => undefined }: Follower<Event>,
): Promise<AsyncGenerator<Event, void, void>> {
  const stop = new AbortController();
  const from = after ?? { seq: await log.end() };
  const batches = await log.follow(from, stop.signal);
  const backlog = watchBacklog(() => {
    stop.abort();
    onOverflow();
  });
  const unwatch = log.watch((events) => backlog.arrived(events.filter(wanted).length));
  stop.signal.addEventListener('abort', () => {
    unwatch();
    backlog.end();
    onEnd();
  });
  const events = flatten(batches, wanted, from.seq, (place) => backlog.taken(place >= log.head));
  const end = async () => {
    stop.abort();
    await events.return();
    return { done: true as const, value: undefined };
  };
  const iterator: AsyncGenerator<Event, void, void> = {
    next: async () => {
      try {
        return await events.next();
      } catch (error) {
        onFailure(error);
        stop.abort();
        throw error;
      }
    },
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

/** Counts what a subscriber that was up to date has not taken since; who still catches up is at its own speed. */
function watchBacklog(overflow: () => void) {
  let waiting = 0;
  let isLive = false;
  let grace: NodeJS.Timeout | undefined;
  const calm = () => {
    clearTimeout(grace);
    grace = undefined;
  };
  return {
    arrived: (count: number) => {
      if (!isLive) return;
      waiting += count;
      if (waiting > LARGEST_BACKLOG) grace ??= setTimeout(overflow, GRACE_MS).unref();
    },
    taken: (isUpToDate: boolean) => {
      waiting = isUpToDate ? 0 : waiting;
      isLive ||= isUpToDate;
      calm();
    },
    end: calm,
  };
}

async function* flatten<Event extends StoredEvent>(
  batches: AsyncIterator<readonly StoredEvent[]>,
  wanted: (event: StoredEvent) => event is Event,
  from: number,
  reached: (place: number) => void,
): AsyncGenerator<Event, void, void> {
  reached(from);
  for (;;) {
    const { done, value: batch } = await batches.next();
    if (done) return;
    for (const event of batch) {
      if (wanted(event)) yield event;
      reached(event.seq);
    }
  }
}
