import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FactRanks, learn } from '../../src/domain/facts.ts';

interface Facts {
  readonly callee?: string;
  readonly seconds?: number;
}

const report = fc.record({
  rank: fc.integer({ min: 1, max: 3 }),
  facts: fc.record(
    { callee: fc.constantFrom('a', 'b', 'c'), seconds: fc.integer({ min: 0, max: 3 }) },
    { requiredKeys: [] },
  ),
});

function learnAll(reports: readonly { rank: number; facts: Facts }[]) {
  let known: Facts = {};
  let ranks: FactRanks<Facts> = {};
  for (const { rank, facts } of reports) {
    const report = learn(known, ranks, 0, facts, rank);
    known = { ...known, ...report?.facts };
    ranks = report?.ranks ?? ranks;
  }
  return { known, ranks };
}

test('the same reports leave the same facts, in whichever order and however often they come', () => {
  const inAnyOrder = fc
    .array(report, { minLength: 1, maxLength: 6 })
    .chain((reports) =>
      fc.tuple(fc.constant(reports), fc.shuffledSubarray([...reports, ...reports], { minLength: 2 * reports.length })),
    );
  fc.assert(
    fc.property(inAnyOrder, ([reports, shuffled]) => {
      expect(learnAll(shuffled)).toEqual(learnAll(reports));
    }),
  );
});

test('a report of a higher rank decides a fact; of equal ranks the larger value stays; a missing fact changes nothing', () => {
  const known = { callee: 'b', seconds: 2 };
  expect(learn<Facts>(known, { callee: 1 }, 2, { callee: 'a' }, 2)).toEqual({
    facts: { callee: 'a' },
    ranks: { callee: 2 },
  });
  expect(learn<Facts>(known, {}, 2, { callee: 'a', seconds: 3 }, 2)).toEqual({
    facts: { seconds: 3 },
    ranks: { seconds: 2 },
  });
  expect(learn<Facts>(known, {}, 2, { callee: 'c', seconds: 9 }, 1)).toBeUndefined();
  expect(learn<Facts>(known, {}, 2, {}, 9)).toBeUndefined();
});
