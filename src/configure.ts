import { type Config, ConfigError, readConfig } from './config.ts';

/** The configuration; says everything that is wrong with it and ends the process where it cannot be used. */
export function configOrExit(env: NodeJS.ProcessEnv): Config {
  try {
    return readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78); // EX_CONFIG of sysexits.h
  }
}
