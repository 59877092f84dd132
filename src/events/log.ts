import type { StoredEvent } from '../domain/event.ts';
import type { Store } from '../store/store.ts';
import { type Place, placeOf } from './cursor.ts';
import { refuseBelowFloor, refuseForeign } from './resume.ts';

/** Follows the event log: what was missed first, then what happens, with no gap and nothing twice. */
export interface EventLog {
  /**
   * Events behind `after`, in order and in batches, for ever; without it, those from now on. Ends when the signal is
   * aborted or the log is closed. Rejects with a CursorError where `after` is no place in this log, or stands for an
   * event that this log does not have there.
   */
  follow(after: Place | undefined, signal: AbortSignal): Promise<AsyncGenerator<readonly StoredEvent[], void, void>>;
  /** Tells of events as they are fetched, after the fact. Returns how to stop. */
  watch(watcher: (events: readonly StoredEvent[]) => void): () => void;
  /** Drops what it holds in memory: events were rewritten in the store, and followers are to read them as they are. */
  reread(): void;
  /** The last place that was fetched. */
  readonly head: number;
  /** The place at the head, which a cursor can be made of: what a read that begins now does not show comes after it. */
  readonly place: Place;
  /** The last place that was committed; the head trails it by a moment. */
  end(): Promise<number>;
  close(): void;
}

// Followers that keep up read from memory; those that fell behind this many events read from the store.
const RECENT_EVENTS = 1_024;
const SCAN_BATCH = 256;
const RETRY_MS = 1_000;

/** The log over a store. One reader fetches new events for all followers. */
export async function openEventLog(store: Store, onError: (error: unknown) => void): Promise<EventLog> {
  const recent: StoredEvent[] = [];
  const watchers = new Set<(events: readonly StoredEvent[]) => void>();
  let head = await store.events.lastSeq();
  // The event there may be gone, where the log is older than it is kept: its place does without a check.
  const [atHead] = await store.events.after(head - 1, 1);
  let place: Place = atHead?.seq === head ? placeOf(atHead) : { seq: head };
  // The recent events are all there are behind this place: places can be left out, so it cannot be told from them.
  let recentAfter = head;
  // One entry a follower that waits, taken out when it is woken: nothing piles up while a subscription lasts.
  const sleepers = new Set<() => void>();
  const wake = () => {
    for (const sleeper of sleepers) sleeper();
  };
  let rewritings = 0;
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
        const before = rewritings;
        const batch = await store.events.after(head, SCAN_BATCH);
        const last = batch.at(-1);
        if (!last) continue;
        dirty = true;
        // Read as they were before: once more.
        if (before !== rewritings) continue;
        recent.push(...batch);
        recentAfter = recent.splice(0, Math.max(0, recent.length - RECENT_EVENTS)).at(-1)?.seq ?? recentAfter;
        head = last.seq;
        place = placeOf(last);
        for (const watcher of watchers) watcher(batch);
        wake();
      }
    } finally {
      fetching = false;
    }
  };
  let retry: NodeJS.Timeout | undefined;
  const fetchOrRetry = () => {
    clearTimeout(retry);
    fetchNew().catch((error: unknown) => {
      if (closed) return;
      onError(error);
      // It is tried again by itself, also where no further event is written.
      retry = setTimeout(fetchOrRetry, RETRY_MS).unref();
    });
  };
  const stopListening = store.onEvents(fetchOrRetry);
  // What another process committed between the first look and the listening.
  fetchOrRetry();

  /** The next events behind a place: from memory where they are all there. */
  const next = async (seq: number): Promise<readonly StoredEvent[]> => {
    if (seq >= recentAfter) return recent.slice(recent.findIndex((event) => event.seq > seq));
    const batch = await store.events.after(seq, SCAN_BATCH);
    // Asked afterwards: what was removed while they were read would be missing among them.
    await refuseBelowFloor(store, seq);
    return batch;
  };

  /** Resolves when there are new events, or the signal ends the following. */
  const woken = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const awake = () => {
        sleepers.delete(awake);
        signal.removeEventListener('abort', awake);
        resolve();
      };
      sleepers.add(awake);
      signal.addEventListener('abort', awake);
    });

  async function* read(from: number, signal: AbortSignal) {
    let at = from;
    while (!closed && !signal.aborted) {
      if (at >= head) {
        await woken(signal);
        continue;
      }
      const batch = (await next(at)).filter(({ seq }) => seq <= head);
      const last = batch.at(-1);
      if (!last) throw new Error(`The event log has no events behind ${at} although its head is ${head}.`);
      yield batch;
      at = last.seq;
    }
  }

  return {
    follow: async (after, signal) => {
      const from = after?.seq ?? (await store.events.lastSeq());
      await refuseBelowFloor(store, from);
      if (after) await refuseForeign(store, after, head);
      return read(from, signal);
    },
    watch: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    reread: () => {
      recent.length = 0;
      recentAfter = head;
      rewritings++;
    },
    end: () => store.events.lastSeq(),
    get head() {
      return head;
    },
    get place() {
      return place;
    },
    close: () => {
      closed = true;
      clearTimeout(retry);
      stopListening();
      wake();
    },
  };
}
