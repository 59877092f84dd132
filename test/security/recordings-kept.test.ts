import { readdir, readFile, writeFile } from 'node:fs/promises';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { revealRecording } from '../../src/application/recordings/reveal-recording.ts';
import { servedRecordings } from '../../src/application/recordings/served-recordings.ts';
import { retentionJob } from '../../src/application/upkeep/retain.ts';
import type { Call } from '../../src/domain/call.ts';
import { serveRecordings } from '../../src/http/recordings.ts';
import { openArchive } from '../support/archive.ts';
import { always, SOUND } from '../support/sound.ts';

const DAY = 86_400_000;

/** An archive with one recording in it that its vendor has deleted, served over HTTP. */
async function openKept() {
  const archive = await openArchive();
  const call = await archive.announce();
  await archive.run();
  archive.host.answer(always(404, {}));
  const app = Fastify();
  serveRecordings(app, servedRecordings(archive.services));
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    ...archive,
    call,
    listen: (to: Call) => {
      const { pathname, search } = new URL(revealRecording(archive.services, to, 'recording').url);
      return fetch(base + pathname + search);
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await archive[Symbol.asyncDispose]();
    },
  };
}

test('an address that is still good leads to nothing once the person is forgotten, and the file is gone', async () => {
  await using kept = await openKept();
  const heard = await kept.listen(kept.call);
  expect([heard.status, Buffer.from(await heard.arrayBuffer())]).toEqual([200, SOUND]);
  kept.pass(2 * DAY);
  await retentionJob({ eventsDays: 30, deliveriesDays: 30, auditDays: 730, personalDays: 1 }).run(kept.services);
  expect((await kept.listen(kept.call)).status).toBe(404);
  await kept.run();
  expect(await readdir(kept.recordingsFolder)).toEqual([]);
  expect((await kept.listen(kept.call)).status).toBe(404);
});

test('an archived recording that was changed is not served, not even a part of the change', async () => {
  await using kept = await openKept();
  const file = `${kept.recordingsFolder}/${kept.call.id}.sealed`;
  const sealed = await readFile(file);
  for (const at of [0, 10, 1_000, 100_000]) {
    await writeFile(file, Buffer.from(sealed.map((byte, place) => (place === at ? byte ^ 1 : byte))));
    const answer = await kept.listen(kept.call);
    const heard = await answer.arrayBuffer().catch(() => undefined);
    // What lies in earlier pieces is out by then; the answer is cut off, so that it cannot pass for whole.
    if (answer.status === 200) expect(heard).toBeUndefined();
    else expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/plain; charset=utf-8']);
  }
});
