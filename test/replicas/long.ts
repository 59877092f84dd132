import { createChance } from '../crash/chance.ts';
import type { Findings } from '../crash/checks.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { DISTURBANCES, type Disturbance } from './disturbances.ts';
import { pauseRounds } from './pauses.ts';
import { replicaRounds } from './rounds.ts';

/**
 * Disturbs three replicas on one database for some minutes and prints what was seen; ends with 1 where a promise was
 * broken. `node test/replicas/long.ts [minutes] [seed]`
 */
const [minutes = '10', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
const CALM_MS = 3_000;
const PAUSES_A_MINUTE = 2;

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
say('and now one process stands still in the middle of its queue, again and again');
const pauses = await pausesOnOwnServer();
for (const [name, value] of Object.entries({ ...figures, ...pauses.figures })) say(`${name}: ${value}`);
const broken = [...violations, ...pauses.violations];
for (const violation of broken) say(`BROKEN ${violation}`);
process.exit(broken.length > 0 ? 1 : 0);

async function pausesOnOwnServer(): Promise<Findings> {
  await using server = await startPostgres();
  const rounds = Math.ceil(Number(minutes) * PAUSES_A_MINUTE);
  return await pauseRounds({ databaseUrl: server.url, rounds, chance: createChance(Number(seed)), leaseSeconds: 2 });
}
