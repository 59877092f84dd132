import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createVault } from '../../src/store/vault.ts';
import { administer } from '../support/administer.ts';
import { openDatabase } from '../support/postgres.ts';
import { aBinding, aCall, aDelivery, bindingEvent, openTestStore } from '../support/records.ts';
import { spellings } from '../support/spellings.ts';
import { until } from '../support/until.ts';
import { describeStore } from './contract.ts';
import { SECRETS, writeSecrets } from './secrets.ts';

describeStore('PostgreSQL', openTestStore);

const vaultOf = (byte: number) => createVault(new Uint8Array(32).fill(byte));

test('eight processes that open a new database at once bring its tables up to date once', async () => {
  await using database = await openDatabase();
  const stores = await Promise.all(Array.from({ length: 8 }, () => openStore(database.url, vaultOf(1))));
  const binding = aBinding();
  await stores[0]?.bindings.insert(binding);
  for (const store of stores) expect(await store.bindings.find(binding.id)).toEqual(binding);
  await Promise.all(stores.map((store) => store.close()));
});

test('of processes that open a new database under two keys at once, those with one of them are refused', async () => {
  await using database = await openDatabase();
  await (await openStore(database.url, vaultOf(1))).close();
  // Its tables are there, and nothing has been sealed yet: the processes do not wait for each other any more.
  await administer(database.url, 'delete from job_state');
  const vaults = [1, 2].map(vaultOf);
  const opened = await Promise.allSettled(
    Array.from({ length: 8 }, (_, index) => openStore(database.url, vaults[index % 2] ?? vaultOf(0))),
  );
  const stores = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const faults = opened.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
  expect([stores.length, faults.length]).toEqual([4, 4]);
  for (const fault of faults) expect(fault).toMatch(/sealed under another key.*DATA_KEY/);
  await Promise.all(stores.map((store) => store.close()));
});

test('no number and no recording’s address stands in any table in clear', async () => {
  await using opened = await openTestStore();
  await writeSecrets(opened.store);
  const tables = await administer<{ name: string }>(
    opened.url,
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  expect(tables.length).toBeGreaterThan(10);
  for (const { name } of tables) {
    const rows = await administer<Record<string, unknown>>(opened.url, `select * from "${name}"`);
    const bytes = Buffer.concat(
      rows.flatMap(Object.values).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))),
    );
    // What is not secret is there to be found: the search does find text.
    if (name === 'bindings') expect(bytes.includes('acct_1')).toBe(true);
    for (const [what, secret] of Object.entries(SECRETS)) {
      expect(
        spellings(secret).some((spelling) => bytes.includes(spelling)),
        `${what} in ${name}`,
      ).toBe(false);
    }
  }
});

test('lists are ordered by the bytes of ids, however the database sorts words', async () => {
  await using database = await openDatabase({
    made: "template template0 locale_provider icu icu_locale 'en' locale 'C'",
  });
  const [sorted] = await administer<{ first: boolean }>(database.url, "select 'a' < 'B' as first");
  expect(sorted?.first, 'a database that sorts as people do').toBe(true);
  const store = await openStore(database.url, vaultOf(1));
  const { bindings } = store;
  for (const id of ['bnd_a', 'bnd_B', 'bnd_-c']) await bindings.insert(aBinding({ id }));
  const page = (beyondId?: string) => bindings.page({}, { limit: 10, direction: 'forward', beyondId });
  expect((await page()).items.map(({ id }) => id)).toEqual(['bnd_a', 'bnd_B', 'bnd_-c']);
  expect((await page('bnd_B')).items.map(({ id }) => id)).toEqual(['bnd_-c']);
  await store.close();
});

test('three transactions each hold the names of the largest push at once', async () => {
  await using opened = await openTestStore();
  let inside = 0;
  const hold = (process: number) =>
    opened.store.transaction(async (tx) => {
      await tx.lock(Array.from({ length: 5_000 }, (_, item) => `message:${process}:${item}`));
      inside++;
      await until('the others to hold theirs', async () => inside === 3);
    });
  await Promise.all([1, 2, 3].map(hold));
});

test('one notification tells of a transaction, however many events it appended', async () => {
  await using opened = await openTestStore();
  await using told = await notifications(opened.url);
  await opened.store.transaction((tx) => tx.events.append([bindingEvent(), bindingEvent(), bindingEvent()]));
  await opened.store.calls.insert(aCall(), undefined);
  await opened.store.events.append([bindingEvent()]);
  await expect.poll(told.count).toBe(2);
});

/** Counts what is notified in a database. */
async function notifications(url: string) {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: url });
  let count = 0;
  client.on('notification', () => {
    count++;
  });
  await client.connect();
  await client.query('listen voice_events');
  return { count: () => count, [Symbol.asyncDispose]: () => client.end() };
}

test('a user who owns the database and nothing else is enough', async () => {
  await using database = await openDatabase();
  const name = new URL(database.url).pathname.slice(1);
  await administer(database.url, `create role "${name}" login password 'own'`);
  await administer(database.url, `alter database "${name}" owner to "${name}"`);
  const url = new URL(database.url);
  url.username = name;
  url.password = 'own';
  const store = await openStore(url.href, vaultOf(1));
  await store.transaction(async (tx) => {
    await tx.lock(['a name']);
    await tx.events.append([bindingEvent()]);
  });
  expect(await store.events.lastSeq()).toBe(1);
  await store.close();
  await administer(database.url, `reassign owned by "${name}" to current_user; drop role "${name}"`);
});

const unsuited: readonly [string, string, RegExp][] = [
  ['acknowledges what is not on disk yet', 'set synchronous_commit = off', /synchronous_commit.*Set it to on/],
  ['takes no writes', 'set default_transaction_read_only = on', /read-only/],
];

test.each(unsuited)('a database that %s is refused with a sentence', async (_what, setting, sentence) => {
  await using database = await openDatabase();
  await administer(database.url, `alter database "${new URL(database.url).pathname.slice(1)}" ${setting}`);
  await expect(openStore(database.url, vaultOf(1))).rejects.toThrow(sentence);
});

test('a database in another encoding is refused with a sentence', async () => {
  await using database = await openDatabase();
  const url = new URL(database.url);
  url.pathname += '_ascii';
  const name = url.pathname.slice(1);
  const options = "template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'";
  await administer(database.url, `create database "${name}" ${options}`);
  await expect(openStore(url.href, vaultOf(1))).rejects.toThrow(/UTF8/);
  await administer(database.url, `drop database "${name}"`);
});

test('no password is in what is said of a database that cannot be opened', async () => {
  await using database = await openDatabase();
  const faulty = (change: (url: URL) => void) => {
    const url = new URL(database.url);
    change(url);
    return url;
  };
  const urls = [
    faulty((url) => {
      url.password = 'not%2Fthe%20password';
    }),
    faulty((url) => {
      url.pathname = '/nowhere';
    }),
    faulty((url) => {
      url.port = '9';
    }),
  ];
  for (const url of urls) {
    const error: unknown = await openStore(url.href, vaultOf(1)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toContain(`${url.host}${url.pathname} cannot be used`);
    for (const secret of [url.password, decodeURIComponent(url.password)]) {
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(secret);
    }
  }
});

test('a character that PostgreSQL’s text cannot hold is no obstacle, and the record keeps it', async () => {
  await using opened = await openTestStore();
  const { calls, deliveries, bindings }: Store = opened.store;
  const call = aCall({ vendorCallId: 'a\u0000b', reference: '\u0000' });
  await calls.insert(call, undefined);
  expect(await calls.findByVendorId('a\u0000b', 'acct_1')).toEqual([call]);
  expect((await bindings.page({ reference: '\u0000' }, { limit: 1, direction: 'forward' })).items).toEqual([]);
  const delivery = aDelivery();
  await deliveries.insertMany([delivery]);
  await deliveries.settle(delivery.id, 'FAILED', 'callId: “\u0000”', 0);
  expect((await deliveries.find(delivery.id))?.reason).toBe('callId: “\u0000”');
});
