import { crashRounds } from './rounds.ts';

/**
 * Kills the process 200 times and prints what was seen; ends with 1 where a promise was broken.
 * `node test/crash/long.ts [rounds] [seed]`
 */
const [rounds = '200', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);
// Longer than a person waits for a run; the checks come after it.
const BUDGET_MS = 12 * 60_000;

process.stdout.write(`${rounds} rounds from seed ${seed}\n`);
const { violations, figures } = await crashRounds({
  rounds: Number(rounds),
  seed: Number(seed),
  budgetMs: BUDGET_MS,
  onRound: (round, point, startMs) => {
    process.stdout.write(`${round}/${rounds} ${point}; ready again after ${Math.round(startMs)} ms\n`);
  },
});
for (const [name, value] of Object.entries(figures)) process.stdout.write(`${name}: ${value}\n`);
for (const violation of violations) process.stdout.write(`BROKEN ${violation}\n`);
const complete = figures.rounds === Number(rounds);
if (!complete) process.stdout.write(`Only ${figures.rounds} rounds came into the time.\n`);
process.exit(violations.length > 0 || !complete ? 1 : 0);
