import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A PostgreSQL server of the tests' own, with its data in a temporary folder. */
export interface PostgresServer extends AsyncDisposable {
  /** Of the database in which others are made. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Ends it as a crash does: nothing more is written or sent. */
  crash(): Promise<void>;
}

const PROCESS = fileURLToPath(new URL('postgres-process.ts', import.meta.url));

/**
 * Makes and starts a server, with its own defaults. A volatile one is quicker and loses its data when the machine
 * stops: without fsync, and in memory where the system has a folder for that.
 */
export async function startPostgres({ isVolatile = false } = {}): Promise<PostgresServer> {
  // Detached, so that an interrupt from the keyboard reaches it only by the end of this process.
  const child = fork(PROCESS, isVolatile ? ['volatile'] : [], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  const { url, fault } = await answerOf(child);
  const end = async () => {
    const ended = child.exitCode === null ? once(child, 'exit') : undefined;
    if (child.connected) child.disconnect();
    await ended;
  };
  if (url === undefined) {
    await end();
    throw new Error(fault);
  }
  const ask = async (action: string) => {
    child.send(action);
    await answerOf(child);
  };
  return {
    url,
    start: () => ask('start'),
    stop: () => ask('stop'),
    crash: () => ask('crash'),
    [Symbol.asyncDispose]: end,
  };
}

async function answerOf(child: ChildProcess): Promise<{ url?: string; fault?: string }> {
  // Whichever of the two does not come is listened for no longer: a server may be asked many times.
  const listening = new AbortController();
  const { signal } = listening;
  const answered = once(child, 'message', { signal });
  const ended = once(child, 'exit', { signal }).then(([code]) => [{ fault: `Its process ended with ${code}.` }]);
  const both = Promise.allSettled([answered, ended]);
  try {
    const [answer] = await Promise.race([answered, ended]);
    return answer;
  } finally {
    listening.abort();
    await both;
  }
}
