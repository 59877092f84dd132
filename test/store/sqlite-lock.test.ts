import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, stat, symlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, relative } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';
import { aBinding } from '../support/records.ts';
import { spawnService, startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';

const VAULT = createVault(new Uint8Array(32));

/** Starts the service where it is expected not to start: its exit code and what it said. */
async function refusedStart(env: Record<string, string>) {
  const service = spawnService({ PORT: '0', SANDBOX: 'on', ...env });
  const [exitCode] = await once(service.process, 'close');
  return { exitCode, said: service.output() };
}

test('a second process names the holder of the file at once, by any path, and the first works on', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'voice.db');
  const before = new Date().toISOString();
  await using service = await startService(folder.path);
  await symlink(file, join(folder.path, 'link.db'));
  await mkdir(join(folder.path, 'deep'));
  await symlink(folder.path, join(folder.path, 'deep', 'linked'));
  const paths = [
    file,
    relative('.', file),
    join(folder.path, 'link.db'),
    join(folder.path, 'deep/linked/voice.db'),
    `//${file}`,
  ];
  for (const path of paths) {
    const { exitCode, said } = await refusedStart({ DATABASE_URL: `file:${path}` });
    const [, pid, host, since] =
      /in use by process (\d+) on (\S+) since (\S+Z), .*Stop the service first/.exec(said) ?? [];
    expect([exitCode, Number(pid), host]).toEqual([75, service.process.pid, hostname()]);
    expect(since?.localeCompare(before)).toBe(1);
    expect(said.trim().split('\n')).toHaveLength(1);
  }
  expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
}, 60_000);

test('of ten that open one file at once, one has it', async () => {
  await using folder = await temporaryFolder();
  const script = `
    const { lockFile } = await import(${JSON.stringify(new URL('../../src/store/sqlite/lock.ts', import.meta.url).href)});
    try { lockFile(process.argv[1]); console.log('has it'); setTimeout(() => {}, 3_000); }
    catch (error) { console.log(error.exitCode); }`;
  const file = join(folder.path, 'voice.db');
  const said = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const child = execFile(process.execPath, ['--input-type=module', '-e', script, file]);
      let printed = '';
      child.stdout?.on('data', (text) => {
        printed += text;
      });
      await once(child, 'close');
      return printed.trim();
    }),
  );
  expect(said.filter((line) => line === 'has it')).toHaveLength(1);
  expect(said.filter((line) => line === '75')).toHaveLength(9);
});

test('a process that was killed holds nothing: the next one starts at once', async () => {
  await using folder = await temporaryFolder();
  for (let life = 0; life < 3; life++) {
    await using service = await startService(folder.path);
    await service.stop('SIGKILL');
  }
  const store = await openStore(`file:${join(folder.path, 'voice.db')}`, VAULT).catch((error: Error) => error.message);
  expect(store).toContain('sealed under another key');
});

test('a file that was given back is free for the next, in the same process too', async () => {
  await using folder = await temporaryFolder();
  const url = `file:${join(folder.path, 'voice.db')}`;
  const first = await openStore(url, VAULT);
  await expect(openStore(url, VAULT)).rejects.toThrow(`in use by process ${process.pid} on`);
  await first.bindings.insert(aBinding());
  await first.close();
  await (await openStore(url, VAULT)).close();
});

test('a reader is let in beside the process: a live backup is whole', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'voice.db');
  const store = await openStore(`file:${file}`, VAULT);
  const binding = aBinding();
  await store.bindings.insert(binding);
  const reader = new DatabaseSync(file, { readOnly: true });
  await backup(reader, join(folder.path, 'backup.db'));
  reader.exec(`vacuum into '${join(folder.path, 'compact.db')}'`);
  reader.close();
  await store.bindings.insert(aBinding());
  await store.close();
  for (const copy of ['backup.db', 'compact.db']) {
    const restored = await openStore(`file:${join(folder.path, copy)}`, VAULT);
    expect(await restored.bindings.find(binding.id)).toEqual(binding);
    await restored.close();
  }
});

const modesIn = async (folder: string) => {
  const names = (await readdir(folder, { recursive: true })).sort();
  const modes = names.map(async (name) => [name, ((await stat(join(folder, name))).mode & 0o777).toString(8)] as const);
  return Object.fromEntries(await Promise.all(modes));
};

test('files are readable by their owner alone, and those that others could read are so after the start', async () => {
  await using folder = await temporaryFolder();
  const data = join(folder.path, 'data');
  const env = { DATABASE_URL: `file:${join(data, 'voice.db')}`, RECORDINGS_FOLDER: join(folder.path, 'recordings') };
  {
    await using service = await startService(folder.path, env);
    const modes = await modesIn(data);
    expect(Object.keys(modes)).toEqual(
      expect.arrayContaining(['voice.db', 'voice.db-wal', 'voice.db-shm', '.voice.db.lock']),
    );
    expect(new Set(Object.values(modes))).toEqual(new Set(['600']));
    expect((await stat(data)).mode & 0o777).toBe(0o700);
    await service.stop('SIGKILL');
  }
  await mkdir(env.RECORDINGS_FOLDER);
  await chmod(env.RECORDINGS_FOLDER, 0o755);
  for (const name of await readdir(data)) await chmod(join(data, name), 0o644);
  await using service = await startService(folder.path, env);
  for (const name of ['voice.db', 'voice.db-wal', 'voice.db-shm', '.voice.db.lock']) {
    expect((await stat(join(data, name))).mode & 0o777, name).toBe(0o600);
    const line = new RegExp(`"path":"[^"]*${name}","msg":"other users could read these files`);
    await until(`the log to name ${name}`, async () => line.test(service.output()));
  }
  expect((await stat(env.RECORDINGS_FOLDER)).mode & 0o777).toBe(0o700);
});
