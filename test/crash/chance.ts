/** Lots that fall alike for the same seed, so that a run can be repeated. */
export interface Chance {
  /** A whole number from 0 up to, and without, the limit. */
  below(limit: number): number;
  oneOf<const Item>(items: readonly [Item, ...Item[]]): Item;
  /** True in so large a share of cases. */
  happens(share: number): boolean;
}

/** Draws lots by mulberry32, a generator with 32 bits of state. */
export function createChance(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, oneOf: (items) => items[below(items.length)] ?? items[0], happens: (share) => next() < share };
}
