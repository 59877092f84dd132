import { expect, test } from 'vitest';
import { POINTS, type Point } from './points.ts';
import { crashRounds } from './rounds.ts';

// A round is two to three seconds on two busy cores, and up to ten where other work has them too.
const BUDGET_MS = 240_000;
const TIMEOUT_MS = 360_000;

test(
  'killed once at every point, the service loses nothing acknowledged, does nothing twice and reports nothing false',
  async () => {
    const points = Object.keys(POINTS) as Point[];
    const { violations, figures } = await crashRounds({
      rounds: points.length,
      seed: 20260301,
      pushesPerSecond: 100,
      budgetMs: BUDGET_MS,
    });
    expect(violations).toEqual([]);
    expect(figures).toMatchObject({ rounds: points.length, 'calls acknowledged': expect.any(Number) });
    expect(figures['calls acknowledged']).toBeGreaterThan(100);
    expect(figures['bindings released']).toBeGreaterThan(5);
    expect(figures.executions).toBeGreaterThan(20);
    expect(figures['events seen']).toBeGreaterThan(300);
  },
  TIMEOUT_MS,
);
