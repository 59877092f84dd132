import { parseArgs } from 'node:util';
import type { Piece } from './measures.ts';
import { type Found, reportOf, tableOf } from './report.ts';

/** How a piece is run. */
export interface Options {
  /** Seconds in all, over small stores: to see that the harness works, and for no figure. */
  readonly quick: boolean;
  /** Another checkout of this project, with its dependencies, that is run beside this one. */
  readonly base: string | undefined;
  /** Stored calls of the small store and of the large one. */
  readonly calls: readonly [number, number];
  /** Whether PostgreSQL is measured as well. */
  readonly postgres: boolean;
  /** Tells what is going on, so that a long run is not silent. */
  readonly say: (line: string) => void;
}

/** Reads the options of a program of this folder; `json` says how the report is printed. */
export function readOptions(): Options & { readonly json: boolean } {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      base: { type: 'string' },
      calls: { type: 'string' },
      'no-postgres': { type: 'boolean', default: false },
    },
  });
  const { json, quick, base } = values;
  const [small = 0, large = 0] = (values.calls ?? (quick ? '100,200' : '10000,1000000')).split(',').map(Number);
  return {
    json,
    quick,
    base,
    calls: [small, large],
    postgres: !values['no-postgres'],
    say: (line) => void process.stderr.write(`${line}\n`),
  };
}

/** Runs pieces one after the other and prints one report; ends with 1 where a measure is not met. */
export async function runPieces(pieces: Partial<Record<Piece, (options: Options) => Promise<Found>>>): Promise<void> {
  const { json, ...options } = readOptions();
  const found = new Map<Piece, Found>();
  for (const [piece, run] of Object.entries(pieces)) {
    const started = performance.now();
    found.set(piece as Piece, await run(options));
    options.say(`${piece}: ${((performance.now() - started) / 1_000).toFixed(0)} s`);
  }
  const report = reportOf(found, options.calls);
  process.stdout.write(json ? `${JSON.stringify(report, undefined, 2)}\n` : tableOf(report));
  // A quick run measures nothing, so it can miss nothing.
  if (!options.quick && report.rows.some(({ met }) => met === false)) process.exitCode = 1;
}
