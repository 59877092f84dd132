import { SingleBar } from 'cli-progress';
import { EXIT, StartFault } from '../config/start-fault.ts';
import { type ComparedTable, type CopyProgress, copyDatabase } from '../store/copy.ts';
import { orExit } from './or-exit.ts';
import { operandsOf } from './usage.ts';

/**
 * `npm run db:copy -- file:./data/voice.db postgres://…/voice`: moves a SQLite file into PostgreSQL. Ends with 0 only
 * where both hold the same.
 */
const USAGE = `Usage: npm run db:copy -- file:./data/voice.db postgres://user:password@host:5432/voice
Copies the SQLite file, which no service may have open, into an empty PostgreSQL database, and compares both. Nothing in
the file is changed. Ends with 0 only where both hold the same.`;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const WORDS = { copy: 'copying', compare: 'comparing' } as const;

/** A bar on a terminal; a line for each table elsewhere. */
function showProgress(): CopyProgress & { end(): void } {
  if (process.stdout.isTTY) {
    const bar = new SingleBar({ format: '{bar} {percentage}%  {step} {table}', barsize: 30 });
    return {
      begin: (total) => bar.start(total, 0, { step: '', table: '' }),
      on: (step, table, rows) => bar.increment(rows, { step: WORDS[step], table }),
      end: () => bar.stop(),
    };
  }
  let shown = '';
  return {
    begin: () => undefined,
    on: (step, table) => {
      const line = `${WORDS[step]} ${table}`;
      if (line !== shown) say(line);
      shown = line;
    },
    end: () => undefined,
  };
}

/** The tables, how many rows each has, and what is in them; two lines where the sides differ. */
function report(compared: readonly ComparedTable[]): void {
  const line = (table: string, rows: string | number, checksum: string, verdict: string) =>
    say(`${table.padEnd(15)} ${String(rows).padStart(11)}  ${checksum.padEnd(64)}  ${verdict}`.trimEnd());
  line('table', 'rows', 'SHA-256', '');
  for (const { table, source, target, equal } of compared) {
    line(table, source.rows, source.checksum, equal ? 'equal' : 'source');
    if (!equal) line('', target.rows, target.checksum, 'target DIFFERS');
  }
}

async function main(args: readonly string[]): Promise<number> {
  const [from = '', to = ''] = operandsOf({ text: USAGE, operands: [2, 2] }, args);
  const progress = showProgress();
  const compared = await copyDatabase(from, to, progress)
    .finally(() => progress.end())
    .catch((error: unknown) => {
      if (!(error instanceof StartFault) || error.exitCode === EXIT.busy || error.exitCode === EXIT.usage) throw error;
      process.stderr.write(`${error.message}\n`);
    });
  // Whatever stopped it: what there is in the target is no copy.
  if (!compared) return 1;
  report(compared);
  if (compared.every(({ equal }) => equal)) {
    say('Both hold the same. Start the service with the new DATABASE_URL and the same DATA_KEY.');
    return 0;
  }
  say('The target is no copy of the source, and a service does not start on it. Empty it and copy again.');
  return 1;
}

process.exitCode = await orExit(() => main(process.argv.slice(2)));
