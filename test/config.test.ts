import { describe, expect, test } from 'vitest';
import { type Config, ConfigError, readConfig } from '../src/config.ts';
import { filesOfTest } from './support/files.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const WINNERLOOK = {
  id: 'acct_1',
  vendor: 'WINNERLOOK',
  credentials: { appId: 'app', token: 'secret-token' },
  callback: { token: 'a-callback-token-of-tests' },
};

const { write } = filesOfTest();

/** Settings with which the service starts outside the sandbox, changed as the test says. */
async function production(changes: NodeJS.ProcessEnv = {}, accounts: unknown = [WINNERLOOK]): Promise<Config> {
  return readConfig({ ACCOUNTS_FILE: await write(accounts), AUTH_SECRET: 's'.repeat(32), DATA_KEY: KEY, ...changes });
}

/** What is wrong with a configuration, all of it. */
async function faultsOf(read: () => Config | Promise<Config>): Promise<readonly string[]> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const fault of error.faults) expect(error.message).toContain(fault);
    return error.faults;
  }
  return [];
}

describe('nothing set at all', () => {
  test('is the sandbox, on this machine only, with everything there at hand', () => {
    expect(readConfig({})).toMatchObject({
      sandbox: true,
      host: '127.0.0.1',
      port: 4000,
      publicUrl: undefined,
      databaseUrl: 'file:./data/voice.db',
      accounts: [],
      auth: undefined,
      dataKeyIsPublic: true,
      console: true,
      logLevel: 'info',
      shutdownDelaySeconds: 0,
      shutdownGraceSeconds: 20,
    });
  });

  test('has a key that is the same after a restart', () => {
    const { dataKey } = readConfig({});
    expect(dataKey).toHaveLength(32);
    expect(readConfig({}).dataKey).toEqual(dataKey);
  });

  test('is what empty settings are, too, but for those that protect something', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '', ACCOUNTS_FILE: '', SANDBOX: '' })).toEqual(readConfig({}));
  });

  test('cannot be changed afterwards', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('outside the sandbox', () => {
  test('everything that is missing is named at once', async () => {
    const faults = await faultsOf(() => readConfig({ SANDBOX: 'off' }));
    expect(faults).toEqual([
      expect.stringMatching(/^ACCOUNTS_FILE is missing/),
      expect.stringMatching(/AUTH_JWKS_URL.*AUTH_SECRET.* is missing/),
      expect.stringMatching(/^DATA_KEY is missing/),
    ]);
  });

  test('an accounts file alone leaves the sandbox, and what goes with it is missing', async () => {
    const accounts = await write([WINNERLOOK]);
    const faults = await faultsOf(() => readConfig({ ACCOUNTS_FILE: accounts }));
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['AUTH_JWKS_URL,', 'DATA_KEY']);
  });

  test('what is missing and what is wrong are named together', async () => {
    const faults = await faultsOf(async () =>
      readConfig({ SANDBOX: 'no', PORT: 'x', ACCOUNTS_FILE: await write('[{}]') }),
    );
    for (const name of ['PORT', 'AUTH_SECRET', 'DATA_KEY', '.json: 0']) expect(faults.join('\n')).toContain(name);
  });

  test('it listens to everybody, shows no console, and has no known key', async () => {
    expect(await production()).toMatchObject({
      sandbox: false,
      host: '0.0.0.0',
      console: false,
      dataKeyIsPublic: false,
    });
    expect((await production()).dataKey).toEqual(new Uint8Array(32).fill(7));
    expect(await production({ HOST: '10.0.0.1', CONSOLE: 'on' })).toMatchObject({ host: '10.0.0.1', console: true });
  });

  test('tokens are checked by a key set with its issuer and audience, or by a secret', async () => {
    const jwks = {
      AUTH_JWKS_URL: 'https://id.example/jwks',
      AUTH_ISSUER: 'https://id.example',
      AUTH_AUDIENCE: 'voice',
    };
    expect((await production({ ...jwks, AUTH_SECRET: undefined })).auth).toEqual({
      kind: 'jwks',
      url: jwks.AUTH_JWKS_URL,
      issuer: jwks.AUTH_ISSUER,
      audience: 'voice',
    });
    expect((await production({ AUTH_AUDIENCE: 'voice' })).auth).toEqual({
      kind: 'secret',
      secret: 's'.repeat(32),
      audience: 'voice',
    });
    const alone = { AUTH_SECRET: undefined, AUTH_JWKS_URL: jwks.AUTH_JWKS_URL };
    expect(await faultsOf(() => production(alone))).toEqual([
      expect.stringMatching(/^AUTH_ISSUER is missing/),
      expect.stringMatching(/^AUTH_AUDIENCE is missing/),
    ]);
    expect(await faultsOf(() => readConfig({ AUTH_JWKS_URL: jwks.AUTH_JWKS_URL }))).toHaveLength(2);
  });

  test('an account can be added to the sandbox, and then is beside it', async () => {
    const config = readConfig({ SANDBOX: 'true', ACCOUNTS_FILE: await write([WINNERLOOK]) });
    expect(config).toMatchObject({ sandbox: true, host: '127.0.0.1', accounts: [{ id: 'acct_1' }] });
  });
});

describe('a value that cannot be used is named:', () => {
  test.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'voice.example.com'],
    ['PUBLIC_URL', 'ftp://voice.example.com'],
    ['DATABASE_URL', 'data/voice.db'],
    ['DATABASE_URL', 'file:'],
    ['DATABASE_URL', 'mysql://localhost/voice'],
    ['DATABASE_URL', 'postgres:localhost'],
    ['DATABASE_URL', 'postgres://user:pass#word@localhost/voice'],
    ['AUTH_JWKS_URL', 'not an address'],
    ['DATA_KEY', 'dG9vIHNob3J0'],
    ['DATA_KEY', Buffer.alloc(33).toString('base64')],
    ['DATA_KEY', '00'.repeat(32)],
    ['RETENTION_AUDIT_DAYS', '30'],
    ['SANDBOX_SPEED', '0'],
    ['SANDBOX_SPEED', 'fast'],
    ['SANDBOX', 'maybe'],
    ['CONSOLE', '2'],
    ['LOG_LEVEL', 'loud'],
    ['SHUTDOWN_DELAY_SECONDS', '-1'],
    ['SHUTDOWN_GRACE_SECONDS', '-1'],
    ['SHUTDOWN_GRACE_SECONDS', 'soon'],
  ])('%s=%s', async (name, value) => {
    const jwks = name === 'AUTH_JWKS_URL' ? { AUTH_ISSUER: 'i', AUTH_AUDIENCE: 'a', AUTH_SECRET: undefined } : {};
    expect(await faultsOf(() => production({ ...jwks, [name]: value }))).toEqual([
      expect.stringMatching(new RegExp(`^${name}: \\w`)),
    ]);
  });

  test('several at once', async () => {
    const wrong = { PORT: 'x', LOG_LEVEL: 'x', SANDBOX: 'x', CONSOLE: 'x', PUBLIC_URL: 'x' };
    const faults = await faultsOf(() => production(wrong));
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(Object.keys(wrong).sort());
  });

  test('previous keys are read in their order; each that is no key is named by its place', async () => {
    const earlier = [1, 2].map((fill) => Buffer.alloc(32, fill).toString('base64'));
    const config = await production({ DATA_KEY_PREVIOUS: earlier.join(', ') });
    expect(config.previousDataKeys).toEqual([1, 2].map((fill) => new Uint8Array(32).fill(fill)));
    expect((await production()).previousDataKeys).toEqual([]);
    const wrong = Buffer.from('a key that is a bit too short').toString('base64');
    const faults = await faultsOf(() => production({ DATA_KEY_PREVIOUS: `${earlier[0]},${wrong}` }));
    expect(faults).toEqual([expect.stringMatching(/^DATA_KEY_PREVIOUS\.1: must be 32 bytes/)]);
    expect(faults.join()).not.toContain(wrong);
  });

  test('a key is never repeated', async () => {
    const secret = Buffer.from('a key that is a bit too short').toString('base64');
    expect((await faultsOf(() => production({ DATA_KEY: secret }))).join()).not.toContain(secret);
  });

  test('nor a password in an address', async () => {
    const faults = await faultsOf(() => production({ DATABASE_URL: 'postgres://user:pass#word@localhost/voice' }));
    expect(faults.join()).not.toMatch(/pass#word/);
  });

  test.each([
    'file:voice.db',
    'postgres://user:pass%23word@db.example.com:5432/voice?sslmode=verify-full',
    'postgresql:///voice?host=/var/run/postgresql',
  ])('but not DATABASE_URL=%s', async (url) => {
    expect((await production({ DATABASE_URL: url })).databaseUrl).toBe(url);
  });

  test.each(['1', 'true', 'on', 'yes'])('but not SANDBOX=%s, nor its contrary', async (on) => {
    expect(readConfig({ SANDBOX: on }).sandbox).toBe(true);
    const off = { 1: '0', true: 'false', on: 'off', yes: 'no' }[on];
    expect((await production({ SANDBOX: off })).sandbox).toBe(false);
  });

  test('nor an address that ends in slashes, which it is not to', async () => {
    expect((await production({ PUBLIC_URL: 'https://voice.example.com/base//' })).publicUrl).toBe(
      'https://voice.example.com/base',
    );
  });
});
