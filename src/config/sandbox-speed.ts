import { z } from 'zod';

// A call of half a minute, which rings for six seconds more, in six: long enough to watch, short enough to wait for.
const USUAL = 6;

/** How many seconds of a simulated call pass in one second of the clock. */
export const sandboxSpeed = z
  .union([z.literal('instant').transform(() => Number.POSITIVE_INFINITY), z.coerce.number().positive().max(1_000)], {
    error: 'must be a number of seconds above 0, at most 1000, that pass in one; or instant',
  })
  .default(USUAL);
