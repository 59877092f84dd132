import { createChance } from '../crash/chance.ts';
import { DISTURBANCES, type Disturbance } from './disturbances.ts';
import { replicaRounds } from './rounds.ts';

/**
 * Disturbs three replicas on one database for some minutes and prints what was seen; ends with 1 where a promise was
 * broken. `node test/replicas/long.ts [minutes] [seed]`
 */
const [minutes = '10', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const CALM_MS = 3_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Each of them in turn, then at random, for as long as the time lasts. */
function* forSoLong(milliseconds: number): Generator<Disturbance> {
  const all = Object.keys(DISTURBANCES) as [Disturbance, ...Disturbance[]];
  const chance = createChance(Number(seed));
  const end = performance.now() + milliseconds;
  for (const disturbance of all) if (performance.now() < end) yield disturbance;
  while (performance.now() < end) yield chance.oneOf(all);
}

say(`${minutes} minutes from seed ${seed}`);
const { violations, figures } = await replicaRounds({
  seed: Number(seed),
  disturbances: forSoLong(Number(minutes) * 60_000),
  calmMs: CALM_MS,
  pushesPerSecond: 60,
  onDisturbed: (disturbance, milliseconds) => say(`${disturbance}; over after ${Math.round(milliseconds)} ms`),
});
for (const [name, value] of Object.entries(figures)) say(`${name}: ${value}`);
for (const violation of violations) say(`BROKEN ${violation}`);
process.exit(violations.length > 0 ? 1 : 0);
