/** A generator of numbers from 0 to 1 that gives the same ones in each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Measures each target once a round, in turn, so that what else the machine does falls on all of them; the first target
 * changes from round to round. The first round warms up, and is not counted. Gives what each came to, round by round.
 */
export async function inSlices<Name extends string, Result>(
  rounds: number,
  targets: Readonly<Record<Name, (round: number) => Promise<Result>>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(targets) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>;
  for (let round = 0; round <= rounds; round++) {
    const turn = round % names.length;
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
      const result = await targets[name](round);
      if (round > 0) results[name].push(result);
    }
  }
  return results;
}

/** The ratio of what two targets came to in the same round. */
export function ratios<Result>(
  ours: readonly Result[],
  theirs: readonly Result[],
  figure: (result: Result) => number,
): number[] {
  return ours.flatMap((own, round) => {
    const other = theirs[round];
    return other === undefined ? [] : [figure(own) / figure(other)];
  });
}
