import { expect, test } from 'vitest';
import { newId } from '../../src/application/records/new-id.ts';
import { placeOf } from '../../src/domain/place.ts';
import type { SmsMessage } from '../../src/domain/sms.ts';
import type { Engine } from '../../src/store/engine.ts';
import { checkKey, openEngine, openStore } from '../../src/store/open.ts';
import { type RekeyProgress, rekey } from '../../src/store/rekey.ts';
import type { Store } from '../../src/store/store.ts';
import { createVault } from '../../src/store/vault.ts';
import { databaseIn } from '../support/database-in.ts';
import { aBinding, aCall, aDelivery, bindingEvent, KEY_OWNER, NEW_YEAR } from '../support/records.ts';
import { temporaryFolder } from '../support/service.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const ALL = { limit: 1_000, direction: 'forward' } as const;
const TEXT = {
  id: newId('sms'),
  accountId: 'acct_1',
  vendor: 'WINNERLOOK',
  status: 'RECEIVED',
  content: 'good morning',
  from: '13800138000',
  revision: 1,
  createdAt: NEW_YEAR,
  updatedAt: NEW_YEAR,
} as const satisfies SmsMessage;
const INPUT = { operation: 'bind', input: { numberA: '13800138000' } };

async function open() {
  const folder = await temporaryFolder();
  const url = await databaseIn(folder.path);
  return {
    /** Looks at the tables, and changes them, past the repositories. */
    inside: async <T>(work: (db: Engine['db']) => Promise<T>): Promise<T> => {
      const engine = await openEngine(url);
      try {
        return await work(engine.db);
      } finally {
        await engine.close();
      }
    },
    /** Works with a store under a key and those before it. */
    under: async <T>(keys: readonly number[], work: (store: Store) => Promise<T>): Promise<T> => {
      const [newest = 0, ...previous] = keys;
      const store = await openStore(url, createVault(key(newest), previous.map(key)));
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
    rekey: async (keys: readonly number[], onProgress: (progress: RekeyProgress) => void = () => undefined) => {
      const [newest = 0, ...previous] = keys;
      const engine = await openEngine(url);
      try {
        return await rekey(engine, await checkKey(engine, createVault(key(newest), previous.map(key))), onProgress);
      } finally {
        await engine.close();
      }
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** Something of everything that is sealed or hashed. */
async function fill(store: Store) {
  const binding = aBinding({ reference: 'order-42' });
  const call = aCall({ caller: '13800138000', reference: 'order-42' });
  await store.bindings.insert(binding);
  await store.calls.insert(call, undefined);
  await store.sms.insert(TEXT, 'the same text');
  await store.events.append([bindingEvent(binding)]);
  const remarks = [{ field: 'endTime', message: 'It is no time.' }];
  const delivery = aDelivery({ state: 'FAILED', reason: 'unreadable', remarks, body: Buffer.from('told') });
  await store.deliveries.insertMany([delivery]);
  const fingerprint = store.requests.fingerprint(INPUT);
  await store.requests.claim(
    { key: 'once', owner: KEY_OWNER, operation: 'bind', fingerprint, subjectId: binding.id },
    NEW_YEAR,
  );
  await store.audit.append([
    {
      id: newId('audit'),
      at: NEW_YEAR,
      subject: 'dispatch',
      clientId: undefined,
      action: 'BIND',
      operation: 'bind',
      accountId: 'acct_1',
      subjectIds: [binding.id],
      count: 1,
    },
  ]);
  return { binding, call, delivery };
}

/** That everything is there, is found by what it was found by, and is done once only. */
async function expectAll(store: Store, { binding, call, delivery }: Awaited<ReturnType<typeof fill>>): Promise<void> {
  expect(await store.bindings.find(binding.id)).toEqual(binding);
  expect((await store.bindings.findByNumber('acct_1', '13800138000', 5)).map(({ id }) => id)).toEqual([binding.id]);
  expect(await store.bindings.findHolding('acct_1', [placeOf(binding) ?? ''], undefined)).toEqual([binding]);
  expect((await store.calls.page({ number: '13800138000' }, ALL)).items).toEqual([call]);
  expect((await store.calls.page({ reference: 'order-42' }, ALL)).items).toEqual([call]);
  expect((await store.bindings.page({ reference: 'order-42' }, ALL)).items).toEqual([binding]);
  expect(await store.deliveries.find(delivery.id)).toEqual(delivery);
  expect((await store.events.after(0, 10))[0]?.record).toEqual(binding);
  expect((await store.audit.page({ subject: 'dispatch' }, ALL)).items).toHaveLength(1);
  expect(await store.sms.insert({ ...TEXT, id: newId('sms') }, 'the same text')).toBe(false);
  const request = await store.requests.find({ key: 'once', owner: KEY_OWNER });
  expect(request).toMatchObject({ madeBy: 'CALLER', subjectId: binding.id });
  expect(store.requests.isFingerprintOf(request?.fingerprint ?? '', INPUT)).toBe(true);
  expect(store.requests.isFingerprintOf(request?.fingerprint ?? '', { ...INPUT, operation: 'other' })).toBe(false);
  expect(
    await store.requests.claim(
      { key: 'once', owner: KEY_OWNER, operation: 'o', fingerprint: 'f', subjectId: 'x' },
      NEW_YEAR,
    ),
  ).toBe(false);
}

test('under a new key everything is found again as long as the old one is named', async () => {
  await using database = await open();
  const filled = await database.under([1], fill);
  await database.under([2, 1], (store) => expectAll(store, filled));
  await expect(database.under([2], fill)).rejects.toThrow(/DATA_KEY_PREVIOUS/);
  await database.under([3, 2, 1], (store) => expectAll(store, filled));
});

test('after the rotation the old key is not needed any more, and opens nothing', async () => {
  await using database = await open();
  const filled = await database.under([1], fill);
  const seen: RekeyProgress[] = [];
  expect(await database.rekey([2, 1], (progress) => seen.push(progress))).toBe(0);
  expect(seen.at(-1)).toMatchObject({ done: seen.at(-1)?.total });
  await database.under([2], (store) => expectAll(store, filled));
  await expect(database.under([1], fill)).rejects.toThrow(/DATA_KEY/);
  // And once more, so that what was carried along is carried on.
  expect(await database.rekey([3, 2])).toBe(0);
  await database.under([3], (store) => expectAll(store, filled));
});

test('a record that was changed under two keys is found once, also where calls to a number are counted', async () => {
  await using database = await open();
  const binding = aBinding();
  await database.under([1], (store) => store.bindings.insert(binding));
  await database.under([2, 1], async (store) => {
    await store.bindings.update({ ...binding, updatedAt: NEW_YEAR + 1 });
    expect(await store.bindings.findByNumber('acct_1', '13800138000', 5)).toHaveLength(1);
    expect((await store.bindings.page({ number: '13800138000' }, ALL)).items).toHaveLength(1);
  });
  await database.rekey([2, 1]);
  const hashes = await database.inside((db) => db.selectFrom('numbers').select('hash').execute());
  expect(hashes).toHaveLength(3);
});

test('a call is found afterwards by each number that it had, as long as events show it', async () => {
  await using database = await open();
  const first = aCall({ caller: '13800138000' });
  const corrected = { ...first, caller: '13700137000' };
  await database.under([1], async ({ calls, events }) => {
    await calls.save([first, corrected].map((call) => ({ call, vendorBindingId: undefined })));
    await events.append([{ topic: 'CALL', record: first, at: NEW_YEAR, previousStatus: undefined }]);
  });
  expect(await database.rekey([2, 1])).toBe(0);
  await database.under([2], async ({ calls }) => {
    for (const number of ['13800138000', '13700137000']) {
      expect((await calls.page({ number }, ALL)).items).toEqual([corrected]);
    }
  });
});

test('a rotation that was cut off goes on where it stopped', async () => {
  await using database = await open();
  const calls = Array.from({ length: 500 }, () => aCall({ caller: '13800138000' }));
  await database.under([1], async (store) => {
    for (const call of calls) await store.calls.insert(call, undefined);
  });
  const rowsSeen: number[] = [];
  const cut = database.rekey([2, 1], ({ done }) => {
    rowsSeen.push(done);
    throw new Error('cut off');
  });
  await expect(cut).rejects.toThrow('cut off');
  await database.under([2, 1], async (store) => {
    expect((await store.calls.page({ number: '13800138000' }, ALL)).items).toHaveLength(500);
  });
  const after: number[] = [];
  expect(await database.rekey([2, 1], ({ done }) => after.push(done))).toBe(0);
  expect(rowsSeen).toEqual([200]);
  expect(after.slice(0, 2)).toEqual([200, 300]);
  await database.under([2], async (store) => {
    expect((await store.calls.page({ number: '13800138000' }, ALL)).items).toHaveLength(500);
  });
});

// A SQLite file has one process, which a rotation waits for.
if (process.env.TEST_ENGINE === 'postgres') {
  test('what a process still seals under the old key is counted, and the database stays under it', async () => {
    await using database = await open();
    await database.under([1], fill);
    const late = aCall({ caller: '13800138000' });
    let isWritten = false;
    const left = await database.under([1], (store) =>
      database.rekey([2, 1], async ({ table }) => {
        // The calls have been gone through by now.
        if (table !== 'events' || isWritten) return;
        isWritten = true;
        await store.calls.insert(late, undefined);
      }),
    );
    expect(left).toBe(1);
    await expect(database.under([2], async () => undefined)).rejects.toThrow(/DATA_KEY_PREVIOUS/);
    expect(await database.rekey([2, 1])).toBe(0);
    await database.under([2], async (store) => expect(await store.calls.find(late.id)).toEqual(late));
  });
}

test('what lay in clear before is hashed and sealed, and found before and after', async () => {
  await using database = await open();
  const filled = await database.under([1], fill);
  await database.inside(async (db) => {
    await db.updateTable('requests').set({ idempotency_key: 'once', hashed: null }).execute();
    for (const table of ['bindings', 'calls', 'events'] as const) {
      await db.updateTable(table).set({ reference: 'order-42' }).execute();
    }
    await db.updateTable('deliveries').set({ reason: 'unreadable', sealed_reason: null }).execute();
  });
  await database.under([1], (store) => expectAll(store, filled));
  expect(await database.rekey([1])).toBe(0);
  await database.under([1], (store) => expectAll(store, filled));
  const tables = ['requests', 'bindings', 'calls', 'events', 'deliveries'] as const;
  const dump = await database.inside((db) =>
    Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())),
  );
  expect(dump.map((rows) => rows.length)).toEqual([1, 1, 1, 1, 1]);
  const clear = dump.flat().flatMap((row) => Object.values(row).filter((value) => typeof value === 'string'));
  expect(clear.filter((value) => /order-42|once|unreadable/.test(value))).toEqual([]);
});
