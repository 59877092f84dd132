import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openEventLog } from '../../src/events/log.ts';
import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';
import { administer } from '../support/administer.ts';
import { openDatabase } from '../support/postgres.ts';
import { bindingEvent, NEW_YEAR } from '../support/records.ts';

const vault = createVault(new Uint8Array(32).fill(7));
const PAGE = readFileSync(new URL('../../docs/operate.md', import.meta.url), 'utf8');

/** The statements that docs/operate.md gives an operator, found by what is in them. */
function recipe(phrase: string): string {
  const block = [...PAGE.matchAll(/^```sql\n([\s\S]*?)^```$/gm)].find(([, text]) => text?.includes(phrase))?.[1];
  if (!block) throw new Error(`docs/operate.md has no statements with ${phrase}.`);
  return block;
}

const placesOf = (events: readonly { seq: number }[]) => events.map(({ seq }) => seq);

test('an event log in an operator’s partitions is appended to, read, purged and shortened as before', async () => {
  await using database = await openDatabase();
  const first = await openStore(database.url, vault);
  for (let count = 0; count < 5; count++) await first.events.append([bindingEvent()]);
  const last = await first.events.lastSeq();
  await first.close();

  // The bounds of the page are for a log of a hundred million; here the next partition begins two events later.
  const boundary = last + 3;
  await administer(database.url, recipe('partition by range').replaceAll('100000000', String(boundary)));
  const store = await openStore(database.url, vault);
  for (let count = 0; count < 5; count++) await store.events.append([bindingEvent()]);
  const all = placesOf(await store.events.after(0, 100));
  expect(all).toEqual(Array.from({ length: 10 }, (_, place) => last - 4 + place));
  const [{ count } = { count: '0' }] = await administer<{ count: string }>(
    database.url,
    'select count(*) from events_2',
  );
  expect(Number(count)).toBe(3);
  expect(await store.transaction((tx) => tx.events.purge(NEW_YEAR + 1, 2))).toBe(2);
  expect(await store.events.floor()).toBe(last - 3);

  await administer(database.url, recipe('drop table events_past'));
  expect(await store.events.floor()).toBe(boundary - 1);
  expect(placesOf(await store.events.after(boundary - 1, 100))).toEqual(all.slice(7));
  const log = await openEventLog(store, (error) => {
    throw error;
  });
  await expect(log.follow({ seq: last }, new AbortController().signal)).rejects.toThrow(
    'older than the log keeps them',
  );
  log.close();
  await store.close();
});

test('the indexes that an operator makes beforehand are those that the migration would make', async () => {
  await using database = await openDatabase();
  await (await openStore(database.url, vault)).close();
  const statements = recipe('create index concurrently').trim().split('\n');
  const names = statements.map((statement) => /if not exists (\w+)/.exec(statement)?.[1] ?? statement);
  const definitions = () =>
    administer<{ name: string; definition: string }>(
      database.url,
      `select indexname as name, indexdef as definition from pg_indexes where schemaname = 'public' order by indexname`,
    );
  const made = await definitions();
  for (const name of names) await administer(database.url, `drop index ${name}`);
  expect(await definitions()).toHaveLength(made.length - names.length);
  // Each by itself: they cannot be made in a transaction.
  for (const statement of statements) await administer(database.url, statement);
  expect(await definitions()).toEqual(made);
});
