import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../support/service.ts';

const run = promisify(execFile);

/** A file system of a few megabytes, which can be filled up. */
export interface SmallDisk extends AsyncDisposable {
  readonly path: string;
  /** Leaves so many bytes free, or a little less. */
  fill(free: number): Promise<void>;
  makeRoom(): Promise<void>;
  /** Makes the disk read-only; refused while a process has a file open for writing. */
  makeReadOnly(): Promise<void>;
}

const BLOCK = 4_096;

/** A small disk, or why there can be none here: mounting takes rights that tests seldom have. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | string> {
  const folder = await temporaryFolder();
  const path = join(folder.path, 'disk');
  await mkdir(path);
  const mounted = await attempt('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  if (mounted !== undefined) {
    await folder[Symbol.asyncDispose]();
    return `no file system can be mounted here (${mounted})`;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill: async (free) => {
      await rm(filler, { force: true });
      const { stdout } = await run('df', ['--block-size=1', '--output=avail', path]);
      const available = Number(stdout.trim().split('\n').at(-1));
      const bytes = Buffer.alloc(Math.max(0, Math.floor((available - free) / BLOCK)) * BLOCK);
      // Another process wrote meanwhile; the disk is full either way.
      await writeFile(filler, bytes).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOSPC') throw error;
      });
    },
    makeRoom: () => rm(filler, { force: true }),
    makeReadOnly: async () => void (await run('mount', ['-o', 'remount,ro', path])),
    [Symbol.asyncDispose]: async () => {
      // Lazily, so that it goes even where something still has a file open.
      await run('umount', ['-l', path]);
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Forbids, or allows again, any change of files, also through descriptors that are open; why not, where it cannot. */
export function setImmutable(files: readonly string[], immutable: boolean): Promise<string | undefined> {
  return attempt('chattr', [immutable ? '+i' : '-i', ...files]);
}

async function attempt(command: string, given: readonly string[]): Promise<string | undefined> {
  try {
    await run(command, given);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}
