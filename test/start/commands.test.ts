import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { startService, temporaryFolder } from '../support/service.ts';

const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
const COMMANDS = Object.entries(scripts).filter(([name]) => name.startsWith('db:'));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs what a script of package.json runs, on the Node that npm gives it. */
function run(script: string, args: readonly string[], env: Record<string, string>): Promise<Ended> {
  const [, ...command] = script.split(' ');
  return new Promise((resolve) => {
    execFile(process.execPath, [...command, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

test('the commands of operators are there, on the Node that is brought along', () => {
  expect(COMMANDS.map(([name]) => name).sort()).toEqual(['db:backup', 'db:copy', 'db:rekey']);
  for (const [, script] of COMMANDS) expect(script).toMatch(/^node src\/\S+\.ts$/);
});

describe.each(COMMANDS)('%s', (name, script) => {
  test('says how it is called, and touches nothing', async () => {
    await using folder = await temporaryFolder();
    const env = { DATABASE_URL: `file:${join(folder.path, 'deep', 'voice.db')}`, PORT: 'wrong' };
    for (const option of ['--help', '-h']) {
      const { code, stdout, stderr } = await run(script, [option], env);
      expect(stderr).toBe('');
      expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name}`));
      expect(code).toBe(0);
    }
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('ends with 64 where it is called in a way that it does not know', async () => {
    await using folder = await temporaryFolder();
    const env = { DATABASE_URL: `file:${join(folder.path, 'voice.db')}` };
    for (const args of [['--no-such-option'], ['one', 'two', 'three']]) {
      const { code, stderr } = await run(script, args, env);
      expect(stderr).toContain(`Usage: npm run ${name}`);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(code).toBe(64);
    }
    expect(await readdir(folder.path)).toEqual([]);
  });
});

describe('a backup', () => {
  const backUp = (env: Record<string, string>, ...args: string[]) => run(scripts['db:backup'] ?? '', args, env);

  test('is made beside the running service, is whole, and its owner’s alone', async () => {
    await using folder = await temporaryFolder();
    await using service = await startService(folder.path);
    const env = { DATABASE_URL: `file:${join(folder.path, 'voice.db')}` };
    const target = join(folder.path, 'backup.db');
    expect(await backUp(env, target)).toMatchObject({ code: 0, stderr: '' });
    expect((await stat(target)).mode & 0o777).toBe(0o600);
    expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
    const database = new DatabaseSync(target, { readOnly: true });
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(database.prepare("select count(*) as rows from job_state where name = 'purpose'").get()).toEqual({
      rows: 1,
    });
    database.close();

    const again = await backUp(env, target);
    expect(again.stderr).toMatch(/backup\.db cannot be made \(EEXIST/);
    expect(again.code).toBe(73);
  });

  test('of what is not there, or is no file, says so and leaves nothing behind', async () => {
    await using folder = await temporaryFolder();
    const target = join(folder.path, 'backup.db');
    const missing = await backUp({ DATABASE_URL: `file:${join(folder.path, 'voice.db')}` }, target);
    expect([missing.code, missing.stderr]).toEqual([78, expect.stringContaining('There is no database file')]);
    const postgres = await backUp({ DATABASE_URL: 'postgres://voice@localhost/voice' }, target);
    expect([postgres.code, postgres.stderr]).toEqual([78, expect.stringContaining('pg_dump')]);
    expect(await readdir(folder.path)).toEqual([]);
  });
});
