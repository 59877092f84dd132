import { closeSync, existsSync, openSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EXIT, StartFault } from '../../config/start-fault.ts';

/** The right to a SQLite file, which one process has at a time. */
export interface FileLock {
  release(): void;
}

/** Where the lock of a database file lies: beside it, and hidden, because it is nothing to back up or to open. */
export const lockPath = (file: string): string => join(dirname(file), `.${basename(file)}.lock`);

const BUSY = 5;

/**
 * Takes the right to a database file, whose path is the real one, or says at once who has it. Held is a transaction on
 * a small database beside the file: the operating system ends it with the process, however that ends. It is one that
 * lets others read, so that they can read who holds it; and nothing is locked in the file itself, so that a backup can
 * be made meanwhile.
 */
export function lockFile(file: string): FileLock {
  const path = lockPath(file);
  // Never opened and closed again where it is there: POSIX would take this process's own locks on it away.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    begin(database, file);
    database.exec('create table if not exists holder (process integer, host text, since text); delete from holder');
    database.prepare('insert into holder values (?, ?, ?)').run(process.pid, hostname(), new Date().toISOString());
    // Others read what is committed. Who gets in between has the right, and this process is refused.
    database.exec('commit');
    begin(database, file);
  } catch (error) {
    database.close();
    throw error;
  }
  return { release: () => database.close() };
}

function begin(database: DatabaseSync, file: string): void {
  try {
    database.exec('begin immediate');
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === BUSY)) throw error;
    throw new StartFault(
      EXIT.busy,
      `${file} is in use by ${holderOf(database)}, and one process works on a SQLite file at a time. ` +
        'Stop the service first, or let the command end that works on it.',
      error,
    );
  }
}

function holderOf(database: DatabaseSync): string {
  try {
    const holder = database.prepare('select process, host, since from holder').get();
    if (holder) return `process ${holder.process} on ${holder.host} since ${holder.since}`;
  } catch (error) {
    // It is just being written, or was never: the sentence does without.
    if (!(error instanceof Error && 'errcode' in error)) throw error;
  }
  return 'another process that has just started';
}
