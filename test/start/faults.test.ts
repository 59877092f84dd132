import { once } from 'node:events';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, PRODUCTION } from '../support/production.ts';
import { isReachable } from '../support/reachable.ts';
import { refusedStart } from '../support/refused-start.ts';
import { startService, temporaryFolder } from '../support/service.ts';

/** A start that is refused with one line, which says all of this. */
async function expectRefused(env: Record<string, string>, exitCode: number, ...says: readonly RegExp[]): Promise<void> {
  const refused = await refusedStart(env);
  expect(refused.said.split('\n')).toHaveLength(1);
  for (const part of says) expect(refused.said).toMatch(part);
  expect(refused.exitCode, refused.said).toBe(exitCode);
}

const inFolder = (path: string) => `file:${join(path, 'voice.db')}`;

describe('a failed start says why in one line, and ends with the exit code for it:', () => {
  test('the port is taken', async () => {
    await using folder = await temporaryFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const env = { PORT: String(port), DATABASE_URL: inFolder(folder.path) };
    await expectRefused(env, 69, new RegExp(`port ${port} .*EADDRINUSE`), /set PORT/);
    other.close();
  });

  test.each([
    ['203.0.113.7', /203\.0\.113\.7.*EADDRNOTAVAIL/],
    ['no-such-name.invalid', /no-such-name\.invalid.*(?:ENOTFOUND|EAI_AGAIN)/],
  ])('HOST=%s is none of this machine', async (HOST, says) => {
    await using folder = await temporaryFolder();
    await expectRefused({ HOST, DATABASE_URL: inFolder(folder.path) }, 78, says, /Set HOST/);
  });

  test('the database file is a directory', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'voice.db'));
    await expectRefused({ DATABASE_URL: inFolder(folder.path) }, 73, /voice\.db cannot be used/, /director/);
  });

  test('the database file is no database, and stays as it is', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'voice.db');
    await writeFile(file, 'something else, of which there is enough to be looked at '.repeat(50), { mode: 0o644 });
    await expectRefused({ DATABASE_URL: inFolder(folder.path) }, 65, /voice\.db .*no SQLite database/);
  });

  test('a part of its path is a file', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'file'), '');
    await expectRefused({ DATABASE_URL: `file:${join(folder.path, 'file', 'voice.db')}` }, 73, /voice\.db/);
  });

  test('the database is of a newer version', async () => {
    await using folder = await temporaryFolder();
    const env = { DATABASE_URL: inFolder(folder.path) };
    await (await startService(folder.path, env)).stop();
    const database = new DatabaseSync(join(folder.path, 'voice.db'));
    database.exec("insert into kysely_migration values ('9999-later', 'later')");
    database.close();
    await expectRefused(env, 76, /newer than this program.*9999-later/);
  });

  test('the key is not the one that sealed the database', async () => {
    await using folder = await temporaryFolder();
    const env = { DATABASE_URL: inFolder(folder.path) };
    await (await startService(folder.path, { ...env, DATA_KEY: Buffer.alloc(32, 1).toString('base64') })).stop();
    await expectRefused({ ...env, DATA_KEY: Buffer.alloc(32, 2).toString('base64') }, 78, /sealed under another key/);
  });

  test('RECORDINGS_FOLDER is a file, and an account archives', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'recordings');
    await writeFile(file, '');
    const accounts = join(folder.path, 'accounts.json');
    await writeFile(accounts, JSON.stringify([{ ...ACCOUNT, recordings: { archive: true } }]));
    const env = { ACCOUNTS_FILE: accounts, RECORDINGS_FOLDER: file, DATABASE_URL: inFolder(folder.path) };
    await expectRefused(env, 73, /RECORDINGS_FOLDER .*recordings cannot be used/);
  });

  test.each([
    ['mysql://localhost/voice', /DATABASE_URL: must name/],
    [
      'postgres://user@127.0.0.1:9/voice',
      /127\.0\.0\.1:9\/voice cannot be used: .*ECONNREFUSED.*Check the host and the port/,
    ],
    ['postgres://user@no-such-host.invalid/voice', /no-such-host\.invalid/],
  ])('DATABASE_URL=%s', async (DATABASE_URL, says) => {
    const { exitCode, said } = await refusedStart({ DATABASE_URL });
    expect(said).toMatch(says);
    expect(exitCode).toBe(DATABASE_URL.startsWith('mysql') ? 78 : 69);
  });

  test('files that settings name cannot be read, all of them by name', async () => {
    await using folder = await temporaryFolder();
    const { exitCode, said } = await refusedStart({
      SANDBOX: 'off',
      ...PRODUCTION,
      ACCOUNTS_FILE: join(folder.path, 'no-accounts.json'),
      TRUSTED_DOCUMENTS_FILE: folder.path,
    });
    expect(exitCode).toBe(78);
    expect(said).toMatch(/ACCOUNTS_FILE: .*no-accounts\.json cannot be read \(ENOENT\)/);
    expect(said).toMatch(/TRUSTED_DOCUMENTS_FILE: .* cannot be read \(EISDIR\)/);
  });
});

// As root nothing is unreadable: the service is then run as a user who has nothing here.
const isRoot = process.getuid?.() === 0;
const isOpen = await isReachable(process.cwd());

describe.runIf(isRoot)('run as a user that the machine does not list, as containers do,', () => {
  const USER = 43_210;

  // Root's own home, say: that user cannot start anything in it.
  beforeEach(({ skip }) => skip(!isOpen, 'Only root may enter the folder of this project, and no other user.'));

  test('it starts where that user may write', async () => {
    await using folder = await temporaryFolder();
    await chown(folder.path, USER, USER);
    const refused = await refusedStart({ DATABASE_URL: inFolder(folder.path), HOST: '203.0.113.7' }, USER);
    // It came as far as listening.
    expect(refused.said).toMatch(/EADDRNOTAVAIL/);
  });

  test('a folder that it may not write to is named, with the user', async () => {
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o755);
    const refused = await refusedStart({ DATABASE_URL: inFolder(folder.path) }, USER);
    expect(refused.said).toMatch(/voice\.db cannot be used .*EACCES.*user with the id 43210/);
    expect(refused.exitCode).toBe(77);
  });

  test('a database that it may only read is named', async () => {
    await using folder = await temporaryFolder();
    await (await startService(folder.path, { DATABASE_URL: inFolder(folder.path) })).stop();
    await chmod(folder.path, 0o755);
    await chmod(join(folder.path, 'voice.db'), 0o444);
    const refused = await refusedStart({ DATABASE_URL: inFolder(folder.path) }, USER);
    expect(refused.said).toMatch(/voice\.db cannot be used/);
    expect(refused.exitCode).toBe(77);
  });

  test('an accounts file, and a secret in it, that it may not read are named', async () => {
    await using folder = await temporaryFolder();
    await chmod(folder.path, 0o755);
    const [accounts, secret] = [join(folder.path, 'accounts.json'), join(folder.path, 'secret')];
    await writeFile(secret, 'x', { mode: 0o600 });
    await writeFile(accounts, JSON.stringify([{ ...ACCOUNT, credentials: { appId: 'a', token: { file: secret } } }]));
    const env = { SANDBOX: 'off', ...PRODUCTION, ACCOUNTS_FILE: accounts };
    await chmod(accounts, 0o644);
    expect((await refusedStart(env, USER)).said).toContain(`the file ${secret} cannot be read (EACCES)`);
    await chmod(accounts, 0o600);
    expect((await refusedStart(env, USER)).said).toContain(`${accounts} cannot be read (EACCES)`);
  });
});

describe('a database is a sandbox’s or one of production, from its first start on:', () => {
  test('a sandbox refuses one of production, and production one of a sandbox; nothing in it is changed', async () => {
    await using folder = await temporaryFolder();
    const [mine, theirs] = [inFolder(join(folder.path, 'production')), inFolder(join(folder.path, 'sandbox'))];
    const accounts = join(folder.path, 'accounts.json');
    {
      await using production = await startService(folder.path, { ...PRODUCTION, DATABASE_URL: mine }, [ACCOUNT]);
      await using sandbox = await startService(folder.path, { DATABASE_URL: theirs });
      await Promise.all([production.stop(), sandbox.stop()]);
    }
    const { AUTH_SECRET, DATA_KEY } = PRODUCTION;
    await expectRefused({ DATABASE_URL: mine }, 78, /belongs to production, and this start is a sandbox/);
    await expectRefused({ DATABASE_URL: mine, DATA_KEY }, 78, /belongs to production/);
    await expectRefused({ DATABASE_URL: mine, DATA_KEY, ACCOUNTS_FILE: accounts }, 78, /belongs to production/);
    const production = { SANDBOX: 'off', AUTH_SECRET, DATA_KEY, ACCOUNTS_FILE: accounts };
    await expectRefused(
      { ...production, DATABASE_URL: theirs },
      78,
      /belongs to a sandbox, and this start is no sandbox/,
    );
    await (await startService(folder.path, { ...PRODUCTION, DATABASE_URL: mine }, [ACCOUNT])).stop();
    await (await startService(folder.path, { DATABASE_URL: theirs })).stop();
  }, 60_000);

  test('one that an earlier version made is a sandbox’s by its key, and of production by what lies in it', async () => {
    await using folder = await temporaryFolder();
    const unmark = (name: string) => {
      const database = new DatabaseSync(join(folder.path, name, 'voice.db'));
      database.exec("delete from job_state where name = 'purpose'");
      database.close();
    };
    const [mine, theirs] = [inFolder(join(folder.path, 'production')), inFolder(join(folder.path, 'sandbox'))];
    await (await startService(folder.path, { ...PRODUCTION, DATABASE_URL: mine }, [ACCOUNT])).stop();
    await (await startService(folder.path, { DATABASE_URL: theirs })).stop();
    const database = new DatabaseSync(join(folder.path, 'production', 'voice.db'));
    database.exec(
      "insert into requests (idempotency_key, operation, fingerprint, subject_id, created_at) values ('k', 'o', 'f', 's', 1)",
    );
    database.close();
    unmark('production');
    unmark('sandbox');
    await expectRefused({ DATABASE_URL: mine, DATA_KEY: PRODUCTION.DATA_KEY }, 78, /belongs to production/);
    const accounts = join(folder.path, 'accounts.json');
    const production = { SANDBOX: 'off', ...PRODUCTION, ACCOUNTS_FILE: accounts };
    await expectRefused({ ...production, DATABASE_URL: theirs }, 78, /belongs to a sandbox/);
    await (await startService(folder.path, { ...PRODUCTION, DATABASE_URL: mine }, [ACCOUNT])).stop();
    await (await startService(folder.path, { DATABASE_URL: theirs })).stop();
  }, 60_000);
});
