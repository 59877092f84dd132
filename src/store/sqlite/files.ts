import { chmodSync, closeSync, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { lockPath } from './lock.ts';

/** Told of a file or folder that others could read: now its owner alone, or what stands against that. */
export type OnTightened = (path: string, failure?: string) => void;

const OTHERS = 0o077;

/**
 * Makes a database file that its owner alone can read, with the folders on its way, where there is none. Gives its real
 * path: the same one through whichever link it is reached.
 */
export function privateFile(file: string): string {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
  }
  return realpathSync(file);
}

/** Takes the rights of others away from a database and what SQLite keeps beside it. */
export function tightenDatabase(path: string, onTightened: OnTightened): void {
  for (const part of [path, `${path}-wal`, `${path}-shm`, lockPath(path)]) tighten(part, onTightened);
}

/** Takes the rights of others away from a file or folder, where it is there and they have any. */
export function tighten(path: string, onTightened: OnTightened): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || (found.mode & OTHERS) === 0) return;
  try {
    chmodSync(path, found.mode & ~OTHERS & 0o7777);
    onTightened(path);
  } catch (error) {
    // One of another owner, on a file system without rights, or on a read-only one.
    onTightened(path, (error as NodeJS.ErrnoException).code);
  }
}
