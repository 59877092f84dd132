import { expect, test } from 'vitest';
import { openDatabase } from '../support/postgres.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';

test('a process is not ready while the database does not answer, says why, and is ready again by itself', async () => {
  await using server = await startPostgres();
  await using database = await openDatabase({ server: server.url });
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { DATABASE_URL: database.url });
  const ready = async () => {
    const began = performance.now();
    const answer = await fetch(`${service.url}/health/ready`);
    return { status: answer.status, body: await answer.text(), took: performance.now() - began };
  };
  const figure = async () => /^voice_store_up (\d)$/m.exec(await (await fetch(`${service.url}/metrics`)).text())?.[1];
  expect((await ready()).body).toBe('{"status":"ready"}');
  expect(await figure()).toBe('1');

  await server.crash();
  const away = await until('a probe to say no', async () => {
    const answer = await ready();
    return answer.status === 503 && answer;
  });
  expect(JSON.parse(away.body)).toEqual({
    status: 'store unavailable',
    reason: expect.stringMatching(/^The store .*\.$/),
  });
  expect(away.body).not.toContain('127.0.0.1');
  expect(await figure()).toBe('0');
  // Twenty probes at once cost one question, and none waits for long.
  for (const { status, took } of await Promise.all(Array.from({ length: 20 }, ready))) {
    expect(status).toBe(503);
    expect(took).toBeLessThan(5_000);
  }
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);

  await server.start();
  await until('a probe to say yes', async () => (await ready()).status === 200, 20_000);
  expect(await figure()).toBe('1');
}, 60_000);
