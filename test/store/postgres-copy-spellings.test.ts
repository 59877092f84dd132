import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyDatabase } from '../../src/store/copy.ts';
import { openEngine, openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';
import { makeEarlierDatabase, writeAsEarlier } from '../support/earlier-version.ts';
import { openDatabase } from '../support/postgres.ts';
import { aCall } from '../support/records.ts';
import { temporaryFolder } from '../support/service.ts';

const VAULT = createVault(new Uint8Array(32).fill(7));
const ALL = { limit: 100, direction: 'forward' } as const;
const LATER = Date.now() + 24 * 3_600_000;
const SILENT = { begin: () => undefined, on: () => undefined };

test('a copy of a database whose numbers are half done goes on where the file was', async () => {
  await using folder = await temporaryFolder();
  await using database = await openDatabase();
  const file = `file:${join(folder.path, 'voice.db')}`;
  const numbers = Array.from({ length: 20 }, (_, place) => `139111122${String(place).padStart(2, '0')}`);
  await makeEarlierDatabase(file, VAULT, { calls: numbers.map((number) => aCall({ caller: `86${number}` })) });
  const source = await openStore(file, VAULT);
  // The bindings, of which there are none, and then the first calls.
  await source.spelling.next(5, LATER);
  expect(await source.spelling.next(5, LATER)).toMatchObject({ table: 'calls', done: 5 });
  await source.close();

  const compared = await copyDatabase(file, database.url, SILENT);
  expect(compared.every(({ equal }) => equal)).toBe(true);
  const store = await openStore(database.url, VAULT);
  try {
    const found = async () => {
      for (const number of numbers) expect((await store.calls.page({ number }, ALL)).items, number).toHaveLength(1);
    };
    expect(store.spelling.isNeeded()).toBe(true);
    await found();
    expect(await store.spelling.next(5, LATER)).toMatchObject({ table: 'calls', done: 10 });
    while (await store.spelling.next(5, LATER));
    expect(store.spelling.isNeeded()).toBe(false);
    await found();
  } finally {
    await store.close();
  }
});

test('what processes of the version before still write is brought to the one spelling as well', async () => {
  await using database = await openDatabase();
  const call = aCall({ caller: '13911112222' });
  await makeEarlierDatabase(database.url, VAULT, { calls: [call] });
  const [store, late] = [await openStore(database.url, VAULT), aCall({ caller: '8613911113333' })];
  try {
    for (;;) {
      const step = await store.spelling.next(5, Date.now());
      if (step?.isCaughtUp) break;
    }
    expect(store.spelling.isNeeded()).toBe(true);
    const engine = await openEngine(database.url);
    const event = { topic: 'CALL', record: late, at: late.createdAt, previousStatus: undefined } as const;
    await writeAsEarlier(engine.db, VAULT, { calls: [late], events: [event] });
    await engine.close();
    expect((await store.calls.page({ number: '13911113333' }, ALL)).items).toHaveLength(1);
    while (await store.spelling.next(5, LATER));
    expect(store.spelling.isNeeded()).toBe(false);
    expect((await store.calls.page({ number: '13911113333' }, ALL)).items).toMatchObject([{ caller: '13911113333' }]);
  } finally {
    await store.close();
  }
});
