import { ConfigError } from '../config/config.ts';
import { EXIT, type ExitCode, StartFault } from '../config/start-fault.ts';

/**
 * Runs the start of a process, or a whole command. Where it fails, says in a sentence why and what to do, and ends the
 * process with the code that stands for it: no stack trace, which tells an operator nothing.
 */
export async function orExit<Given>(work: () => Promise<Given>): Promise<Given> {
  try {
    return await work();
  } catch (error) {
    const [exitCode, sentence] = explained(error);
    process.stderr.write(`${sentence}\n`);
    process.exit(exitCode);
  }
}

function explained(error: unknown): [ExitCode, string] {
  if (error instanceof StartFault) return [error.exitCode, error.message];
  if (error instanceof ConfigError) return [EXIT.config, error.message];
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const where = process.env.LOG_LEVEL === 'debug' || process.env.LOG_LEVEL === 'trace';
  if (where && error instanceof Error) return [EXIT.software, error.stack ?? said];
  return [
    EXIT.software,
    `A fault of this program stopped it (${said.replaceAll(/\s+/g, ' ')}). Run it with LOG_LEVEL=debug to see where, and report that.`,
  ];
}
