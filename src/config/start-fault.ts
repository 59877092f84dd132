/**
 * The codes with which a process ends, by their names in sysexits.h. docs/operate.md lists them for operators; 1 is
 * left for a stop whose grace was over, and for a command that ran to its end and was not content.
 */
export const EXIT = {
  /** The command was called in a way that it does not know. */
  usage: 64,
  /** What lies in a file that should be a database cannot be used. */
  data: 65,
  /** Something that is needed cannot be reached now: the database, the port. The same start may work later. */
  unavailable: 69,
  /** A fault of the program itself. */
  software: 70,
  /** A file or folder cannot be made or written: a full or read-only disk. */
  cannotCreate: 73,
  /** Another process has it. The same start works when that one has ended. */
  busy: 75,
  /** The database is of another version than the program can work with. */
  version: 76,
  /** The user that the process runs as may not read, write or open it. */
  permission: 77,
  /** The settings, or a file that they name, cannot be used. */
  config: 78,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Why a process does not start: a sentence that says what to do, and the code that it ends with. */
export class StartFault extends Error {
  readonly exitCode: ExitCode;
  constructor(exitCode: ExitCode, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.exitCode = exitCode;
  }
}

/** What an operator does about a file that this process may not use; as root, its user is not the cause. */
export function permissionHint(): string {
  const user = process.getuid?.();
  return user === undefined || user === 0
    ? 'Let this process read and write there'
    : `Let the user with the id ${user}, as whom this process runs, read and write there`;
}
