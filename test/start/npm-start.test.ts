import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startService, temporaryFolder } from '../support/service.ts';
import { START } from '../support/start-command.ts';
import { until } from '../support/until.ts';

const ENV = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', PORT: '0', HOST: '127.0.0.1' };

test('a SIGTERM to npm start reaches the service, which drains', async () => {
  await using folder = await temporaryFolder();
  const env = { ...ENV, DATABASE_URL: `file:${join(folder.path, 'voice.db')}` };
  const npm = spawn('npm', ['start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(npm, 'close');
  let printed = '';
  npm.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text;
  });
  await until('the service to be ready', async () => printed.includes('is ready'), 60_000);
  // npm's own child is the service: no shell is left in between to keep the signal.
  const children = await readFile(`/proc/${npm.pid}/task/${npm.pid}/children`, 'utf8');
  const child = Number(children.trim());
  expect((await readFile(`/proc/${child}/cmdline`, 'utf8')).split('\0').slice(1, -1)).toEqual(START);
  npm.kill('SIGTERM');
  await ended;
  expect(printed).toMatch(/"msg":"draining"[\s\S]*"msg":"drained"/);
  await until('the service to be gone', async () => !isRunning(child));
}, 90_000);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('the flags of Node are said once: the image and npm run dev take them from npm start', async () => {
  const [dockerfile, scripts, dev] = await Promise.all([
    readFile('Dockerfile', 'utf8'),
    readFile('package.json', 'utf8').then((text) => JSON.parse(text).scripts as Record<string, string>),
    readFile('src/bin/dev.ts', 'utf8'),
  ]);
  const flags = START.filter((part) => /^--(?:preserve|max|liftoff)/.test(part));
  expect(flags.length).toBeGreaterThan(0);
  for (const flag of flags) expect(dockerfile + scripts.dev + dev).not.toContain(flag);
  const command: string[] = JSON.parse(/^CMD (.*)$/m.exec(dockerfile)?.[1] ?? '[]');
  const [shell = '', ...rest] = command.map((part) => part.replace('eval', 'echo'));
  const printing = spawn(shell, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [text] = (await once(printing.stdout, 'data')) as [Buffer];
  expect(text.toString().trim()).toBe(scripts.start);
});

test('the image’s own check finds the service where it listens, and says so when it is not there', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  const { port } = new URL(service.url);
  const check = async (env: Record<string, string>) =>
    (await once(spawn(process.execPath, ['src/bin/healthcheck.js'], { env: { PORT: port, ...env } }), 'exit'))[0];
  expect(await check({ HOST: '0.0.0.0' })).toBe(0);
  expect(await check({ HOST: '127.0.0.1' })).toBe(0);
  expect(await check({})).toBe(0);
  await service.stop();
  expect(await check({ HOST: '0.0.0.0' })).toBe(1);
});

test('the metrics show the store, what waits in it, and the build', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  const figures = await (await fetch(`${service.url}/metrics`)).text();
  expect(figures).toMatch(/^voice_store_up 1$/m);
  for (const state of ['RECEIVED', 'UNMATCHED']) {
    expect(figures).toMatch(new RegExp(`^voice_deliveries_waiting\\{state="${state}"\\} 0$`, 'm'));
    expect(figures).toMatch(new RegExp(`^voice_deliveries_waiting_age_seconds\\{state="${state}"\\} 0$`, 'm'));
  }
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(figures).toContain(`voice_build_info{version="${version}",node="${process.version}"} 1`);
});
