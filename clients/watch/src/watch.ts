import { type BackoffOptions, createBackoff, pause } from './backoff.ts';
import { changeOf } from './change-of.ts';
import { type Documents, voiceDocuments } from './documents.ts';
import { createKnownRevisions } from './known-revisions.ts';
import { readRecords } from './read.ts';
import { LISTS, type RecordsItem, type WatchItem } from './records.ts';
import { Refused, retryAfterMs } from './refusals.ts';
import { ConnectionLost, type Transport } from './transport.ts';

export interface WatchOptions {
  readonly transport: Transport;
  /** The business ids to watch, 1 to 100: one subscription for all of them. */
  readonly references: readonly string[];
  /** Go on behind this item, without reading the records. Without it the records come first. */
  readonly after?: string | undefined;
  /** Ends the watch, at whatever it waits for. */
  readonly signal?: AbortSignal | undefined;
  /** Told whenever the watch stands again, and whenever it does not. */
  readonly onStatus?: ((status: WatchStatus) => void) | undefined;
  /** What `voiceDocuments` gives for other fields or other names. */
  readonly documents?: Documents | undefined;
  readonly backoff?: BackoffOptions | undefined;
}

export type WatchStatus =
  | { readonly state: 'LIVE' }
  /** It goes on by itself, after so many milliseconds. */
  | { readonly state: 'LOST'; readonly reason: unknown; readonly retryInMs: number };

// No road tells a client when the router's own subscription stands. One that lasts this long is taken to.
const STANDS_AFTER_MS = 2_000;
// Some hundred kilobytes. Beyond it a record's older state could be told again, where a road repeats what it sent.
const KNOWN_RECORDS = 10_000;

/**
 * Watches everything under some references: the records as they are first, then each change, in order, none missed and
 * none twice. It resumes after every loss, with waits that grow. Where its cursor cannot be resumed from, the records
 * come anew, and the changes from there.
 *
 * It ends when the signal is aborted or the iteration is left, and throws Refused where the same request would be
 * refused each time (a missing scope, a document that does not fit the schema).
 */
export function watchVoiceActivity(options: WatchOptions): AsyncGenerator<WatchItem, void, void> {
  if (options.references.length === 0) throw new RangeError('Name at least one reference to watch.');
  const leaving = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, leaving.signal]) : leaving.signal;
  const items = watch(options, signal);
  // A generator by itself would finish what it waits for first, and the next change may never come.
  const leave = items.return.bind(items);
  items.return = (value) => {
    leaving.abort();
    return leave(value);
  };
  return items;
}

async function* watch(options: WatchOptions, signal: AbortSignal): AsyncGenerator<WatchItem, void, void> {
  const { transport, references, onStatus, documents = voiceDocuments() } = options;
  const known = createKnownRevisions(KNOWN_RECORDS);
  const backoff = createBackoff(options.backoff ?? {});
  const stands = () => {
    backoff.reset();
    onStatus?.({ state: 'LIVE' });
  };
  let cursor = options.after;
  while (!signal.aborted) {
    let reason: unknown = new ConnectionLost('The subscription was completed.');
    let standing: ReturnType<typeof setTimeout> | undefined;
    try {
      if (cursor === undefined) {
        const records = await readRecords(transport, documents, references, signal);
        known.clear();
        for (const { id, revision } of recordsIn(records)) known.learn(id, revision);
        cursor = records.cursor;
        yield records;
      }
      standing = setTimeout(stands, STANDS_AFTER_MS);
      const request = { query: documents.watch, variables: { references, after: cursor } };
      for await (const answer of transport.subscribe(request, signal)) {
        const item = changeOf(answer);
        if (standing) stands();
        clearTimeout(standing);
        standing = undefined;
        if (!item || !known.learn(item.record.id, item.record.revision)) continue;
        cursor = item.cursor;
        yield item;
      }
    } catch (error) {
      if (error instanceof Refused && error.meaning === 'END') throw error;
      if (error instanceof Refused && error.meaning === 'BEGIN_ANEW') cursor = undefined;
      reason = error;
    } finally {
      clearTimeout(standing);
    }
    if (signal.aborted) return;
    const retryInMs = Math.max(backoff.next(), waitAskedFor(reason));
    onStatus?.({ state: 'LOST', reason, retryInMs });
    await pause(retryInMs, signal);
  }
}

const recordsIn = ({ activities }: RecordsItem) => activities.flatMap((each) => LISTS.flatMap((list) => each[list]));

function waitAskedFor(reason: unknown): number {
  if (reason instanceof ConnectionLost) return reason.retryAfterMs;
  return reason instanceof Refused ? retryAfterMs(reason.errors) : 0;
}
