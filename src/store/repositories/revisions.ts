import { type RawBuilder, sql } from 'kysely';
import type { Revised } from '../../domain/revision.ts';

/**
 * Revisions are Int in GraphQL, up to 2^31-1; places in a log are not bounded by that. Records of before migration 0013
 * begin at most here, which leaves them as many changes again.
 */
export const LARGEST_EARLIER_REVISION = 2 ** 30;

/** The revision of an event's record: the event's place where it was written before there were any. */
export function revisionOfEvent({ seq, revision }: { readonly seq: number; readonly revision: number | null }): number {
  return revision ?? Math.min(seq, LARGEST_EARLIER_REVISION);
}

/**
 * What an update of a row sets its revision to: the one that is given, and in any case more than it was, so that no two
 * states that were stored share one.
 */
export function risen(table: string, given: number | RawBuilder<unknown>): RawBuilder<number> {
  const present = sql.ref(`${table}.revision`);
  return sql<number>`case when ${given} > ${present} then ${given} else ${present} + 1 end`;
}

/** A record or an event's record as it lies in its row: its revision is a column beside it. */
export function withoutRevision<Item extends Partial<Revised>>({ revision: _column, ...item }: Item) {
  return item;
}
