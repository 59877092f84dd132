import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { administer } from '../../test/support/administer.ts';
import { freePort } from '../../test/support/free-port.ts';
import { give, type Programs, preparePrograms } from '../../test/support/postgres-programs.ts';
import { fill, storesVersion } from './sqlite.ts';

/** A PostgreSQL server whose data is kept from run to run, in a folder for temporary files. */
export interface KeptPostgres extends AsyncDisposable {
  /** The database with so many calls, filled in bulk where there is none yet. */
  filled(calls: number, say: (line: string) => void): Promise<{ readonly url: string; readonly callIds: string[] }>;
}

// It listens on loopback only, and holds made-up numbers.
const INITDB = ['--encoding=UTF8', '--locale=C', '--auth=trust', '--username=voice', '--no-sync'];
const FLAGS = ['-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1', '-c', 'max_wal_size=2GB'];
const READY = 'database system is ready to accept connections';

/** Starts it over the kept data of this version of the stores; fsync is on. */
export async function startKeptPostgres(): Promise<KeptPostgres> {
  const programs = await preparePrograms();
  // Beside this project its user may not be let in: root's own folders are closed to others.
  const folder = join(tmpdir(), `voice-subgraph-bench-postgres-${storesVersion()}`);
  const data = join(folder, 'data');
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  if (!existsSync(join(folder, 'made'))) {
    await rm(data, { recursive: true, force: true });
    await mkdir(data, { mode: 0o700 });
    await give(data, programs);
    const [code] = await once(run(programs, programs.initdb, [`--pgdata=${data}`, ...INITDB]), 'exit');
    if (code !== 0) throw new Error(`initdb ended with ${code}.`);
    await writeFile(join(folder, 'made'), '');
  }
  const port = await freePort();
  const server = run(programs, programs.postgres, ['-D', data, '-p', String(port), ...FLAGS]);
  await ready(server);
  const url = (name: string) => `postgres://voice@127.0.0.1:${port}/${name}`;
  return {
    filled: async (calls, say) => {
      const name = `calls_${calls}`;
      const ids = join(folder, `${name}.json`);
      if (!existsSync(ids)) {
        await administer(url('postgres'), `drop database if exists ${name}`);
        await administer(url('postgres'), `create database ${name}`);
        say(`filling PostgreSQL with ${calls} calls, once: it is kept in ${folder}`);
        const callIds = await fill(url(name), calls);
        await administer(url(name), 'vacuum (analyze)');
        await writeFile(ids, JSON.stringify(callIds));
      }
      return { url: url(name), callIds: JSON.parse(await readFile(ids, 'utf8')) as string[] };
    },
    [Symbol.asyncDispose]: async () => {
      const gone = once(server, 'exit');
      // Fast shutdown (PostgreSQL 18 documentation, 18.5).
      server.kill('SIGINT');
      await gone;
      await rm(programs.folder, { recursive: true, force: true });
    },
  };
}

function run({ user, folder }: Programs, program: string, args: readonly string[]): ChildProcess {
  return spawn(program, args, {
    ...user,
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function ready(server: ChildProcess): Promise<void> {
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.includes(READY)) resolve();
    });
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${printed}`)));
  });
}
