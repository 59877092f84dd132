import { accessSync, constants, mkdirSync } from 'node:fs';
import { type Config, SANDBOX_KEY } from '../config/config.ts';
import { EXIT, permissionHint, StartFault } from '../config/start-fault.ts';
import type { Opening } from '../store/open.ts';
import { type OnTightened, tighten } from '../store/sqlite/files.ts';

/** How the service, and each command with its settings, opens its database: as a sandbox's or as one of production. */
export function openingOf(config: Config, log: { warn(details: object, message: string): void }): Opening {
  const onTightened: OnTightened = (path, failure) =>
    failure === undefined
      ? log.warn({ path }, 'other users could read these files; now only their owner can')
      : log.warn({ path, failure }, 'other users can read these files, and this process may not change that');
  if (config.accounts.some(({ recordings }) => recordings?.archive)) makeFolder(config.recordings.folder);
  tighten(config.recordings.folder, onTightened);
  return {
    as: { purpose: config.sandbox ? 'sandbox' : 'production', publicKey: SANDBOX_KEY },
    onTightened,
  };
}

/** Where recordings will be kept must be fit for it now: later, each of them would be lost. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const exitCode = ['EACCES', 'EPERM'].includes(code) ? EXIT.permission : EXIT.cannotCreate;
    const remedy = exitCode === EXIT.permission ? permissionHint() : 'Name another folder, or mend its disk';
    throw new StartFault(exitCode, `RECORDINGS_FOLDER ${folder} cannot be used (${message}). ${remedy}.`, error);
  }
}
