import { fuzz } from './fuzz.ts';

/**
 * Fuzzes the process for some minutes and prints what was seen; ends with 1 where it broke or its memory grew.
 * `node test/fuzz/long.ts [seconds] [seed]`
 */
const [seconds = '300', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);

// The store's caches and the simulated vendors' own memory of bindings fill up first.
const MOST_GROWTH = 20;
const JUDGED_FROM_SECONDS = 240;

const say = (line: string) => void process.stdout.write(`${line}\n`);

say(`${seconds} s from seed ${seed}`);
const { broken, figures, growth } = await fuzz({
  seed: Number(seed),
  milliseconds: Number(seconds) * 1000,
  onProgress: (done, memory) => say(`${done} inputs, ${memory.last.toFixed(0)} MB`),
});
for (const [name, value] of Object.entries(figures)) say(`${name}: ${value}`);
say(`growth of memory, MB a minute: ${growth.toFixed(1)}`);
for (const fault of broken) say(`BROKEN ${fault}`);
const hasGrown = Number(seconds) >= JUDGED_FROM_SECONDS && growth > MOST_GROWTH;
if (hasGrown) say(`BROKEN memory grows by at most ${MOST_GROWTH} MB a minute`);
process.exit(broken.length > 0 || hasGrown ? 1 : 0);
