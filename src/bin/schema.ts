import { ConfigError } from '../config/config.ts';
import { readNames } from '../config/names.ts';
import { readContract } from '../graphql/contract.ts';
import { createRegistry } from '../vendors/registry.ts';
import { orExit } from './or-exit.ts';
import { operandsOf } from './usage.ts';

const USAGE = `Usage: npm run --silent schema
Prints the SDL of this subgraph as its service gives it to a supergraph: with GRAPHQL_NAMES, where that is set. No other
setting is needed, and nothing is started.`;

/** `npm run --silent schema > voice.graphql`: the contract, for a composition that has no running service at hand. */
function printSchema(args: readonly string[], env: NodeJS.ProcessEnv): void {
  operandsOf({ text: USAGE, operands: [0, 0] }, args);
  const { changes, faults } = readNames(env);
  if (faults.length > 0) throw new ConfigError(faults);
  process.stdout.write(`${readContract(createRegistry().modules, changes).sdl.trim()}\n`);
}

await orExit(async () => printSchema(process.argv.slice(2), process.env));
