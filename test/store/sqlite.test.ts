import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createVault } from '../../src/store/vault.ts';
import { aBinding, aCall, aDelivery, bindingEvent, NEW_YEAR, openTestStore } from '../support/records.ts';
import { temporaryFolder } from '../support/service.ts';
import { describeStore } from './contract.ts';

describeStore('SQLite files', openTestStore);

const SECRETS = {
  numberA: '13812345670',
  numberB: '13912345671',
  numberX: '17012345672',
  numberY: '17112345673',
  caller: '18612345674',
  callee: '02187654321',
  pushed: '18912345675',
  header: '18812345676',
  recording: 'https://recordings.vendor.example/0f3a',
};

/** Writes numbers wherever a record can hold one. */
async function writeSecrets({ transaction }: Store): Promise<void> {
  const { numberA, numberB, numberX, numberY, caller, callee, pushed, header, recording } = SECRETS;
  const binding = aBinding({ reference: 'order-42', terms: { numberA, numberB }, metadata: { phone: numberB } });
  const bound = { ...binding, terms: { ...binding.terms, numberX, numberY, replacesNumberA: caller } };
  const call = aCall({ caller, callee, numberX, recordingUrl: recording });
  await transaction(async (tx) => {
    await tx.bindings.insert(binding);
    await tx.bindings.update(bound);
    await tx.calls.insert(call, undefined);
    await tx.events.append([
      bindingEvent(bound),
      { topic: 'CALL', record: call, at: NEW_YEAR, previousStatus: undefined },
    ]);
    const fingerprint = tx.requests.fingerprint({ numberA, numberB });
    await tx.requests.claim({ key: 'k', operation: 'o', fingerprint, subjectId: binding.id }, NEW_YEAR);
    await tx.deliveries.insertMany([
      aDelivery({ headers: { 'x-from': header }, body: Buffer.from(JSON.stringify({ pushed, recording })) }),
    ]);
  });
}

/** A text in the spellings in which bytes could hold it. */
const spellings = (text: string) => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  ...[0, 1, 2].map((shift) => Buffer.from(base64Core(text, shift))),
];

/** The part of a text's base64 that is the same whatever stands around it. */
function base64Core(text: string, shift: number): string {
  const encoded = Buffer.from('\0'.repeat(shift) + text).toString('base64');
  return encoded.slice(4, -4);
}

async function bytesIn(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder);
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}

test('no number and no recording’s address stands in the database’s files in clear, nor in its write-ahead log', async () => {
  await using opened = await openTestStore();
  await writeSecrets(opened.store);
  const whileOpen = await bytesIn(opened.folder);
  await opened.reopen();
  const afterClosing = await bytesIn(opened.folder);
  expect([...whileOpen.keys()].sort()).toEqual(expect.arrayContaining(['voice.db', 'voice.db-wal']));
  // What is not secret is there to be found: the search does find text in these files.
  expect(whileOpen.get('voice.db-wal')?.includes('order-42')).toBe(true);
  expect(afterClosing.get('voice.db')?.includes('order-42')).toBe(true);

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
  expect(await store.events.lastSeq()).toBe(0);
  await store.close();
});

test('an address that names no SQLite file is refused with a sentence', async () => {
  await expect(openStore('mysql://localhost/voice', createVault(new Uint8Array(32)))).rejects.toThrow(/DATABASE_URL/);
});

test('two processes can have one file open: what one commits the other reads', async () => {
  await using folder = await temporaryFolder();
  const open = () => openStore(`file:${join(folder.path, 'voice.db')}`, createVault(new Uint8Array(32)));
  const [one, other] = [await open(), await open()];
  const binding = aBinding();
  await one.bindings.insert(binding);
  expect(await other.bindings.find(binding.id)).toEqual(binding);
  await Promise.all([one.close(), other.close()]);
});
