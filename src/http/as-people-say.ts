import { z } from 'zod';

/** A name as people write it (“no answer”, “Answer-lost”), in the spelling of our closed sets. */
export const asPeopleSay = z.string().transform((text) =>
  text
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_'),
);

/** One of a closed set of names, as people write them; anything else is told which there are. */
export function oneOf<Name extends string>(names: readonly [Name, ...Name[]]) {
  const error = `must be one of ${names.join(', ')}`;
  return z.string({ error }).pipe(asPeopleSay).pipe(z.enum(names, { error }));
}
