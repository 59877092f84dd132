import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, readdir, readFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RecordingFiles, recordingFiles } from '../../src/archive/recording-files.ts';
import { CHUNK_BYTES, HEADER_BYTES, sealedSize, TAG_BYTES } from '../../src/archive/sealed-chunks.ts';
import { temporaryFolder } from '../support/service.ts';
import { sound } from '../support/sound.ts';
import { until } from '../support/until.ts';

const KEY = new Uint8Array(32).fill(7);
const ID = 'call_00000000000000000000000000000001';
const OTHER = 'call_00000000000000000000000000000002';
const SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES;

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let place = 0; place < bytes.length; place += size) yield bytes.subarray(place, place + size);
}

async function open(key = KEY) {
  const folder = await temporaryFolder();
  return {
    folder: folder.path,
    files: recordingFiles(folder.path, key),
    pathOf: (id: string) => join(folder.path, `${id}.sealed`),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

const whole = (files: RecordingFiles, bytes: Uint8Array, id = ID) =>
  buffer(files.read(id, bytes.length, { start: 0, end: bytes.length - 1 }));

describe('an archived recording', () => {
  test('is read as it was written, and lies encrypted', async () => {
    await using archive = await open();
    const bytes = sound(3 * CHUNK_BYTES + 5);
    expect(await archive.files.write(ID, inPieces(bytes, 10_000))).toMatchObject({ size: bytes.length });
    expect(await whole(archive.files, bytes)).toEqual(bytes);
    const sealed = await readFile(archive.pathOf(ID));
    expect(sealed.length).toBe(sealedSize(bytes.length));
    expect(sealed.includes(bytes.subarray(0, 16))).toBe(false);
    expect(await archive.files.has(ID, bytes.length)).toBe(true);
    expect(await archive.files.has(OTHER, bytes.length)).toBe(false);
  });

  test('gives any part as the original has it, whatever its size and however it came in', async () => {
    await using archive = await open();
    const edges = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES];
    const place = fc.oneof(fc.constantFrom(...edges), fc.nat(3 * CHUNK_BYTES));
    const size = place.map((n) => Math.max(1, n));
    await fc.assert(
      fc.asyncProperty(size, fc.integer({ min: 1_000, max: 100_000 }), place, place, async (length, piece, a, b) => {
        const bytes = sound(length);
        await archive.files.write(ID, inPieces(bytes, piece));
        const [start = 0, end = 0] = [a, b].map((n) => n % length).sort((x, y) => x - y);
        const part = await buffer(archive.files.read(ID, length, { start, end }));
        expect(part.equals(bytes.subarray(start, end + 1))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  const CHANGED: [string, (sealed: Buffer) => Buffer][] = [
    ['a bit in it is turned', (sealed) => Buffer.from(sealed.map((byte, at) => (at === 1_000 ? byte ^ 1 : byte)))],
    [
      'its salt is changed',
      (sealed) => Buffer.from(sealed.map((byte, at) => (at === HEADER_BYTES - 1 ? byte ^ 1 : byte))),
    ],
    [
      'two of its chunks change places',
      (sealed) => {
        const chunk = (n: number) =>
          sealed.subarray(HEADER_BYTES + n * SEALED_CHUNK, HEADER_BYTES + (n + 1) * SEALED_CHUNK);
        return Buffer.concat([
          sealed.subarray(0, HEADER_BYTES),
          chunk(1),
          chunk(0),
          sealed.subarray(HEADER_BYTES + 2 * SEALED_CHUNK),
        ]);
      },
    ],
  ];
  test.each(CHANGED)('is not read where %s', async (_how, change) => {
    await using archive = await open();
    const bytes = sound(3 * CHUNK_BYTES);
    await archive.files.write(ID, inPieces(bytes, 10_000));
    await writeFile(archive.pathOf(ID), change(await readFile(archive.pathOf(ID))));
    await expect(whole(archive.files, bytes)).rejects.toThrow();
  });

  test('is not read where it was cut short at a chunk, and its end is believed to be there', async () => {
    await using archive = await open();
    const bytes = sound(3 * CHUNK_BYTES);
    await archive.files.write(ID, inPieces(bytes, 10_000));
    await truncate(archive.pathOf(ID), HEADER_BYTES + 2 * SEALED_CHUNK);
    expect(await archive.files.has(ID, bytes.length)).toBe(false);
    await expect(whole(archive.files, bytes.subarray(0, 2 * CHUNK_BYTES))).rejects.toThrow();
    await expect(whole(archive.files, bytes)).rejects.toThrow();
  });

  test('is not read under another id, or another key', async () => {
    await using archive = await open();
    const bytes = sound(1_000);
    await archive.files.write(ID, inPieces(bytes, 1_000));
    await cp(archive.pathOf(ID), archive.pathOf(OTHER));
    await expect(whole(archive.files, bytes, OTHER)).rejects.toThrow();
    const stranger = recordingFiles(archive.folder, new Uint8Array(32).fill(8));
    await expect(whole(stranger, bytes)).rejects.toThrow(/DATA_KEY/);
  });

  test('is read under a key that was in force before, and is sealed anew under the newest', async () => {
    await using archive = await open();
    const bytes = sound(2 * CHUNK_BYTES + 1);
    await archive.files.write(ID, inPieces(bytes, 1_000));
    const newer = new Uint8Array(32).fill(8);
    const both = recordingFiles(archive.folder, newer, [KEY]);
    expect(await whole(both, bytes)).toEqual(bytes);
    await both.reseal(ID, bytes.length);
    await both.reseal(OTHER, bytes.length);
    const resealed = await readFile(archive.pathOf(ID));
    expect(await whole(recordingFiles(archive.folder, newer), bytes)).toEqual(bytes);
    await both.reseal(ID, bytes.length);
    expect(await readFile(archive.pathOf(ID))).toEqual(resealed);
  });

  test('is taken for missing where something was added to it', async () => {
    await using archive = await open();
    await archive.files.write(ID, inPieces(sound(100), 100));
    await appendFile(archive.pathOf(ID), 'x');
    expect(await archive.files.has(ID, 100)).toBe(false);
  });

  test('is gone when it is removed, and removing it again is nothing', async () => {
    await using archive = await open();
    await archive.files.write(ID, inPieces(sound(100), 100));
    await archive.files.remove(ID);
    await archive.files.remove(ID);
    expect(await readdir(archive.folder)).toEqual([]);
  });
});

describe('a recording whose writing breaks off', () => {
  test('leaves nothing where its vendor hung up', async () => {
    await using archive = await open();
    const broken = async function* () {
      yield sound(100_000);
      throw new Error('hung up');
    };
    await expect(archive.files.write(ID, broken())).rejects.toThrow('hung up');
    expect(await readdir(archive.folder)).toEqual([]);
  });

  test('is not there where the process was killed, is written anew, and what was left is removed in time', async () => {
    await using archive = await open();
    const script = `
      import { recordingFiles } from './src/archive/recording-files.ts';
      const files = recordingFiles(process.argv[1], new Uint8Array(32).fill(7));
      const content = async function* () {
        for (let piece = 0; piece < 20; piece++) yield Buffer.alloc(${CHUNK_BYTES}, piece);
        await new Promise(() => setInterval(() => undefined, 1000));
      };
      await files.write('${ID}', content());`;
    const writer = spawn(process.execPath, ['--input-type=module', '--eval', script, archive.folder], {
      stdio: 'inherit',
    });
    const unfinished = await until('the writer to have written most of it', async () => {
      const [name] = await readdir(archive.folder);
      return name && (await readFile(join(archive.folder, name))).length > 19 * CHUNK_BYTES && name;
    });
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    expect(unfinished).toMatch(/\.part$/);
    expect(await archive.files.has(ID, 20 * CHUNK_BYTES)).toBe(false);

    const bytes = sound(1_000);
    await archive.files.write(ID, inPieces(bytes, 1_000));
    expect(await whole(archive.files, bytes)).toEqual(bytes);
    await archive.files.tidy(60_000);
    expect(await readdir(archive.folder)).toHaveLength(2);
    await utimes(join(archive.folder, unfinished), 0, 0);
    await archive.files.tidy(60_000);
    expect(await readdir(archive.folder)).toEqual([`${ID}.sealed`]);
  });
});
