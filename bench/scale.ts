import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { administer } from '../test/support/administer.ts';
import { quantile, spreadOf } from './figures.ts';
import { type Cost, measureCost } from './scale/cost.ts';
import { type LoadFigures, measureLoad, startGenerator } from './scale/load.ts';
import { openServer, type Setup } from './scale/setup.ts';

/**
 * How much vendors can push, how soon subscribers know, and whether a call costs the same among ten thousand as among a
 * million: `npm run bench:scale -- [--seconds 5] [--rounds 5] [--rate 100] [--calls 10000,100000]`. The load, the
 * service and the database share this machine. Ends with 1 where a cost is not flat.
 */
const { values: given } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '5' },
    rate: { type: 'string', default: '100' },
    calls: { type: 'string', default: '10000,100000' },
  },
});
const options = { seconds: Number(given.seconds), rate: Number(given.rate) };
const sizes = given.calls.split(',').filter(Boolean).map(Number);

const SETUPS: readonly Setup[] = [
  { engine: 'SQLite', replicas: 1 },
  ...[1, 2, 3].map((replicas) => ({ engine: 'PostgreSQL' as const, replicas })),
];
// What is dearer by this much over the largest store than over the smallest does not count as flat.
const FLAT = 1.5;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const nameOf = ({ engine, replicas }: Setup) => `${engine}, ${replicas} ${replicas === 1 ? 'process' : 'processes'}`;
const whole = (value: number) => Math.round(value).toLocaleString('en');

/** Median, and in brackets the least and the most of the rounds. */
function spread(values: readonly number[], show = whole): string {
  const { median, least, most } = spreadOf(values);
  return `${show(median)} (${show(least)}–${show(most)})`;
}

async function load(server: string): Promise<void> {
  await using generator = startGenerator();
  const figures = new Map<Setup, LoadFigures[]>(SETUPS.map((setup) => [setup, []]));
  for (let round = 1; round <= Number(given.rounds); round++) {
    for (const [setup, rounds] of figures) {
      rounds.push(await measureLoad(setup, server, generator, options));
      const [last] = rounds.slice(-1);
      say(
        `round ${round}, ${nameOf(setup)}: ${whole(last?.durable ?? 0)} durable, ${whole(last?.applied ?? 0)} applied`,
      );
    }
  }
  const [reference = []] = figures.values();
  const base = (name: 'durable' | 'applied') => spreadOf(reference.map((round) => round[name])).median;
  say(`\n${'pushes a second'.padEnd(26)}${'durable'.padEnd(26)}${'applied'.padEnd(26)}to SQLite`);
  for (const [setup, rounds] of figures) {
    const [durable, applied] = (['durable', 'applied'] as const).map((name) => {
      const values = rounds.map((round) => round[name]);
      return { text: spread(values), ratio: (spreadOf(values).median / base(name)).toFixed(2) };
    });
    say(
      `${nameOf(setup).padEnd(26)}${durable?.text.padEnd(26)}${applied?.text.padEnd(26)}${durable?.ratio} / ${applied?.ratio}`,
    );
  }
  say(`\n${`push to event, ms, at ${given.rate}/s`.padEnd(36)}${'p50'.padEnd(26)}p99`);
  const tenths = (value: number) => value.toFixed(1);
  for (const [setup, rounds] of figures) {
    const [p50, p99] = [0.5, 0.99].map((share) =>
      spread(
        rounds.map(({ latencies }) => quantile(latencies, share)),
        tenths,
      ),
    );
    say(`${nameOf(setup).padEnd(36)}${p50?.padEnd(26)}${p99}`);
  }
}

/** Whether all is flat. */
async function cost(server: string): Promise<boolean> {
  let flat = true;
  for (const engine of ['SQLite', 'PostgreSQL'] as const) {
    const costs = await measureCost(engine, server, sizes, say);
    say(`\n${`${engine}, microseconds`.padEnd(34)}${sizes.map((size) => whole(size).padStart(20)).join('')}`);
    for (const operation of new Set(costs.map((one) => one.operation))) {
      const row = costs.filter((one) => one.operation === operation);
      const isFlat = row.every(({ ratio }) => ratio <= FLAT);
      flat &&= isFlat;
      const ratio = row.at(-1)?.ratio.toFixed(2);
      say(`${operation.padEnd(34)}${row.map(cell).join('')}  ×${ratio} ${isFlat ? 'FLAT' : 'NOT FLAT'}`);
    }
    say('');
  }
  return flat;
}

/** The median and, behind the stroke, the 95th percentile. */
const cell = ({ median, p95 }: Cost) => `${whole(median)} / ${whole(p95)}`.padStart(20);

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
await using server = await openServer();
const [postgres] = await administer<{ server_version: string; fsync: string }>(
  server.url,
  `select current_setting('server_version') as server_version, current_setting('fsync') as fsync`,
);
say(`voice-subgraph ${version} on ${cpus().length} × ${cpus()[0]?.model}, ${whole(totalmem() / 1e9)} GB`);
say(`Node ${process.version}, SQLite ${process.versions.sqlite}, PostgreSQL ${postgres?.server_version}`);
say(`fsync ${postgres?.fsync}; load average ${loadavg().map((average) => average.toFixed(1))}\n`);
if (Number(given.rounds) > 0) await load(server.url);
const isFlat = sizes.length === 0 || (await cost(server.url));
process.exitCode = isFlat ? 0 : 1;
