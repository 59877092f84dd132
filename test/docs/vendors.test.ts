import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderMatrix, withGenerated } from '../../docs/matrix.ts';
import { createRegistry } from '../../src/vendors/registry.ts';

const page = readFileSync(new URL('../../docs/vendors.md', import.meta.url), 'utf8');

test('docs/vendors.md shows the vendors’ operations, options and what their codes prove as their modules have them now', () => {
  const hint = 'docs/vendors.md is stale: run `npx node docs/matrix.ts` and commit what it writes';
  expect(page === withGenerated(page), hint).toBe(true);
});

test('every operation of every vendor has its cell, in the vendor’s own words', () => {
  const [head = '', ...rows] = renderMatrix().split('\n\n')[0]?.split('\n') ?? [];
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const columns = cells(head).slice(1);
  for (const { vendor, operations } of createRegistry().modules) {
    for (const name of Object.keys(operations)) {
      const named = rows.map(cells).filter(([mutation]) => mutation?.includes(`\`${name}\``));
      const words = named.map((row) => row[columns.indexOf(vendor) + 1]);
      expect(
        words.some((word) => word && word !== '–'),
        `${vendor} has ${name}, and the table does not show it`,
      ).toBe(true);
    }
  }
});
