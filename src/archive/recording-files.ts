import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ByteSpan } from '../domain/byte-range.ts';
import { CHUNK_BYTES, HEADER_BYTES, type SealedFormat, sealedFormat, sealedSize, TAG_BYTES } from './sealed-chunks.ts';

/** Archived recordings, one encrypted file each, in a folder that all processes on one database share. */
export interface RecordingFiles {
  /** Stores a recording; when this resolves it is durable and whole. Gives its size and how it begins. */
  write(id: string, content: AsyncIterable<Uint8Array>): Promise<{ size: number; beginning: Buffer }>;
  /** Whether the recording is here, with just so many bytes. */
  has(id: string, size: number): Promise<boolean>;
  /** The bytes of a span; fails where the file was changed. */
  read(id: string, size: number, span: ByteSpan): Readable;
  /** Seals a recording anew where it is here, and under an earlier key. */
  reseal(id: string, size: number): Promise<void>;
  /** Removes a recording; does nothing where there is none. */
  remove(id: string): Promise<void>;
  /** Removes what writers that died have left behind, where it is older than so many milliseconds. */
  tidy(age: number): Promise<void>;
}

const UNFINISHED = '.part';
const BEGINNING_BYTES = 64;

/** The archive in a folder, which is made when something is first written. */
export function recordingFiles(
  folder: string,
  dataKey: Uint8Array,
  previous: readonly Uint8Array[] = [],
): RecordingFiles {
  const format = sealedFormat(dataKey, previous);
  const pathOf = (id: string) => join(folder, `${id}.sealed`);
  const write: RecordingFiles['write'] = async (id, content) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const unfinished = join(folder, `${id}.${randomUUID()}${UNFINISHED}`);
    const seen = watch(content);
    try {
      await withFile(unfinished, 'wx', async (file) => {
        await file.writeFile(format.seal(id, seen.content));
        await file.sync();
      });
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    await rename(unfinished, pathOf(id));
    // The name must be as durable as the bytes.
    await withFile(folder, 'r', (directory) => directory.sync());
    return seen.summary();
  };
  const has = async (id: string, size: number) =>
    (await missingIsUndefined(stat(pathOf(id))))?.size === sealedSize(size);
  return {
    write,
    has,
    read: (id, size, span) => Readable.from(readSpan(format, pathOf(id), id, size, span), { objectMode: false }),
    reseal: async (id, size) => {
      if (!(await has(id, size))) return;
      const header = await withFile(pathOf(id), 'r', (file) => readAt(file, 0, HEADER_BYTES));
      if (!format.isNewest(header))
        await write(id, readSpan(format, pathOf(id), id, size, { start: 0, end: size - 1 }));
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    tidy: async (age) => {
      // Files bear the machine's own time.
      const before = Date.now() - age;
      for (const name of (await missingIsUndefined(readdir(folder))) ?? []) {
        if (!name.endsWith(UNFINISHED)) continue;
        const path = join(folder, name);
        const found = await missingIsUndefined(stat(path));
        if (found && found.mtimeMs < before) await rm(path, { force: true });
      }
    },
  };
}

/** Hands bytes through and remembers how many they were and how they began. */
function watch(content: AsyncIterable<Uint8Array>) {
  let size = 0;
  let beginning = Buffer.alloc(0);
  return {
    content: (async function* () {
      for await (const bytes of content) {
        size += bytes.length;
        if (beginning.length < BEGINNING_BYTES)
          beginning = Buffer.concat([beginning, bytes]).subarray(0, BEGINNING_BYTES);
        yield bytes;
      }
    })(),
    summary: () => ({ size, beginning }),
  };
}

async function* readSpan(format: SealedFormat, path: string, id: string, size: number, { start, end }: ByteSpan) {
  const file = await open(path, 'r');
  try {
    const header = await readAt(file, 0, HEADER_BYTES);
    const last = Math.max(0, Math.ceil(size / CHUNK_BYTES) - 1);
    for (let index = Math.floor(start / CHUNK_BYTES); index * CHUNK_BYTES <= end; index++) {
      const from = index * CHUNK_BYTES;
      const length = Math.min(CHUNK_BYTES, size - from) + TAG_BYTES;
      const sealed = await readAt(file, HEADER_BYTES + index * (CHUNK_BYTES + TAG_BYTES), length);
      const bytes = format.open(id, header, sealed, { index, isLast: index === last });
      yield bytes.subarray(Math.max(0, start - from), end + 1 - from);
    }
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('The archived recording is shorter than it should be.');
  return buffer;
}

async function withFile<T>(path: string, flags: 'r' | 'wx', work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, 0o600);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

function missingIsUndefined<T>(found: Promise<T>): Promise<T | undefined> {
  return found.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
