import { describe, expect, test } from 'vitest';
import { openEventLog } from '../../src/events/log.ts';
import { openStore } from '../../src/store/open.ts';
import { isOutage } from '../../src/store/postgres/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { createVault } from '../../src/store/vault.ts';
import { administer } from '../support/administer.ts';
import { openDatabase } from '../support/postgres.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { aBinding, aDelivery, bindingEvent, openTestStore } from '../support/records.ts';
import { until } from '../support/until.ts';

const vault = createVault(new Uint8Array(32).fill(7));
const withCode = (code: string) => Object.assign(new Error('of the database'), { code });
const outageOf = (work: Promise<unknown>) => work.then(() => 'no error', isOutage);

describe('an error says that the database accepts nothing now', () => {
  test.each([
    ...['08006', '08P01', '25006', '25P03', '40P01', '40001', '53100', '53300', '55P03', '57014', '57P01', '57P03'],
    ...['58030', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EPIPE'],
  ])('by its code %s', (code) => {
    expect(isOutage(withCode(code))).toBe(true);
  });

  test.each([
    'Connection terminated',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'timeout expired',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
  ])('by the driver’s sentence “%s”', (sentence) => {
    expect(isOutage(new Error(sentence))).toBe(true);
  });

  test.each(['23505', '22P02', '42P01', '28P01', '3D000', 'XX000', 'ERR_ASSERTION'])('but not by %s', (code) => {
    expect(isOutage(withCode(code))).toBe(false);
  });

  test('but not where it is a fault of ours', async () => {
    await using opened = await openTestStore();
    const binding = aBinding();
    await opened.store.bindings.insert(binding);
    expect(await outageOf(opened.store.bindings.insert(binding))).toBe(false);
    expect(isOutage(new Error('The binding is not in the store.'))).toBe(false);
    expect(isOutage('a text')).toBe(false);
  });

  test('while it is read-only', async () => {
    await using opened = await openTestStore();
    const name = new URL(opened.url).pathname.slice(1);
    await administer(opened.url, `alter database "${name}" set default_transaction_read_only = on`);
    await endConnections(opened.url);
    const refused = () => outageOf(opened.store.deliveries.insertMany([aDelivery()]));
    // A connection that was ended is found out by its first question.
    const isReadable = () =>
      opened.store.events.floor().then(
        () => true,
        () => false,
      );
    await until('new connections', async () => (await refused()) === true && (await isReadable()));
    expect(await refused()).toBe(true);
  });
});

/** Ends every connection of the service to a database, in whatever it is doing. */
const endConnections = (url: string) =>
  administer(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like 'voice-subgraph%' and pid <> pg_backend_pid()`,
  );

describe('a transaction', () => {
  test('that is broken off for the sake of others is run again, five times and no more', async () => {
    await using opened = await openTestStore();
    for (const [code, runs] of [
      ['40P01', 5],
      ['40001', 5],
      ['23505', 1],
    ] as const) {
      let ran = 0;
      const work = opened.store.transaction(async (tx) => {
        ran++;
        await tx.bindings.insert(aBinding({ id: 'bnd_1' }));
        throw withCode(code);
      });
      await expect(work).rejects.toThrow('of the database');
      expect(ran).toBe(runs);
    }
    expect(await opened.store.bindings.find('bnd_1')).toBeUndefined();
  });

  test('whose connection breaks is an outage and is not run again: it may have been committed', async () => {
    await using opened = await openTestStore();
    let ran = 0;
    const work = opened.store.transaction(async (tx) => {
      ran++;
      await tx.bindings.insert(aBinding());
      await tx.events.append([bindingEvent()]);
      await endConnections(opened.url);
    });
    expect(await outageOf(work)).toBe(true);
    expect(ran).toBe(1);
    // The next one gets a new connection.
    await until('the store to work again', () => writes(opened.store));
  });
});

/** Whether the store takes something now. Any error but an outage is one of the test's own. */
async function writes(store: Store): Promise<boolean> {
  try {
    await store.events.append([bindingEvent(aBinding({ reference: 'afterwards' }))]);
    return true;
  } catch (error) {
    if (!store.isOutage(error)) throw error;
    return false;
  }
}

test('while a server is away requests fail as outages, and subscribers miss nothing once it is back', async () => {
  await using server = await startPostgres();
  await using database = await openDatabase({ name: 'voice', server: server.url });
  const store = await openStore(database.url, vault);
  const errors: unknown[] = [];
  const log = await openEventLog(store, (error) => void errors.push(error));
  const stop = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    for await (const batch of await log.follow({ seq: 0 }, stop.signal)) {
      for (const { record } of batch) if ('reference' in record && record.reference) seen.push(record.reference);
    }
  })();
  await store.events.append([bindingEvent(aBinding({ reference: 'before' }))]);
  await expect.poll(() => seen).toEqual(['before']);

  await server.stop();
  expect(await outageOf(store.events.append([bindingEvent()]))).toBe(true);
  expect(await outageOf(store.transaction((tx) => tx.deliveries.insertMany([aDelivery()])))).toBe(true);
  expect(await outageOf(store.deliveries.inState('RECEIVED', 1))).toBe(true);

  await server.start();
  await until('the store to work again', () => writes(store));
  await expect.poll(() => seen, { timeout: 10_000 }).toEqual(['before', 'afterwards']);
  expect(await store.deliveries.inState('RECEIVED', 10)).toEqual([]);
  for (const error of errors) expect(isOutage(error)).toBe(true);
  stop.abort();
  await following;
  log.close();
  await store.close();
});
