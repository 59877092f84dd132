import { type Kysely, sql } from 'kysely';
import type { DeliveryState } from '../domain/delivery.ts';
import type { Instant } from '../domain/vendor.ts';
import type { Tables } from './tables.ts';

/** Deliveries in a state: how many, and since when the first of them. */
export interface Waiting {
  /** No more than `MOST_COUNTED`: more are not counted. */
  readonly count: number;
  /** Undefined where there is none. */
  readonly since: Instant | undefined;
}

/** What is asked of the inbox as a whole. */
export interface WaitingDeliveries {
  waiting(state: DeliveryState): Promise<Waiting>;
}

// A scraper of the figures asks again and again: reading so many entries of an index takes about a millisecond.
export const MOST_COUNTED = 10_000;

/** Reads the index of states alone, and of it no more than is counted. Ids are in order of their making. */
export async function waitingIn(db: Kysely<Tables>, state: DeliveryState): Promise<Waiting> {
  const first = await db
    .selectFrom('deliveries')
    .select('received_at')
    .where('state', '=', state)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!first) return { count: 0, since: undefined };
  const some = db.selectFrom('deliveries').select('id').where('state', '=', state).limit(MOST_COUNTED);
  const { count } = await db
    .selectFrom(some.as('some'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return { count: Number(count), since: first.received_at };
}
