import type { StoredEvent } from '../domain/event.ts';
import type { Store } from '../store/store.ts';

/** Follows the event log: what was missed first, then what happens, with no gap and nothing twice. */
export interface EventLog {
  /**
   * Events behind `after`, in order and in batches, for ever; without it, those from now on. Ends when the signal is
   * aborted or the log is closed. Rejects with a CursorError where `after` is no place in this log.
   */
  follow(after: number | undefined, signal: AbortSignal): Promise<AsyncGenerator<readonly StoredEvent[], void, void>>;
  close(): void;
}

/** A cursor that cannot be resumed from. */
export class CursorError extends Error {}

// Followers that keep up read from memory; whoever has fallen behind this many events reads from the store.
const RECENT_EVENTS = 1_024;
const SCAN_BATCH = 256;

/** The log over a store. One reader fetches new events for all followers. */
export async function openEventLog(store: Store, onError: (error: unknown) => void): Promise<EventLog> {
  const recent: StoredEvent[] = [];
  let head = await store.events.lastSeq();
  let waiting = Promise.withResolvers<void>();
  let fetching = false;
  let dirty = false;
  let closed = false;

  const fetchNew = async () => {
    dirty = true;
    if (fetching) return;
    fetching = true;
    try {
      while (dirty && !closed) {
        dirty = false;
        const batch = await store.events.after(head, SCAN_BATCH);
        const last = batch.at(-1);
        if (!last) continue;
        recent.push(...batch);
        recent.splice(0, Math.max(0, recent.length - RECENT_EVENTS));
        head = last.seq;
        dirty = true;
        waiting.resolve();
        waiting = Promise.withResolvers();
      }
    } finally {
      fetching = false;
    }
  };
  const stopListening = store.onEvents(() => void fetchNew().catch(onError));

  /** The next events behind a place: from memory where they are all there. */
  const next = async (seq: number): Promise<readonly StoredEvent[]> => {
    const oldest = recent[0]?.seq;
    if (oldest === undefined || seq + 1 < oldest) return store.events.after(seq, SCAN_BATCH);
    return recent.slice(recent.findIndex((event) => event.seq > seq));
  };

  async function* read(from: number, signal: AbortSignal) {
    let place = from;
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    while (!closed && !signal.aborted) {
      if (place >= head) {
        await Promise.race([waiting.promise, stopped]);
        continue;
      }
      const batch = (await next(place)).filter(({ seq }) => seq <= head);
      const last = batch.at(-1);
      if (!last) throw new Error(`The event log has no events behind ${place} although its head is ${head}.`);
      yield batch;
      place = last.seq;
    }
  }

  return {
    follow: async (after, signal) => {
      if (after !== undefined && after > head && after > (await store.events.lastSeq())) {
        throw new CursorError('The cursor lies beyond the end of the event log: it does not come from this log.');
      }
      return read(after ?? head, signal);
    },
    close: () => {
      closed = true;
      stopListening();
      waiting.resolve();
    },
  };
}
