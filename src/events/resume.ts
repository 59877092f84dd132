import type { Store } from '../store/store.ts';
import type { Place } from './cursor.ts';

/** A cursor that cannot be resumed from: it is none of this log's, or what came after it is gone. */
export class CursorError extends Error {
  readonly reason: 'FOREIGN' | 'EXPIRED';
  constructor(reason: CursorError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Rejects with EXPIRED where events behind a place were removed. */
export async function refuseBelowFloor({ events }: Pick<Store, 'events'>, place: number): Promise<void> {
  if (place >= (await events.floor())) return;
  const message =
    'Events after this cursor are older than the log keeps them. Read the records anew and begin from now.';
  throw new CursorError('EXPIRED', message);
}

/**
 * Rejects with FOREIGN where a place is of another history of the log: before a restore, or at a database that another
 * took the place of. `head` is the last place that was fetched.
 */
export async function refuseForeign(
  { events }: Pick<Store, 'events'>,
  { seq, check }: Place,
  head: number,
): Promise<void> {
  const isBeyond = seq > head && seq > (await events.lastSeq());
  const isOther = !isBeyond && check !== undefined && !(await events.stands(seq, check));
  if (!isBeyond && !isOther) return;
  const where = isBeyond ? 'lies beyond the end of the event log' : 'stands for an event that the log does not have';
  throw new CursorError(
    'FOREIGN',
    `The cursor ${where}: it does not come from this log as it is now. Read the records anew and begin from now.`,
  );
}
