import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createDocumentStore } from '../../../src/http/graphql/document-store.ts';

/** A document with so many characters. */
const sized = (characters: number) => parse(`{ ${'a'.repeat(characters - 4)} }`);

test('a document is found again until it is taken out', async () => {
  const store = createDocumentStore();
  const document = sized(100);
  await store.set('key', document);
  expect(await store.get('key')).toBe(document);
  expect(await store.get('another')).toBeUndefined();
  expect(await store.delete('key')).toBe(true);
  expect(await store.delete('key')).toBe(false);
  expect(await store.get('key')).toBeUndefined();
});

test('of many documents those that came last are kept, half a million characters of them', async () => {
  const store = createDocumentStore();
  for (let count = 0; count < 1_000; count++) await store.set(`${count}`, sized(1_024));
  const kept = await Promise.all(Array.from({ length: 1_000 }, (_, index) => store.get(`${index}`)));
  expect(kept.findIndex((document) => document !== undefined)).toBe(1_000 - 512);
  expect(kept.slice(-512)).not.toContain(undefined);
});

test('a document that is put in again counts once, and one that is too long evicts nothing', async () => {
  const store = createDocumentStore();
  await store.set('first', sized(1_024));
  for (let count = 0; count < 1_000; count++) await store.set('again', sized(1_024));
  await store.set('long', sized(100_000));
  expect(await store.get('first')).toBeDefined();
  expect(await store.get('long')).toBeUndefined();
});
