import { ConfigError } from './config.ts';

/** What the configuration gives; where it cannot be used, says everything that is wrong with it, and ends the process. */
export function orExit<Given>(read: () => Given): Given {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78); // EX_CONFIG of sysexits.h
  }
}
