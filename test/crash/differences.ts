import { until } from '../support/until.ts';
import { createSubscriber, firstDifference, type Subscriber, type Topic } from './subscriber.ts';

/** A record as a list has it. */
export interface StatusOf {
  readonly id: string;
  readonly status: string;
}

const WAIT_MS = 60_000;
// Subscriptions that are alike through so many looks have all come to the end.
const STILL_POLLS = 30;

/**
 * Compares what each resuming subscriber saw with subscriptions that begin at the beginning, one at each process, and
 * those with the records.
 */
export async function differences(
  urls: readonly [string, ...string[]],
  subscribers: readonly Subscriber[],
  records: readonly StatusOf[],
): Promise<string[]> {
  for (const [index, subscriber] of subscribers.entries()) {
    // Once more from its last cursor: who fell behind under the load was cut off.
    await subscriber.disconnect();
    await subscriber.connect(urls[index % urls.length] ?? urls[0]);
  }
  const beginners = urls.map(() => createSubscriber());
  for (const [index, beginner] of beginners.entries()) await beginner.connect(urls[index] ?? urls[0]);
  const earlier = new Map(subscribers.map((subscriber) => [subscriber, seenBy(subscriber)]));
  const all = [...beginners, ...subscribers];
  let place = 0;
  let still = 0;
  await until(
    'all subscriptions to stand still at the same place',
    async () => {
      const places = new Set(all.map((subscriber) => (earlier.get(subscriber) ?? 0) + subscriber.fresh));
      const [first = 0] = places;
      still = places.size === 1 && first === place ? still + 1 : 0;
      place = first;
      return still === STILL_POLLS;
    },
    WAIT_MS,
  ).catch(() => undefined);
  await Promise.all(all.map((subscriber) => subscriber.disconnect()));
  const [told] = beginners;
  if (!told) return [];
  const parted = all.flatMap((subscriber, index) =>
    (Object.keys(told.seen) as Topic[]).flatMap((topic) => {
      const difference = firstDifference(subscriber.seen[topic], told.seen[topic]);
      return difference === undefined ? [] : [`${index}: ${topic} ${difference}`];
    }),
  );
  const last = new Map(Object.values(told.seen).flatMap((lines) => lines.map(endOf)));
  const untold = records.filter(({ id, status }) => last.get(id) !== status);
  return [...parted, ...untold.map(({ id, status }) => `${id} is ${status}, told ${last.get(id)}`)];
}

/** How many events a subscriber has taken in. */
export const seenBy = ({ seen }: Subscriber) => Object.values(seen).reduce((sum, { length }) => sum + length, 0);

/** The record of a line, and the status that it had then. */
function endOf(line: string): [id: string, status: string] {
  const [, id = '', , status = ''] = line.split(' ');
  return [id, status];
}
