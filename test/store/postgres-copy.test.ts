import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openEventLog } from '../../src/events/log.ts';
import { COPIED_TABLES } from '../../src/store/copy/tables.ts';
import { type CopyProgress, copyDatabase } from '../../src/store/copy.ts';
import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';
import { administer } from '../support/administer.ts';
import { fillEveryTable } from '../support/every-table.ts';
import { openDatabase } from '../support/postgres.ts';
import { ACCOUNT, PRODUCTION } from '../support/production.ts';
import { aBinding, bindingEvent } from '../support/records.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';

const vault = createVault(new Uint8Array(32).fill(7));
const SILENT: CopyProgress = { begin: () => undefined, on: () => undefined };

/** A filled SQLite file that no process holds, and an empty PostgreSQL database. */
async function twoEnds(calls = 20) {
  const folder = await temporaryFolder();
  const database = await openDatabase();
  const file = join(folder.path, 'voice.db');
  const from = `file:${file}`;
  const store = await openStore(from, vault);
  await fillEveryTable(store, calls);
  await store.close();
  return {
    folder: folder.path,
    file,
    from,
    to: database.url,
    copy: () => copyDatabase(from, database.url, SILENT),
    [Symbol.asyncDispose]: async () => {
      await database[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** The command as an operator runs it. */
function runCopy(...args: string[]) {
  const child = spawn(process.execPath, ['src/bin/db-copy.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  return { process: child, output: () => printed, ended: once(child, 'close').then(([code]) => code as number | null) };
}

const countIn = async (url: string, table: string): Promise<number> =>
  Number((await administer<{ count: string }>(url, `select count(*) from ${table}`))[0]?.count);

describe('a copy of a SQLite file in PostgreSQL', () => {
  test('has every row of every table but leases, and every table has been tried', async () => {
    await using ends = await twoEnds();
    const compared = await ends.copy();
    expect(compared.map(({ table }) => table)).toEqual(COPIED_TABLES);
    for (const { table, source, target, equal } of compared) {
      expect(source.rows, table).toBeGreaterThan(0);
      expect(target, table).toEqual(source);
      expect(equal, table).toBe(true);
    }
    const tables = await administer<{ name: string }>(
      ends.to,
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    // `marks` is a view: what versions before call job_state.
    const others = ['kysely_migration', 'leases', 'marks'];
    expect(tables.map(({ name }) => name).sort()).toEqual([...COPIED_TABLES, ...others].sort());
    expect(await countIn(ends.to, 'leases')).toBe(0);
  });

  test('is read as the file was, with the same key', async () => {
    await using ends = await twoEnds();
    await ends.copy();
    await using file = await openStore(ends.from, vault).then(disposable);
    await using copy = await openStore(ends.to, vault).then(disposable);
    const all = { limit: 100, direction: 'forward' } as const;
    for (const kind of ['bindings', 'calls', 'messages', 'sms', 'groups', 'deliveries'] as const) {
      expect(await copy.store[kind].page({}, all)).toEqual(await file.store[kind].page({}, all));
    }
    expect(await copy.store.calls.page({ number: '17000000001' }, all)).toEqual(
      await file.store.calls.page({ number: '17000000001' }, all),
    );
    await expect(openStore(ends.to, createVault(new Uint8Array(32).fill(8)))).rejects.toThrow('another key');
  });

  test('goes on with the event log where the file ends, so that cursors stay good', async () => {
    await using ends = await twoEnds();
    const file = await openStore(ends.from, vault);
    // The newest event is gone, and its number with it.
    const last = await file.events.lastSeq();
    const kept = await file.events.after(0, 1_000);
    await file.close();
    const raw = new DatabaseSync(ends.file);
    raw.prepare('delete from events where seq = ?').run(last);
    raw.close();
    await ends.copy();
    await using copy = await openStore(ends.to, vault).then(disposable);
    const cursor = last - 5;
    await copy.store.events.append([bindingEvent()]);
    const log = await openEventLog(copy.store, (error) => {
      throw error;
    });
    const follower = await log.follow({ seq: cursor }, new AbortController().signal);
    const { value: events } = await follower.next();
    log.close();
    const places = kept.filter(({ seq }) => seq > cursor && seq < last).map(({ seq }) => seq);
    expect(events?.map(({ seq }) => seq)).toEqual([...places, last + 1]);
  });

  test('does not say that it is equal where a single byte of a record was changed in the target', async () => {
    await using ends = await twoEnds(600);
    const interrupted = copyDatabase(ends.from, ends.to, {
      begin: () => undefined,
      on: (_step, table) => {
        if (table === 'events') throw new Error('interrupted');
      },
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    const [{ id } = { id: '' }] = await administer<{ id: string }>(ends.to, 'select id from calls limit 1');
    await administer(
      ends.to,
      `update calls set sealed = set_byte(sealed, 40, 255 - get_byte(sealed, 40)) where id = '${id}'`,
    );
    const compared = await ends.copy();
    expect(compared.filter(({ equal }) => !equal).map(({ table }) => table)).toEqual(['calls']);
    await expect(openStore(ends.to, vault)).rejects.toThrow('not yet a whole copy');
  });
});

describe('a copy is refused', () => {
  test('while a service holds the file open', async () => {
    await using ends = await twoEnds();
    await using service = await startService(ends.folder, { ...PRODUCTION, DATABASE_URL: ends.from, DATA_KEY: KEY }, [
      ACCOUNT,
    ]);
    await expect(ends.copy()).rejects.toThrow(
      new RegExp(`is in use by process ${service.process.pid} .*Stop the service first`),
    );
    // One that was killed holds nothing any more, and left its newest rows beside the file.
    await service.stop('SIGKILL');
    expect((await ends.copy()).every(({ equal }) => equal)).toBe(true);
  });

  test('into a database that holds anything else', async () => {
    await using ends = await twoEnds();
    const store = await openStore(ends.to, vault);
    await store.bindings.insert(aBinding());
    await store.close();
    await expect(ends.copy()).rejects.toThrow('The target is not empty: it has rows in bindings.');
  });

  test('into a part of a copy of another file, or of this one before it was used again', async () => {
    await using ends = await twoEnds();
    const failing = {
      ...SILENT,
      begin: () => {
        throw new Error('interrupted');
      },
    };
    await expect(copyDatabase(ends.from, ends.to, failing)).rejects.toThrow('interrupted');
    await (await openStore(ends.from, vault)).close();
    await expect(ends.copy()).rejects.toThrow('before it was used again');
  });

  test('of a file whose tables are not of this version, which stays as it is', async () => {
    await using ends = await twoEnds();
    const raw = new DatabaseSync(ends.file);
    raw.exec(`update kysely_migration set name = '9999-later' where name = (select max(name) from kysely_migration)`);
    raw.close();
    await expect(ends.copy()).rejects.toThrow('Start the service of this version on it once');
  });

  test('from anything but a SQLite file into anything but PostgreSQL', async () => {
    await expect(copyDatabase('file:a.db', 'file:b.db', SILENT)).rejects.toThrow('A copy goes from a SQLite file');
    await expect(copyDatabase('file:/nowhere/a.db', 'postgres://h/d', SILENT)).rejects.toThrow('There is no file');
  });
});

describe('the command', () => {
  test('killed in the middle leaves a database on which no service starts, and ends its copy when it is run again', async () => {
    await using ends = await twoEnds(10_000);
    const first = runCopy(ends.from, ends.to);
    await until('some calls to be there', async () => {
      const calls = await countIn(ends.to, 'calls').catch(() => 0);
      return calls > 500;
    });
    first.process.kill('SIGKILL');
    await first.ended;
    expect(await countIn(ends.to, 'calls')).toBeLessThan(10_000);
    await expect(openStore(ends.to, vault)).rejects.toThrow('not yet a whole copy');

    const second = runCopy(ends.from, ends.to);
    expect(await second.ended, second.output()).toBe(0);
    expect(second.output()).toMatch(/^calls +10001 {2}[0-9a-f]{64} {2}equal$/m);
    expect(second.output()).toContain('Both hold the same.');
    await (await openStore(ends.to, vault)).close();
    const third = runCopy(ends.from, ends.to);
    expect(await third.ended).toBe(1);
    expect(third.output()).toContain('The target is not empty');
  });

  test('says how it is used, and no password', async () => {
    const unused = runCopy('file:a.db');
    expect(await unused.ended).toBe(64);
    expect(unused.output()).toContain('Usage: npm run db:copy');
    await using ends = await twoEnds();
    const lost = runCopy(ends.from, 'postgres://voice:a-secret@127.0.0.1:1/voice');
    expect(await lost.ended).toBe(1);
    expect(lost.output()).not.toContain('a-secret');
  });
});

const KEY = Buffer.from(new Uint8Array(32).fill(7)).toString('base64');

function disposable<Store extends { close(): Promise<void> }>(store: Store) {
  return { store, [Symbol.asyncDispose]: () => store.close() };
}
