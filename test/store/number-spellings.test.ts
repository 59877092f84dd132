import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { type ErasureOrder, eraseNumber } from '../../src/application/erasure/erase-number.ts';
import { spellNumbers } from '../../src/application/erasure/spell-numbers.ts';
import { openInbox } from '../../src/application/inbox/open-inbox.ts';
import type { EventSubject } from '../../src/domain/event.ts';
import { checkKey, openEngine, openStore } from '../../src/store/open.ts';
import { rekey } from '../../src/store/rekey.ts';
import { SPELLING_MARK } from '../../src/store/spelling-place.ts';
import type { Store } from '../../src/store/store.ts';
import { createVault } from '../../src/store/vault.ts';
import { databaseIn } from '../support/database-in.ts';
import { type EarlierRecords, makeEarlierDatabase } from '../support/earlier-version.ts';
import { aGroup } from '../support/every-table.ts';
import { aBinding, aCall, aDelivery, aMessage, anSms, NEW_YEAR } from '../support/records.ts';
import { temporaryFolder } from '../support/service.ts';
import { servicesWithoutInbox } from '../support/services.ts';

const key = (fill: number) => new Uint8Array(32).fill(fill);
const VAULT = createVault(key(7));
const ALL = { limit: 100, direction: 'forward' } as const;
const KINDS = ['bindings', 'calls', 'messages', 'sms', 'groups'] as const;
// Long after the processes of the version before are gone.
const LATER = Date.now() + 24 * 3_600_000;

/** How the earlier version had each number, and its one spelling. */
const SPELLINGS: readonly (readonly [stored: string, spelling: string])[] = [
  ['8613911112222', '13911112222'],
  ['013911113333', '13911113333'],
  ['08613911114444', '13911114444'],
  ['862112345678', '02112345678'],
  ['\u202d13911115555\u202c', '13911115555'],
  ['tel:+8613911116666', '13911116666'],
  ['１３９１１１１７７７７', '13911117777'],
  ['86-139-1111-8888', '13911118888'],
  ['13911119999', '13911119999'],
  ['anonymous', 'anonymous'],
];
/** A spelling that cannot be guessed: it is found when the work is done. */
const UNGUESSED = ['1\u200b3\u20607 0013 7000', '13700137000'] as const;

const change = <Topic extends Exclude<EventSubject['topic'], 'ACCOUNT'>>(
  topic: Topic,
  record: Extract<EventSubject, { topic: Topic }>['record'],
) => ({ topic, record, at: NEW_YEAR, previousStatus: undefined }) as never;

/** A database of the earlier version, with every number in records of every kind, and in events. */
async function open() {
  const folder = await temporaryFolder();
  const url = await databaseIn(folder.path);
  const stored = [...SPELLINGS.map(([each]) => each), UNGUESSED[0]];
  const records = {
    bindings: stored.map((number) =>
      aBinding({ status: 'RELEASED', terms: { numberA: number, numberX: '17000000001' } }),
    ),
    calls: stored.map((number) => aCall({ caller: number, callee: '18600186000' })),
    messages: stored.map((number) => aMessage({ recipient: number })),
    sms: stored.map((number) => anSms({ from: number })),
    groups: stored.map((number) => aGroup({ numbers: [number, '18600186000'] })),
  };
  // A call that had another number first: only its event shows it.
  const corrected = aCall({ caller: '18600186000' });
  const replacing = aBinding({ terms: { numberA: '18600186000', replacesNumberA: '18700187000' } });
  const earlier: EarlierRecords = {
    ...records,
    calls: [...records.calls, corrected],
    bindings: [...records.bindings, replacing],
    events: [
      ...records.bindings.map((record) => change('BINDING', record)),
      ...records.calls.map((record) => change('CALL', record)),
      change('CALL', { ...corrected, caller: '8618800188000' }),
      ...records.messages.map((record) => change('MESSAGE', record)),
      ...records.sms.map((record) => change('SMS', record)),
    ],
    deliveries: [aDelivery({ state: 'APPLIED', body: Buffer.from('{"callerNumber":"8613911112222"}') })],
  };
  await makeEarlierDatabase(url, VAULT, earlier);
  return {
    url,
    folder: folder.path,
    corrected,
    replacing,
    under: async <T>(work: (store: Store) => Promise<T>, vault = VAULT): Promise<T> => {
      const store = await openStore(url, vault);
      try {
        return await work(store);
      } finally {
        await store.close();
      }
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** How many records of each kind a number leads to, each of which shows it in its one spelling. */
async function found(store: Store, number: string): Promise<number[]> {
  const counts: number[] = [];
  for (const kind of KINDS) {
    const { items } = await store[kind].page({ number }, ALL);
    for (const item of items) expect(JSON.stringify(item)).toContain(`"${number}"`);
    counts.push(items.length);
  }
  return counts;
}

async function expectFound(store: Store, spellings: readonly (readonly [string, string])[] = SPELLINGS): Promise<void> {
  for (const [stored, spelling] of spellings) {
    expect(await found(store, spelling), `${stored} as ${spelling}`).toEqual([1, 1, 1, 1, 1]);
  }
  const [message] = (await store.messages.page({ number: '13911112222' }, ALL)).items;
  expect(await store.messages.sentTo('acct_1', '13911112222', 0)).toEqual([message?.createdAt]);
  expect(await store.bindings.findByNumber('acct_1', '17000000001', 50, ['13911112222'])).toHaveLength(1);
  expect(await store.calls.findUnlinked('acct_1', { number: '13911112222' })).toHaveLength(1);
}

async function finish(store: Store, rows = 7): Promise<void> {
  while (await store.spelling.next(rows, LATER));
}

/** Everything that lies in the database, opened but not read in any spelling. */
async function rawOf(url: string, vault = VAULT): Promise<{ texts: string[]; hashes: Set<string>; mark: unknown }> {
  const engine = await openEngine(url);
  try {
    const texts: string[] = [];
    for (const table of ['bindings', 'calls', 'messages', 'sms', 'number_groups'] as const) {
      const rows = await engine.db.selectFrom(table).select(['id', 'sealed']).execute();
      texts.push(...rows.map(({ id, sealed }) => vault.open(sealed, id).toString()));
    }
    const events = await engine.db.selectFrom('events').select(['subject_id', 'sealed']).execute();
    texts.push(...events.map(({ subject_id, sealed }) => vault.open(sealed, subject_id).toString()));
    const numbers = await engine.db.selectFrom('numbers').select('hash').execute();
    const marks = await engine.db.selectFrom('job_state').select('value').where('name', '=', SPELLING_MARK).execute();
    return { texts, hashes: new Set(numbers.map(({ hash }) => hash)), mark: marks[0]?.value };
  } finally {
    await engine.close();
  }
}

/** That no row shows a number otherwise than in its one spelling, or is led to from another. */
async function expectDone(url: string, vault = VAULT): Promise<void> {
  const { texts, hashes, mark } = await rawOf(url, vault);
  expect(mark).toBeUndefined();
  for (const [stored, spelling] of [...SPELLINGS, UNGUESSED]) {
    if (stored === spelling) continue;
    expect(texts.filter((text) => text.includes(`${JSON.stringify(stored).slice(1, -1)}"`))).toEqual([]);
    expect(hashes.has(vault.hash(stored)), stored).toBe(false);
    expect(hashes.has(vault.hash(spelling)), spelling).toBe(true);
  }
}

/** Erases as the service does, over a store that a test opened. */
async function erase(
  store: Store,
  folder: string,
  number: string,
  changes: Partial<ErasureOrder> = {},
  budget = 20_000,
) {
  const opened = await servicesWithoutInbox(store, join(folder, 'recordings'), [], Date.now);
  try {
    const services = { ...opened, inbox: openInbox(opened) };
    return await eraseNumber(
      services,
      { number, releaseBindings: false, dryRun: false, ...changes },
      undefined,
      budget,
    );
  } finally {
    opened.events.close();
    await opened.accounts.close();
  }
}

describe('a database of an earlier version', () => {
  test('is searched by the one spelling from the first moment, and has no other in the end', async () => {
    await using database = await open();
    await database.under(async (store) => {
      expect(store.spelling.isNeeded()).toBe(true);
      await expectFound(store);
      for (let steps = 0; await store.spelling.next(7, LATER); steps++) if (steps % 4 === 0) await expectFound(store);
      expect(store.spelling.isNeeded()).toBe(false);
      await expectFound(store, [...SPELLINGS, UNGUESSED]);
      // Each is found by what only its event shows, and by what no index led from before.
      expect((await store.calls.page({ number: '18800188000' }, ALL)).items.map(({ id }) => id)).toEqual([
        database.corrected.id,
      ]);
      expect((await store.bindings.page({ number: '18700187000' }, ALL)).items.map(({ id }) => id)).toEqual([
        database.replacing.id,
      ]);
    });
    await expectDone(database.url);
    await database.under(async (store) => expect(store.spelling.isNeeded()).toBe(false));
  });

  test('goes on where it was when its process is killed, as often as that happens', async () => {
    await using database = await open();
    const reached: number[] = [];
    for (const rows of [3, 5, 4]) {
      const child = spawn(process.execPath, ['test/store/spell-slowly.ts', database.url, String(rows)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      for await (const chunk of child.stdout.setEncoding('utf8')) {
        const done = Number((chunk as string).trim().split('\n').at(-1));
        if (done < (reached.at(-1) ?? 0) + 8) continue;
        reached.push(done);
        break;
      }
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      await database.under(async (store) => {
        expect(store.spelling.isNeeded()).toBe(true);
        await expectFound(store);
      });
    }
    const mark = JSON.parse(String((await rawOf(database.url)).mark)) as { done: number };
    expect(mark.done).toBeGreaterThanOrEqual(reached.at(-1) ?? 0);
    await database.under((store) => finish(store));
    await expectDone(database.url);
  });

  test('can lose a number at every stage, in whichever spelling it lies there', async () => {
    await using database = await open();
    await database.under(async (store) => {
      const early = await erase(store, database.folder, '13911112222', {}, -1);
      expect(early.complete).toBe(false);
      expect(early.kept).toContainEqual(expect.objectContaining({ what: 'records of an earlier version' }));
      expect(await found(store, '13911112222')).toEqual([0, 0, 0, 0, 0]);
      await store.spelling.next(7, LATER);
      // With time enough it looks at all that is left first, and so finds what cannot be guessed.
      const whole = await erase(store, database.folder, UNGUESSED[1]);
      expect(whole).toMatchObject({ complete: true, errors: [] });
      expect(whole.erased.slice(0, 4).map(({ count }) => count)).toEqual([1, 1, 1, 1]);
    });
    const { texts } = await rawOf(database.url);
    expect(texts.filter((text) => /13911112222/.test(text) || text.includes('0013 7000'))).toEqual([]);
    await database.under(async (store) => {
      const [delivery] = (await store.deliveries.page({}, ALL)).items;
      expect(delivery?.body.toString()).toBe('{"callerNumber":"****"}');
    });
  });

  test('comes under another key before, in the middle or after', async () => {
    await using database = await open();
    const keys: number[] = [7];
    const rotate = async (fill: number) => {
      keys.unshift(fill);
      const [newest = 0, ...previous] = keys;
      const vault = createVault(key(newest), previous.map(key));
      const engine = await openEngine(database.url);
      expect(await rekey(engine, await checkKey(engine, vault), () => undefined)).toBe(0);
      await engine.close();
      return createVault(key(newest));
    };
    let vault = await rotate(8);
    await database.under(async (store) => {
      await expectFound(store);
      for (let steps = 0; steps < 6; steps++) await store.spelling.next(7, LATER);
    }, vault);
    vault = await rotate(9);
    await database.under(async (store) => {
      await expectFound(store);
      await finish(store);
      await expectFound(store, [...SPELLINGS, UNGUESSED]);
    }, vault);
    await expectDone(database.url, vault);
    vault = await rotate(10);
    await database.under((store) => expectFound(store, [...SPELLINGS, UNGUESSED]), vault);
  });

  test('is done by a job that says how far it is', async () => {
    await using database = await open();
    await database.under(async (store) => {
      const services = await servicesWithoutInbox(store, join(database.folder, 'recordings'), [], () => LATER);
      const lines: string[] = [];
      const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
      await spellNumbers.run({ ...services, log, inbox: openInbox(services) });
      expect(store.spelling.isNeeded()).toBe(false);
      expect(lines.join()).toContain('every number has its one spelling');
      expect(await services.metrics.registry.metrics()).toContain('voice_number_spellings_left 0');
      services.events.close();
      await services.accounts.close();
    });
    await expectDone(database.url);
  });
});

test('a new database has nothing to do', async () => {
  await using folder = await temporaryFolder();
  const url = await databaseIn(folder.path);
  const store = await openStore(url, VAULT);
  expect(store.spelling.isNeeded()).toBe(false);
  expect(await store.spelling.next(10, Date.now())).toBeUndefined();
  await store.close();
  expect((await rawOf(url)).mark).toBeUndefined();
});
