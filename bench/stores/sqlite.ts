import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants, copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { openEngine } from '../../src/store/open.ts';
import { storeOver } from '../../src/store/store-over.ts';
import { createVault } from '../../src/store/vault.ts';
import { fillWithCalls } from '../../test/support/many-calls.ts';
import { DATA_KEY } from '../processes/service.ts';

/** Where filled stores are kept from run to run. Ignored by git with the rest of node_modules; it may be removed. */
export const CACHE = resolve('node_modules/.cache/voice-subgraph-bench');

/** What decides what a filled store looks like: where one of these changes, it is filled anew. */
const SOURCES = [
  'src/store/migrations',
  'src/store/repositories',
  'src/store/vault.ts',
  'src/store/numbers-of.ts',
  'test/support/many-calls.ts',
  'test/support/records.ts',
];

/** A filled store that is kept: its file, and the ids of its calls, newest first. */
export interface FilledStore {
  readonly file: string;
  readonly callIds: readonly string[];
}

/** A hash of what makes the stores. */
export function storesVersion(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = source.endsWith('.ts')
      ? [source]
      : readdirSync(source, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith('.ts'))
          .sort()
          .map((name) => join(source, name));
    for (const file of files) hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/** The store with so many calls, filled in bulk where there is none yet. */
export async function filledSqlite(calls: number, say: (line: string) => void): Promise<FilledStore> {
  const folder = join(CACHE, `sqlite-${calls}-${storesVersion()}`);
  const [file, ids] = [join(folder, 'voice.db'), join(folder, 'call-ids.json')];
  if (!existsSync(ids)) {
    // Of the same size and an earlier version: nothing reads it any more.
    forget(`sqlite-${calls}-`);
    mkdirSync(folder, { recursive: true });
    say(`filling SQLite with ${calls} calls, once: it is kept in ${folder}`);
    writeFileSync(`${ids}.new`, JSON.stringify(await fill(`file:${file}`, calls)));
    renameSync(`${ids}.new`, ids);
  }
  return { file, callIds: JSON.parse(readFileSync(ids, 'utf8')) as string[] };
}

/** Removes kept stores whose names begin so. */
export function forget(beginning: string): void {
  if (!existsSync(CACHE)) return;
  for (const name of readdirSync(CACHE)) {
    if (name.startsWith(beginning)) rmSync(join(CACHE, name), { recursive: true });
  }
}

/** Fills a database; gives the ids of its calls, newest first. */
export async function fill(url: string, calls: number): Promise<string[]> {
  const engine = await openEngine(url);
  const vault = createVault(DATA_KEY);
  const store = storeOver(engine, vault);
  try {
    await fillWithCalls({ db: engine.db, store, vault }, 0, calls);
    const rows = await engine.db.selectFrom('calls').select('id').orderBy('id', 'desc').execute();
    return rows.map(({ id }) => id);
  } finally {
    await store.close();
  }
}

/** A copy of a filled store in a folder, for one server: one process works on a file at a time. */
export async function copyOf({ file }: FilledStore, folder: string, name: string): Promise<string> {
  const copy = join(folder, `${name}.db`);
  await copyFile(file, copy, constants.COPYFILE_FICLONE);
  return `file:${copy}`;
}
