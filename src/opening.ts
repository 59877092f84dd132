import { type Config, SANDBOX_KEY } from './config.ts';
import type { Opening } from './store/open.ts';
import { type OnTightened, tighten } from './store/sqlite/files.ts';

/** How the service, and each command with its settings, opens its database: as a sandbox's or as one of production. */
export function openingOf(config: Config, log: { warn(details: object, message: string): void }): Opening {
  const onTightened: OnTightened = (path, failure) =>
    failure === undefined
      ? log.warn({ path }, 'others could read what lies here; now its owner alone can')
      : log.warn({ path, failure }, 'others can read what lies here, and this process may not change that');
  tighten(config.recordings.folder, onTightened);
  return {
    as: { purpose: config.sandbox ? 'sandbox' : 'production', publicKey: SANDBOX_KEY },
    onTightened,
  };
}
