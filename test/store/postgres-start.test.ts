import { expect, test } from 'vitest';
import { openDatabase } from '../support/postgres.ts';
import { ACCOUNT, PRODUCTION } from '../support/production.ts';
import { refusedStart } from '../support/refused-start.ts';
import { startService, temporaryFolder } from '../support/service.ts';

test('a wrong password and a database that is not there are named, without the password', async () => {
  await using database = await openDatabase();
  const wrong = new URL(database.url);
  wrong.password = 'wrong-password';
  const missing = new URL(database.url);
  missing.pathname = '/voice_missing';
  const [refused, notThere] = await Promise.all(
    [wrong, missing].map(({ href }) => refusedStart({ DATABASE_URL: href })),
  );
  expect(refused?.said).toMatch(
    /^The database postgres:.* cannot be used: .*password.* Check the user and the password/,
  );
  expect(refused?.said).not.toContain('wrong-password');
  expect(refused?.exitCode).toBe(77);
  expect(notThere?.said).toMatch(/voice_missing cannot be used: .* does not exist. Make the database/);
  expect(notThere?.exitCode).toBe(78);
  for (const { said } of [refused, notThere].flatMap((each) => each ?? [])) expect(said.split('\n')).toHaveLength(1);
});

test('a sandbox refuses a database of production, before it changes anything in it', async () => {
  await using database = await openDatabase();
  await using folder = await temporaryFolder();
  const env = { ...PRODUCTION, DATABASE_URL: database.url };
  await (await startService(folder.path, env, [ACCOUNT])).stop();
  const { exitCode, said } = await refusedStart({ DATABASE_URL: database.url, DATA_KEY: PRODUCTION.DATA_KEY });
  expect(said).toMatch(/belongs to production, and this start is a sandbox/);
  expect(exitCode).toBe(78);
});
