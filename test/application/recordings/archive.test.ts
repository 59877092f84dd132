import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { openRecording } from '../../../src/application/recordings/open-recording.ts';
import { retentionJob } from '../../../src/application/upkeep/retain.ts';
import { openArchive } from '../../support/archive.ts';
import { aCall } from '../../support/records.ts';
import { LARGEST_RECORDING, type TestServices } from '../../support/services.ts';
import { type Answer, always, SOUND, type SoundHost, serve, sound, stall } from '../../support/sound.ts';
import { until } from '../../support/until.ts';

const HOUR = 3_600_000;
const FORGET = retentionJob({ eventsDays: 30, deliveriesDays: 30, auditDays: 730, personalDays: 1 });

const hear = async ({ services }: TestServices, id: string) => {
  const opened = await openRecording(services, id, 'recording', undefined, new AbortController().signal);
  return opened.kind === 'content' ? { ...opened, bytes: await buffer(opened.body) } : opened;
};

/** Holds the next answer of the host back; gives how to let it go, once it was asked. */
function holdNext(host: SoundHost): Promise<() => void> {
  return new Promise((asked) => {
    host.answer((request, response) => asked(() => serve(SOUND)(request, response)));
  });
}

describe('the archive', () => {
  test('keeps a recording that its vendor deletes, encrypted, and serves it from then on', async () => {
    await using bench = await openArchive();
    const { id, revision } = await bench.announce();
    expect(await hear(bench, id)).toMatchObject({ source: 'vendor' });
    await bench.run();
    // That it is archived shows in the call.
    expect(await bench.services.store.calls.find(id)).toMatchObject({ revision: revision + 1 });
    bench.host.answer(always(404, {}));
    const heard = await hear(bench, id);
    expect(heard).toMatchObject({ source: 'archive', contentType: 'audio/wav', size: SOUND.length, bytes: SOUND });
    expect(await bench.services.store.recordings.find(id)).toMatchObject({ state: 'ARCHIVED', attempts: 1 });
    const [file] = await readdir(bench.recordingsFolder);
    expect((await readFile(`${bench.recordingsFolder}/${file}`)).includes(SOUND.subarray(0, 16))).toBe(false);
  });

  test('asks for a recording once, however often its call is reported', async () => {
    await using bench = await openArchive();
    await bench.announce();
    await bench.run();
    await bench.announce();
    await bench.run();
    expect(bench.host.asked).toHaveLength(1);
  });

  test('keeps nothing where the account does not ask for it', async () => {
    await using bench = await openArchive({ recordings: { allowPrivate: true } });
    const { id } = await bench.announce();
    await bench.run();
    expect(await bench.services.store.recordings.find(id)).toBeUndefined();
    expect(bench.host.asked).toEqual([]);
  });

  test('waits as long as the vendor’s document says that a recording takes to be ready', async () => {
    await using bench = await openArchive({ vendor: 'WINNERLOOK', credentials: { appId: 'a', token: 't' } });
    const { id } = await bench.announce();
    bench.pass(HOUR - 60_000);
    await bench.run();
    expect(bench.host.asked).toEqual([]);
    bench.pass(60_000);
    await bench.run();
    expect(await bench.services.store.recordings.find(id)).toMatchObject({ state: 'ARCHIVED' });
  });

  const FAILURES: [string, Answer, string][] = [
    ['has it not', always(404, {}), 'no such recording'],
    ['is broken', always(500, {}), '500'],
    ['sends a page', always(200, { 'content-type': 'text/html' }, 'x'), 'no sound'],
    ['sends us elsewhere', always(301, { location: 'http://127.0.0.1:9' }), 'redirects'],
    ['sends nothing', always(200, { 'content-type': 'audio/wav' }), 'empty'],
    ['sends too much', serve(sound(LARGEST_RECORDING + 1)), 'larger'],
    ['falls silent', stall, 'to its end'],
  ];
  test.each(FAILURES)('tries again after a while where the vendor %s', async (_how, answer, reason) => {
    await using bench = await openArchive();
    bench.host.answer(answer);
    const { id } = await bench.announce();
    await bench.run();
    const kept = await bench.services.store.recordings.find(id);
    expect(kept).toMatchObject({ state: 'PENDING', attempts: 1, lastError: expect.stringContaining(reason) });
    expect(kept?.lastError).not.toMatch(/13800138000|127\.0\.0\.1/);
    expect(await readdir(bench.recordingsFolder).catch(() => [])).toEqual([]);
    const asked = bench.host.asked.length;
    await bench.run();
    expect(bench.host.asked).toHaveLength(asked);

    bench.host.answer(serve(SOUND));
    bench.pass(60_000);
    await bench.run();
    expect(await bench.services.store.recordings.find(id)).toMatchObject({
      state: 'ARCHIVED',
      attempts: 2,
      size: SOUND.length,
    });
    expect(await bench.services.store.recordings.find(id)).not.toHaveProperty('lastError');
    expect(await hear(bench, id)).toMatchObject({ source: 'archive', bytes: SOUND });
  });

  test('gives up after four days, and the recording is asked for at its vendor still', async () => {
    await using bench = await openArchive();
    bench.host.answer(always(500, {}));
    const { id } = await bench.announce();
    for (let hour = 0; hour < 5 * 24; hour++) {
      await bench.run();
      bench.pass(HOUR);
    }
    expect(await bench.services.store.recordings.find(id)).toMatchObject({ state: 'FAILED', attempts: 10 });
    expect(bench.host.asked).toHaveLength(10);
    bench.host.answer(serve(SOUND));
    expect(await hear(bench, id)).toMatchObject({ source: 'vendor', bytes: SOUND });
  });

  test('is not led to hosts that the account does not name', async () => {
    await using bench = await openArchive({
      recordings: { archive: true, allowPrivate: true, hosts: ['rec.example.com'] },
    });
    const { id } = await bench.announce();
    await bench.run();
    const lastError = expect.stringContaining('recordings.hosts');
    expect(await bench.services.store.recordings.find(id)).toMatchObject({ state: 'PENDING', lastError });
    expect(bench.host.asked).toEqual([]);
  });

  test('asks the vendor where its own file is missing or was cut short', async () => {
    await using bench = await openArchive();
    const { id } = await bench.announce();
    await bench.run();
    await rm(`${bench.recordingsFolder}/${id}.sealed`);
    expect(await hear(bench, id)).toMatchObject({ source: 'vendor', bytes: SOUND });
  });

  test('leaves a recording as it was where the process stops in the middle of it', async () => {
    await using bench = await openArchive();
    bench.host.answer(stall);
    const { id } = await bench.announce();
    const stopping = new AbortController();
    const running = bench.run(stopping.signal);
    await until('the recording to be asked for', async () => bench.host.asked.length === 1);
    stopping.abort();
    await running;
    expect(await bench.services.store.recordings.find(id)).toMatchObject({ state: 'PENDING', attempts: 0 });
    expect(await readdir(bench.recordingsFolder).catch(() => [])).toEqual([]);
  });
});

test('the partial file of a process that died while archiving is removed, at the start and every hour', async () => {
  await using bench = await openArchive();
  await bench.announce();
  const left = `${bench.recordingsFolder}/call_0.part`;
  const leave = async () => {
    await writeFile(left, 'half');
    await utimes(left, 0, 0);
  };
  await mkdir(bench.recordingsFolder);
  for (const wait of [0, HOUR, HOUR]) {
    await leave();
    bench.pass(wait);
    await bench.run();
    expect((await readdir(bench.recordingsFolder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  }
});

test('a recording that another process has stored meanwhile stays where it is', async () => {
  await using bench = await openArchive();
  const { id } = await bench.announce();
  const asked = holdNext(bench.host);
  const slow = bench.run();
  const goOn = await asked;
  bench.host.answer(serve(SOUND));
  await bench.run();
  goOn();
  await slow;
  bench.host.answer(always(404, {}));
  expect(await hear(bench, id)).toMatchObject({ source: 'archive', bytes: SOUND });
});

describe('a person who is forgotten', () => {
  test('is not heard any more, and the file is gone', async () => {
    await using bench = await openArchive();
    const { id } = await bench.announce();
    await bench.run();
    bench.pass(25 * HOUR);
    await FORGET.run(bench.services);
    expect(await hear(bench, id)).toEqual({ kind: 'none' });
    await bench.run();
    expect(await readdir(bench.recordingsFolder)).toEqual([]);
    expect(await bench.services.store.recordings.find(id)).toBeUndefined();
  });

  test('while the recording is being fetched leaves no file either', async () => {
    await using bench = await openArchive();
    const { id } = await bench.announce();
    const asked = holdNext(bench.host);
    const running = bench.run();
    const goOn = await asked;
    await bench.services.store.calls.forget(id, ({ recordingUrl: _gone, ...call }) => call);
    await bench.services.store.recordings.forget(id);
    goOn();
    await running;
    expect(await readdir(bench.recordingsFolder)).toEqual([]);
    await bench.run();
    expect(await bench.services.store.recordings.find(id)).toBeUndefined();
  });
});

test('an id of something that cannot be recorded, or of nothing, opens nothing', async () => {
  await using bench = await openArchive();
  const call = aCall();
  await bench.services.store.calls.insert(call, undefined);
  for (const id of [call.id, 'call_none', 'bnd_1', 'nonsense']) expect(await hear(bench, id)).toEqual({ kind: 'none' });
});
