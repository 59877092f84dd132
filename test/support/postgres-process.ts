import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { give, makeMemoryFolder, preparePrograms } from './postgres-programs.ts';

/**
 * Runs a PostgreSQL server for its parent process, and ends with it, however that ends: nothing is left behind. With
 * the argument `volatile` it loses its data when the machine stops, and is quicker.
 */
const PASSWORD = 'a password/of:tests@';
// Two test files at a time, each with a few processes of eleven connections.
const FLAGS = ['-c', 'max_connections=300', '-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1'];
// A collation that sorts as people do: ids must be ordered by their bytes all the same. The folder lasts as long as the
// run, so its making need not survive a power cut; the server itself runs with fsync on unless it is to be volatile.
const INITDB = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en', '--no-sync'];
// In memory there is room for what is written, and not for an hour of its log.
const VOLATILE = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_wal_size=128MB'];
const READY = 'database system is ready to accept connections';

const programs = await preparePrograms();
const isVolatile = process.argv.includes('volatile');
const memory = isVolatile ? await makeMemoryFolder() : undefined;
const data = join(memory ?? programs.folder, 'data');
const port = await freePort();
let printed = '';
let server: ChildProcess | undefined;

/** Runs one of the programs where its user can be, whatever folder this process is in. */
function run(program: string, args: readonly string[]): ChildProcess {
  const child = spawn(program, args, {
    ...programs.user,
    cwd: programs.folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return child;
}

async function initialise(): Promise<void> {
  const passwordFile = join(programs.folder, 'password');
  await writeFile(passwordFile, `${PASSWORD}\n`, { mode: 0o600 });
  await mkdir(data, { mode: 0o700 });
  for (const path of [passwordFile, data]) await give(path, programs);
  const args = [`--pgdata=${data}`, '--auth=scram-sha-256', '--username=voice', `--pwfile=${passwordFile}`, ...INITDB];
  const [code] = await once(run(programs.initdb, args), 'close');
  if (code !== 0) throw new Error(`initdb ended with ${code}.`);
}

/** Ends the server by a signal, and waits until it is gone. */
async function end(signal: NodeJS.Signals): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill(signal);
  await gone;
}

const ACTIONS: Record<string, () => Promise<void>> = {
  start: async () => {
    const before = printed.length;
    const starting = run(programs.postgres, [
      '-D',
      data,
      '-p',
      String(port),
      ...FLAGS,
      ...(isVolatile ? VOLATILE : []),
    ]);
    server = starting;
    await new Promise<void>((resolve, reject) => {
      starting.stderr?.on('data', () => {
        if (printed.includes(READY, before)) resolve();
      });
      starting.once('error', reject);
      starting.once('exit', (code) => reject(new Error(`It ended with ${code}.`)));
    });
  },
  // Fast shutdown, and immediate shutdown (PostgreSQL 18 documentation, 18.5).
  stop: () => end('SIGINT'),
  crash: () => end('SIGQUIT'),
};

process.on('disconnect', async () => {
  await ACTIONS.stop?.();
  for (const folder of [programs.folder, memory ?? data]) await rm(folder, { recursive: true, force: true });
  process.exit(0);
});
process.on('message', async (action: string) => {
  await ACTIONS[action]?.();
  process.send?.({ done: action });
});

try {
  await initialise();
  await ACTIONS.start?.();
  process.send?.({ url: `postgres://voice:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/postgres` });
} catch (error) {
  process.send?.({ fault: `It could not be started: ${error}\n${printed}` });
}
