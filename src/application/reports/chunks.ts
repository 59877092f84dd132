import type { Delivery } from '../../domain/delivery.ts';

// This much is decoded at a time: decoded, a megabyte of reports is some ten.
const PORTION_BYTES = 1024 * 1024;

// Its headers and its place in the queue.
const BESIDES_BODY_BYTES = 1_024;

const weightOf = ({ body }: Delivery): number => body.length + BESIDES_BODY_BYTES;

/** What deliveries take up in memory, about. */
export const bytesOf = (deliveries: readonly Delivery[]): number =>
  deliveries.reduce((sum, delivery) => sum + weightOf(delivery), 0);

/** The first of them, as many as there is room for. */
export function firstOf(deliveries: readonly Delivery[], room: number): Delivery[] {
  let left = room;
  return deliveries.filter((delivery) => {
    left -= weightOf(delivery);
    return left >= 0;
  });
}

/** Deliveries in their order, in portions which fit into memory when they are decoded. */
export const chunksOf = (deliveries: readonly Delivery[]): Delivery[][] =>
  chunksBy(deliveries, weightOf, PORTION_BYTES);

/** Items in their order, in portions of no more than so much; what is more by itself is a portion of its own. */
export function chunksBy<Item>(items: readonly Item[], weigh: (item: Item) => number, most: number): Item[][] {
  const chunks: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const current = chunks.at(-1);
    if (current && weigh(item) <= room) current.push(item);
    else {
      chunks.push([item]);
      room = most;
    }
    room -= weigh(item);
  }
  return chunks;
}
