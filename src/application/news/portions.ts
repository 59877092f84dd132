import type { Delivery } from '../../domain/delivery.ts';

// This much is decoded and applied at a time: decoded, a megabyte of reports is some ten. It is room for a batch of pushes
// of one report each, and some thousands of reports where each holds many, which are seconds at a database server.
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
export function portionsOf(deliveries: readonly Delivery[]): Delivery[][] {
  const portions: Delivery[][] = [];
  let room = 0;
  for (const delivery of deliveries) {
    const current = portions.at(-1);
    if (current && weightOf(delivery) <= room) current.push(delivery);
    else {
      portions.push([delivery]);
      room = PORTION_BYTES;
    }
    room -= weightOf(delivery);
  }
  return portions;
}
