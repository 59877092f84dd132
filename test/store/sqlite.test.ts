import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';
import { aBinding, openTestStore } from '../support/records.ts';
import { temporaryFolder } from '../support/service.ts';
import { spellings } from '../support/spellings.ts';
import { describeStore } from './contract.ts';
import { SECRETS, writeSecrets } from './secrets.ts';

describeStore('SQLite files', openTestStore);

async function bytesIn(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}

test('no number and no recording’s address stands in clear in the database’s files or its write-ahead log', async () => {
  await using opened = await openTestStore();
  await writeSecrets(opened.store);
  const whileOpen = await bytesIn(opened.folder);
  await opened.reopen();
  const afterClosing = await bytesIn(opened.folder);
  expect([...whileOpen.keys()].sort()).toEqual(expect.arrayContaining(['voice.db', 'voice.db-wal']));
  // What is not secret is there to be found: the search does find text in these files.
  expect(whileOpen.get('voice.db-wal')?.includes('acct_1')).toBe(true);
  expect(afterClosing.get('voice.db')?.includes('acct_1')).toBe(true);

  for (const [file, bytes] of [...whileOpen, ...afterClosing]) {
    for (const [name, secret] of Object.entries(SECRETS)) {
      const found = spellings(secret).some((spelling) => bytes.includes(spelling));
      expect(found, `${name} in ${file}`).toBe(false);
    }
  }
});

test('a database that was sealed under another key is not opened, and says so', async () => {
  await using folder = await temporaryFolder();
  const url = `file:${join(folder.path, 'voice.db')}`;
  const binding = aBinding();
  const first = await openStore(url, createVault(new Uint8Array(32).fill(1)));
  await first.bindings.insert(binding);
  await first.close();
  await expect(openStore(url, createVault(new Uint8Array(32).fill(2)))).rejects.toThrow(/DATA_KEY/);
  const again = await openStore(url, createVault(new Uint8Array(32).fill(1)));
  expect(await again.bindings.find(binding.id)).toEqual(binding);
  await again.close();
});

test('a database file is made with the folders on its way', async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(
    `file:${join(folder.path, 'not', 'there', 'yet', 'voice.db')}`,
    createVault(new Uint8Array(32)),
  );
  expect([await store.events.lastSeq(), store.isShared]).toEqual([0, false]);
  await store.close();
});

test('an address that names no database is refused with a sentence', async () => {
  await expect(openStore('mysql://localhost/voice', createVault(new Uint8Array(32)))).rejects.toThrow(/DATABASE_URL/);
});
