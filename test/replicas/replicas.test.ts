import { expect, test } from 'vitest';
import { replicaRounds } from './rounds.ts';

// Each of these is over in two to five seconds on two busy cores; the checks at the end are some more.
const DISTURBANCES = [
  'a replica is killed',
  'the database crashes',
  'a replica is replaced',
  'connections are cut',
] as const;
const TIMEOUT_MS = 300_000;

test(
  'three replicas on one database lose nothing, do nothing twice and report nothing false, while all of them restart',
  async () => {
    const { violations, figures } = await replicaRounds({
      seed: 20260401,
      disturbances: DISTURBANCES,
      calmMs: 1_000,
      pushesPerSecond: 20,
    });
    expect(violations).toEqual([]);
    expect(figures.disturbances).toBe(DISTURBANCES.length);
    expect(figures['calls acknowledged']).toBeGreaterThan(50);
    expect(figures.executions).toBeGreaterThan(20);
    expect(figures['events seen']).toBeGreaterThan(300);
    expect(figures['subscribers moved']).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);
