import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DEFAULT_DATABASE_URL, sqliteFile } from '../config/database-url.ts';
import { EXIT, StartFault } from '../config/start-fault.ts';
import { asStartFault } from '../store/sqlite/faults.ts';
import { orExit } from './or-exit.ts';
import { operandsOf } from './usage.ts';

const USAGE = `Usage: npm run db:backup -- TARGET
Writes the SQLite file of DATABASE_URL (${DEFAULT_DATABASE_URL} where it is not set), as it is at this moment, into a new
file TARGET that its owner alone can read. The service may run meanwhile. The backup needs the same DATA_KEY. PostgreSQL
is backed up by its own programs (docs/operate.md).`;

/** `npm run db:backup -- backup.db`: a whole copy of the database in one file, beside a running service. */
function backUp(args: readonly string[], env: NodeJS.ProcessEnv): void {
  const [target = ''] = operandsOf({ text: USAGE, operands: [1, 1] }, args);
  const file = sqliteFile(env.DATABASE_URL?.trim() || DEFAULT_DATABASE_URL);
  if (file === undefined) {
    throw new StartFault(
      EXIT.config,
      'DATABASE_URL names no SQLite file. Back PostgreSQL up by pg_dump or base backups.',
    );
  }
  if (!existsSync(file)) throw new StartFault(EXIT.config, `There is no database file ${file}. Check DATABASE_URL.`);
  makeTarget(target);
  try {
    copy(file, target);
  } catch (error) {
    rmSync(target, { force: true });
    throw asStartFault(file, error);
  }
  process.stdout.write(`${target}: ${statSync(target).size} bytes, a whole copy of ${file}\n`);
}

/** An empty file of the owner's alone; one that is there already is another backup. */
function makeTarget(target: string): void {
  try {
    closeSync(openSync(target, 'wx', 0o600));
  } catch (error) {
    const { message } = error as Error;
    throw new StartFault(EXIT.cannotCreate, `${target} cannot be made (${message}). Name a new file elsewhere.`, error);
  }
}

/** One read transaction: writers go on meanwhile, and nothing of what they write gets in. */
function copy(file: string, target: string): void {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    database.prepare('vacuum into ?').run(target);
  } finally {
    database.close();
  }
  const written = openSync(target, 'r+');
  fsyncSync(written);
  closeSync(written);
}

await orExit(async () => backUp(process.argv.slice(2), process.env));
