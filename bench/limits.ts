import { availableParallelism } from 'node:os';
import { parse, specifiedRules, validate } from 'graphql';
import { readConfig } from '../src/config/config.ts';
import { createLimits } from '../src/graphql/limits/limits.ts';
import { createSchema } from '../src/graphql/schema.ts';
import { CONSOLE_TABS } from '../src/http/console/tabs.ts';
import { sandboxSchema } from '../src/sandbox/api/resolvers.ts';

/**
 * What the limits add to one request: a document is parsed and validated with and without them, turn about, in blocks;
 * and its cost is counted, which happens at each request, while over HTTP a document that came before is neither parsed
 * nor validated again. Prints medians, and the ratio of neighbouring blocks with its spread.
 */
const BLOCKS = 60;
const REQUESTS_A_BLOCK = 200;
const WARM_UP_BLOCKS = 10;

const schema = createSchema([sandboxSchema(() => undefined)]);
const limits = createLimits(schema, readConfig({}).limits, true);
const query = CONSOLE_TABS.find(({ query }) => query.includes('query History'))?.query ?? '';
const document = parse(query);

/** Microseconds a request, over one block. */
function block(request: () => void): number {
  const started = performance.now();
  for (let count = 0; count < REQUESTS_A_BLOCK; count++) request();
  return ((performance.now() - started) * 1_000) / REQUESTS_A_BLOCK;
}

const without = () => void validate(schema, parse(query), specifiedRules);
const withLimits = () => void limits.read(query);
const counting = () => void limits.tooExpensive({ document });

const figures = { without: [] as number[], with: [] as number[], ratio: [] as number[], cost: [] as number[] };
for (let round = -WARM_UP_BLOCKS; round < BLOCKS; round++) {
  // Each goes first as often as the other.
  const pair = round % 2 === 0 ? [block(without), block(withLimits)] : [block(withLimits), block(without)].reverse();
  const [bare = Number.NaN, limited = Number.NaN] = pair;
  const cost = block(counting);
  if (round < 0) continue;
  figures.without.push(bare);
  figures.with.push(limited);
  figures.ratio.push(limited / bare);
  figures.cost.push(cost);
}

function report(name: string, values: readonly number[], unit: string, digits: number): void {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(digits);
  process.stdout.write(`${name}: median ${at(0.5)}${unit} (quartiles ${at(0.25)} to ${at(0.75)})\n`);
}

process.stdout.write(
  `${BLOCKS} pairs of blocks of ${REQUESTS_A_BLOCK} requests, ${availableParallelism()} cores, ${query.length} characters\n`,
);
report('parsed and validated without limits', figures.without, ' µs', 1);
report('parsed and validated with limits', figures.with, ' µs', 1);
report('with to without', figures.ratio, '', 3);
report('its cost counted', figures.cost, ' µs', 1);
