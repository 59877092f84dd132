import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type TestContext, test } from 'vitest';
import { temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, push, winnerlookAccount } from '../support/winnerlook.ts';
import { listAll } from './ask.ts';
import { type Host, openHost } from './host.ts';
import { mountSmallDisk, type SmallDisk, setImmutable } from './small-disk.ts';

const account = winnerlookAccount('http://127.0.0.1:9', {
  credentials: { appId: '402bf13d73b1424484280a3e9356055e', token: 'secret' },
});
const WAIT_MS = 20_000;
const TIMEOUT_MS = 120_000;
const MOST_PUSHES = 3_000;
const LONGEST_MESSAGE = 2_000;

let names = 0;
/** Pushes a new call; gives its name where that was acknowledged, else the status of the answer. */
async function pushOne(host: Host): Promise<string | number> {
  const name = `call-${++names}`;
  const body = PRINTED_PUSH.replace('17090892ea7c49418bffb0732237a03e', name);
  const { status } = await push(host.url, body).catch(async (error: Error) => {
    // The most telling reason of a broken connection is that the process is gone.
    await host.ended().catch(() => undefined);
    throw new Error(host.fallen.join('\n').slice(-LONGEST_MESSAGE) || error.message, { cause: error });
  });
  return status === 200 ? name : status;
}

/** Pushes until one is not acknowledged; gives the names of those that were, and that answer's status. */
async function pushUntilRefused(host: Host): Promise<{ acknowledged: string[]; refused: number }> {
  const acknowledged: string[] = [];
  for (let count = 0; count < MOST_PUSHES; count++) {
    const answer = await pushOne(host);
    if (typeof answer === 'number') return { acknowledged, refused: answer };
    acknowledged.push(answer);
  }
  throw new Error(`${MOST_PUSHES} pushes were acknowledged although nothing can be written.`);
}

const untilAcknowledged = (host: Host) =>
  until(
    'a push to be acknowledged again',
    async () => {
      const answer = await pushOne(host);
      return typeof answer === 'string' ? answer : undefined;
    },
    WAIT_MS,
  );

const untilPrinted = (host: Host, line: RegExp) =>
  until(`${line} in the log`, async () => line.test(host.output()), WAIT_MS);

async function expectCalls(host: Host, acknowledged: readonly string[]): Promise<void> {
  const missing = async () => {
    const calls = await listAll<{ vendorCallId: string }>(host.url, 'calls', 'vendorCallId');
    const listed = new Set(calls.map(({ vendorCallId }) => vendorCallId));
    return acknowledged.filter((name) => !listed.has(name));
  };
  await until('every acknowledged push to be a call', async () => (await missing()).length === 0, WAIT_MS).catch(
    () => undefined,
  );
  expect(await missing()).toEqual([]);
}

/** The service with its database on a small disk; skips the test where there can be none. */
async function onSmallDisk(context: TestContext, use: (host: Host, disk: SmallDisk) => Promise<void>): Promise<void> {
  const disk = await mountSmallDisk(4);
  if (typeof disk === 'string') return context.skip(disk);
  await using mounted = disk;
  await using folder = await temporaryFolder();
  await using host = await openHost(folder.path, [account], { DATABASE_URL: `file:${join(mounted.path, 'voice.db')}` });
  await use(host, mounted);
}

test(
  'on a full disk pushes are refused and logged; with room again the same process goes on, and nothing is lost',
  (context) =>
    onSmallDisk(context, async (host, disk) => {
      await host.start();
      const acknowledged: string[] = [];
      // Each time another write of the many is the first that finds no room: storing, applying, or its event.
      for (const free of [0, 24_000, 48_000, 72_000, 96_000, 120_000]) {
        await disk.fill(free);
        const { acknowledged: taken, refused } = await pushUntilRefused(host);
        expect(refused).toBeGreaterThanOrEqual(500);
        acknowledged.push(...taken);
        await disk.makeRoom();
        acknowledged.push(await untilAcknowledged(host));
      }
      await untilPrinted(host, /deliveries could not be stored and were not acknowledged/);
      await untilPrinted(host, /database or disk is full/);
      const figures = await (await fetch(`${host.url}/metrics`)).text();
      expect(figures).toMatch(/voice_callbacks_refused_total\{account="acct_test",reason="NOT_STORED"\} [1-9]/);
      expect(host.fallen).toEqual([]);
      await expectCalls(host, acknowledged);

      host.kill();
      await host.ended();
      await host.start();
      await expectCalls(host, acknowledged);
    }),
  TIMEOUT_MS,
);

test(
  'while the database’s files cannot be written, pushes are refused and logged; afterwards the same process goes on',
  async (context) => {
    await using folder = await temporaryFolder();
    await using host = await openHost(folder.path, [account]);
    await host.start();
    const acknowledged = [await untilAcknowledged(host)];
    await expectCalls(host, acknowledged);
    // The -shm file is mapped into memory: to forbid writing there kills a process (SIGBUS), which no disk does.
    const files = (await readdir(folder.path)).filter((name) => /^voice\.db(-wal)?$/.test(name));
    const paths = files.map((name) => join(folder.path, name));
    const impossible = await setImmutable(paths, true);
    if (impossible) return context.skip(`files cannot be made immutable here (${impossible})`);
    try {
      const { acknowledged: taken, refused } = await pushUntilRefused(host);
      expect(taken).toEqual([]);
      expect(refused).toBeGreaterThanOrEqual(500);
      await untilPrinted(host, /deliveries could not be stored and were not acknowledged/);
    } finally {
      await setImmutable(paths, false);
    }
    acknowledged.push(await untilAcknowledged(host));
    await expectCalls(host, acknowledged);
    expect(host.fallen).toEqual([]);
  },
  TIMEOUT_MS,
);

test('on a read-only file system the service does not start, and says why', (context) =>
  onSmallDisk(context, async (host, disk) => {
    await host.start();
    host.kill();
    await host.ended();
    await disk.makeReadOnly();
    await expect(host.start()).rejects.toThrow(/read-?only/i);
    expect(await host.ended()).toBeGreaterThan(0);
  }));

test('where the folder of the database is missing it is made; where it cannot be, the service says so', async () => {
  await using folder = await temporaryFolder();
  const deep = join(folder.path, 'a', 'b');
  await using host = await openHost(folder.path, [account], { DATABASE_URL: `file:${join(deep, 'voice.db')}` });
  await host.start();
  expect(await pushOne(host)).toMatch(/^call-/);
  host.kill();
  await host.ended();
  await mkdir(join(folder.path, 'voice.db'));
  await using blocked = await openHost(folder.path, [account]);
  await expect(blocked.start()).rejects.toThrow(/unable to open database file|EISDIR|directory/);
});
