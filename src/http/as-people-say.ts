import { z } from 'zod';

/** A name of a closed set, written as people say it (“no answer”, “Answer-lost”), in the spelling that the set has. */
export const asPeopleSay = z.string().transform((text) =>
  text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_'),
);
