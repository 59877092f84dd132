import { statSync } from 'node:fs';
import { EXIT, type ExitCode, permissionHint, StartFault } from '../../config/start-fault.ts';

const READONLY = 8;
const CANTOPEN = 14;

// Primary result codes of SQLite (sqlite.org/rescode.html); extended ones carry them in their low byte.
const RESULTS: Readonly<Record<number, readonly [ExitCode, string]>> = {
  5: [EXIT.busy, 'another program has locked it. End that program'],
  6: [EXIT.busy, 'another program has locked it. End that program'],
  [READONLY]: [
    EXIT.permission,
    `it, what lies beside it, its folder or its disk may not be written. ${permissionHint()}`,
  ],
  10: [EXIT.cannotCreate, 'its disk does not read or write as it should. Mend the disk, or name a file on another one'],
  11: [EXIT.data, 'it is damaged. Restore a backup'],
  13: [EXIT.cannotCreate, 'the disk is full. Make room'],
  [CANTOPEN]: [EXIT.cannotCreate, 'it is a directory, or cannot be made there. Name another file in DATABASE_URL'],
  26: [EXIT.data, 'it is no SQLite database. Name another file, or restore a backup'],
};

const ERRNO: Readonly<Record<string, readonly [ExitCode, string]>> = {
  EACCES: [EXIT.permission, `its folder may not be written. ${permissionHint()}`],
  EPERM: [EXIT.permission, `its folder may not be written. ${permissionHint()}`],
  EROFS: [EXIT.cannotCreate, 'the file system is read-only. Name a file elsewhere, or mount it for writing'],
  ENOSPC: [EXIT.cannotCreate, 'the disk is full. Make room'],
  EDQUOT: [EXIT.cannotCreate, 'the quota of the disk is used up. Make room'],
  EISDIR: [EXIT.cannotCreate, 'it is a directory. Name a file in DATABASE_URL'],
  EEXIST: [EXIT.cannotCreate, 'a part of its path is a file and no directory. Name another one in DATABASE_URL'],
  ENOTDIR: [EXIT.cannotCreate, 'a part of its path is a file and no directory. Name another one in DATABASE_URL'],
  ENOENT: [EXIT.cannotCreate, 'its folder cannot be made. Name another one in DATABASE_URL'],
};

/** The sentence for an error with which a database file is not opened; an error of another kind as it is. */
export function asStartFault(file: string, error: unknown): unknown {
  if (error instanceof StartFault || !(error instanceof Error)) return error;
  const { code = '', errcode } = error as NodeJS.ErrnoException & { errcode?: number };
  // A file that is there and cannot be opened, or not its lock, is another user's.
  const isClosed = errcode === CANTOPEN && statSync(file, { throwIfNoEntry: false })?.isFile();
  const result = isClosed ? RESULTS[READONLY] : RESULTS[(errcode ?? 0) & 0xff];
  const [exitCode, sentence] = (errcode === undefined ? ERRNO[code] : result) ?? [];
  if (exitCode === undefined) return error;
  return new StartFault(exitCode, `The database file ${file} cannot be used (${error.message}): ${sentence}.`, error);
}
