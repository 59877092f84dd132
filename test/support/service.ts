import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseIn, removeDatabaseIn } from './database-in.ts';
import { START } from './start-command.ts';

/** The service as a user runs it: a process of its own, listening on a port that the system chose. */
export interface RunningService extends AsyncDisposable {
  readonly url: string;
  /** Everything it has printed so far. */
  readonly output: () => string;
  readonly process: ChildProcess;
  /** Sends a GraphQL request over HTTP. */
  query<Data>(document: string, variables?: object, headers?: Record<string, string>): Promise<GraphQLAnswer<Data>>;
  /** Ends the process and waits until it is gone. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface GraphQLAnswer<Data> {
  readonly data: Data;
  readonly errors?: readonly { message: string; extensions: { code: string } }[];
}

/** A folder that is gone when the test is over, with the database that belongs to it. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'voice-'));
  return {
    path,
    [Symbol.asyncDispose]: async () => {
      await removeDatabaseIn(path);
      await rm(path, { recursive: true, force: true });
    },
  };
}

/** Starts the service over a data folder. `accounts` are written to an accounts file; without any it is a sandbox. */
export async function startService(
  folder: string,
  env: Record<string, string> = {},
  accounts?: readonly object[],
): Promise<RunningService> {
  const settings: Record<string, string> = {
    HOST: '127.0.0.1',
    PORT: '0',
    DATABASE_URL: await databaseIn(folder),
    ...(accounts ? {} : { SANDBOX: 'on' }),
    ...env,
  };
  if (accounts) {
    settings.ACCOUNTS_FILE = join(folder, 'accounts.json');
    await writeFile(settings.ACCOUNTS_FILE, JSON.stringify(accounts));
  }
  const child = spawnService(settings);
  const url = await addressOf(child.process, child.output);
  return {
    url,
    output: child.output,
    process: child.process,
    query: (document, variables = {}, headers = {}) => sendQuery(url, document, variables, headers),
    stop: (signal = 'SIGTERM') => stop(child.process, signal),
    [Symbol.asyncDispose]: async () => void (await stop(child.process, 'SIGKILL')),
  };
}

/** Starts the process, as another user where `uid` is given, and collects what it prints. */
export function spawnService(
  env: Record<string, string>,
  uid?: number,
): { process: ChildProcess; output: () => string } {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...START], {
    env: { PATH, HOME, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return { process: child, output: () => printed };
}

async function addressOf(child: ChildProcess, output: () => string): Promise<string> {
  for (;;) {
    const address = /API +(https?:\/\/\S+)\/graphql/.exec(output())?.[1];
    if (address) return address;
    if (child.exitCode !== null) throw new Error(`The service ended with ${child.exitCode}:\n${output()}`);
    await Promise.race([once(child, 'exit'), once(child.stdout ?? child, 'data')]);
  }
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
  return child.exitCode;
}

async function sendQuery<Data>(
  url: string,
  query: string,
  variables: object,
  headers: Record<string, string>,
): Promise<GraphQLAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as GraphQLAnswer<Data>;
}
