import { join } from 'node:path';
import { spreadOf } from './figures.ts';
import { startOnce } from './start/round.ts';
import { temporaryFolder } from './stores/folder.ts';

/**
 * How soon the service is ready and what it holds in memory while idle: the process is started as `npm start` does,
 * over one data folder, again and again. Prints the median and the spread.
 */
const ROUNDS = 7;

function report(name: string, values: readonly number[], unit: string): void {
  const { median, least, most } = spreadOf(values);
  const text = [median, least, most].map((value) => value.toFixed(0));
  process.stdout.write(`${name}: median ${text[0]} ${unit} (from ${text[1]} to ${text[2]}, ${values.length} rounds)\n`);
}

await using folder = await temporaryFolder();
const compiled = join(folder.path, 'compiled');
// The first start makes the database and fills the compile cache: it is cold, and reported by itself.
const cold = await startOnce(folder.path, compiled);
report('ready, cold start', [cold.ready], 'ms');
const warm = [];
for (let count = 0; count < ROUNDS; count++) warm.push(await startOnce(folder.path, compiled));
report(
  'ready, warm start',
  warm.map(({ ready }) => ready),
  'ms',
);
report(
  'resident while idle',
  warm.map(({ resident }) => resident),
  'MB',
);
