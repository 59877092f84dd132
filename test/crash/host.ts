import type { ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import { spawnService } from '../support/service.ts';
import { until } from '../support/until.ts';

/** The service over one data folder and one port, through all its lives. */
export interface Host extends AsyncDisposable {
  readonly url: string;
  readonly process: ChildProcess | undefined;
  /** What the present life has printed. */
  output(): string;
  /** Begins a life without waiting for it. */
  spawn(): void;
  /** Begins a life and waits until it is ready; gives the milliseconds that this took. */
  start(): Promise<number>;
  /** Resolves once something listens on the port. */
  listening(): Promise<void>;
  /** Ends the life at once, whatever it is doing: SIGKILL. */
  kill(): void;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the process is gone, with its exit code. */
  ended(): Promise<number | null>;
  /** What lives printed that ended without being told to. */
  readonly fallen: readonly string[];
}

const START_MS = 60_000;
const END_MS = 40_000;

const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Prepares the service; nothing runs yet. */
export async function openHost(
  folder: string,
  accounts: readonly object[],
  env: Record<string, string> = {},
): Promise<Host> {
  const port = await freePort();
  const accountsFile = join(folder, 'accounts.json');
  await writeFile(accountsFile, JSON.stringify(accounts));
  const settings = {
    SANDBOX: 'true',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: `file:${join(folder, 'voice.db')}`,
    ACCOUNTS_FILE: accountsFile,
    ...env,
  };
  const fallen: string[] = [];
  let life: ReturnType<typeof spawnService> | undefined;
  let told = false;

  const spawn = () => {
    const born = spawnService(settings);
    life = born;
    told = false;
    alive.add(born.process);
    born.process.once('exit', (code) => {
      alive.delete(born.process);
      if (!told) fallen.push(`exit code ${code}:\n${born.output()}`);
    });
  };
  const hasEnded = () => !life || life.process.exitCode !== null || life.process.signalCode !== null;
  const signal = (name: NodeJS.Signals) => {
    told = true;
    if (!hasEnded()) life?.process.kill(name);
  };
  const ended = async () => {
    await until('the process to end', async () => hasEnded(), END_MS);
    return life?.process.exitCode ?? null;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    get process() {
      return life?.process;
    },
    output: () => life?.output() ?? '',
    fallen,
    spawn,
    start: async () => {
      const started = performance.now();
      spawn();
      await until(
        'the service to be ready',
        async () => {
          if (hasEnded()) throw new Error(`The service ended while it started:\n${life?.output()}`);
          return life?.output().includes('is ready');
        },
        START_MS,
      );
      return performance.now() - started;
    },
    listening: async () => void (await until('the port to open', async () => hasEnded() || isOpen(port), START_MS)),
    kill: () => signal('SIGKILL'),
    signal,
    ended,
    [Symbol.asyncDispose]: async () => {
      signal('SIGKILL');
      await ended();
    },
  };
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const opened = Promise.withResolvers<boolean>();
  socket.once('connect', () => opened.resolve(true)).once('error', () => opened.resolve(false));
  const answer = await opened.promise;
  socket.destroy();
  return answer;
}
