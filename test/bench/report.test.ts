import { expect, test } from 'vitest';
import { MUTATIONS, QUERIES } from '../../bench/commands/operations.ts';
import { quartilesOf } from '../../bench/figures.ts';
import { reportOf, tableOf } from '../../bench/report/report.ts';
import { inSlices, ratios, seeded } from '../../bench/slices.ts';
import { DEFINITIONS } from '../graphql/schema-files.ts';

test('the benchmark of commands lists every query and every mutation but eraseNumber', () => {
  const fieldsOf = (root: string) =>
    DEFINITIONS.flatMap(({ definition }) =>
      (definition.kind === 'ObjectTypeDefinition' || definition.kind === 'ObjectTypeExtension') &&
      definition.name.value === root
        ? (definition.fields ?? []).map(({ name }) => name.value)
        : [],
    );
  // Those of federation stand in no file of the contract.
  expect(Object.keys(QUERIES).sort()).toEqual([...fieldsOf('Query'), '_entities', '_service'].sort());
  expect([...Object.keys(MUTATIONS), 'eraseNumber'].sort()).toEqual(fieldsOf('Mutation').sort());
});

test('a measure is met by its median, and a row without slices says that it was not measured', () => {
  const slices = { 'q1/apollo': [9, 3.3, 3.4, 3.5, 1], 'q1-p99/apollo': [0.6, 0.6, 0.4] };
  const report = reportOf(new Map([['graphql', { slices, details: [] }]]), [10_000, 1_000_000]);
  const row = (name: string) => report.rows.find(({ measure }) => measure === name);
  expect(row('q1/apollo')).toMatchObject({ median: 3.4, lower: 3.3, upper: 3.5, must: '≥ 3.4', met: true, slices: 5 });
  expect(row('q1-p99/apollo')).toMatchObject({ median: 0.6, must: '≤ 0.5', met: false });
  expect(row('q2/apollo')).toMatchObject({ median: null, met: null, slices: 0 });
  const table = tableOf(report).split('\n');
  expect(table.find((line) => line.startsWith('Q1, page'))).toMatch(/3\.40 \[3\.30–3\.50\] +≥ 3\.4 +met$/);
  expect(table.find((line) => line.startsWith('Q2, one call'))).toMatch(/not measured +≥ 2\.4/);
});

test('quartiles lie between their neighbours', () => {
  expect(quartilesOf([4, 1, 3, 2])).toEqual({ lower: 1.75, median: 2.5, upper: 3.25 });
  expect(quartilesOf([])).toEqual({ lower: Number.NaN, median: Number.NaN, upper: Number.NaN });
});

test('slices take turns, begin with another target each round, and do not count the first round', async () => {
  const turns: string[] = [];
  const target = (name: string) => async (round: number) => {
    turns.push(`${name}${round}`);
    return round;
  };
  const results = await inSlices(2, { a: target('a'), b: target('b') });
  expect(turns).toEqual(['a0', 'b0', 'b1', 'a1', 'a2', 'b2']);
  expect(results).toEqual({ a: [1, 2], b: [1, 2] });
  expect(ratios([2, 9], [1, 3], (value) => value)).toEqual([2, 3]);
});

test('what is drawn is the same in each run', () => {
  const [one, other] = [seeded(7), seeded(7)];
  const drawn = Array.from({ length: 100 }, one);
  expect(Array.from({ length: 100 }, other)).toEqual(drawn);
  expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
  expect(new Set(drawn).size).toBe(100);
});
