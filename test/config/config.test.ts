import { describe, expect, test } from 'vitest';
import { type Config, ConfigError, readConfig } from '../../src/config/config.ts';
import { filesOfTest } from '../support/files.ts';

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

  test('it listens on every address, shows no console, and has no public key', async () => {
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
    expect(await faultsOf(() => readConfig({ SANDBOX: 'on', AUTH_JWKS_URL: jwks.AUTH_JWKS_URL }))).toHaveLength(2);
  });

  test('an account can be added to the sandbox, and then is beside it', async () => {
    const config = readConfig({ SANDBOX: 'true', ACCOUNTS_FILE: await write([WINNERLOOK]) });
    expect(config).toMatchObject({ sandbox: true, host: '127.0.0.1', accounts: [{ id: 'acct_1' }] });
  });
});

describe('where SANDBOX is not set', () => {
  test.each([
    ['AUTH_JWKS_URL', 'https://id.example/jwks'],
    ['AUTH_ISSUER', 'https://id.example'],
    ['AUTH_AUDIENCE', 'voice'],
    ['AUTH_SECRET', 's'.repeat(32)],
    ['DATA_KEY', KEY],
    ['DATA_KEY_PREVIOUS', KEY],
    ['PUBLIC_URL', 'https://voice.example'],
    ['NODE_ENV', 'production'],
  ])('%s without accounts is a fault, and starts no sandbox', async (name, value) => {
    const faults = await faultsOf(() => readConfig({ [name]: value }));
    expect(faults).toContainEqual(
      expect.stringMatching(new RegExp(`^ACCOUNTS_FILE is missing: .*${name}.*SANDBOX=on`)),
    );
    expect(await faultsOf(() => readConfig({ [name]: value, SANDBOX: 'on' }))).not.toContainEqual(
      expect.stringContaining('ACCOUNTS_FILE'),
    );
  });

  test.each([
    ['PORT', '0'],
    ['HOST', '0.0.0.0'],
    ['LOG_LEVEL', 'debug'],
    ['DATABASE_URL', 'file:other.db'],
    ['NODE_ENV', 'development'],
  ])('%s alone is still a sandbox', (name, value) => {
    expect(readConfig({ [name]: value }).sandbox).toBe(true);
  });
});

describe('a name that looks like a setting’s and is none', () => {
  test.each([
    ['ACOUNTS_FILE', 'ACCOUNTS_FILE'],
    ['ACCOUNT_FILE', 'ACCOUNTS_FILE'],
    ['ACCOUNTS_FLIE', 'ACCOUNTS_FILE'],
    ['ACCOUNTS', 'ACCOUNTS_FILE'],
    ['accounts_file', 'ACCOUNTS_FILE'],
    ['ACCOUNTS_FILE_PATH', 'ACCOUNTS_FILE'],
    ['AUTH_JWKS', 'AUTH_JWKS_URL'],
    ['AUTH_JWKS_URI', 'AUTH_JWKS_URL'],
    ['AUTH_SECERT', 'AUTH_SECRET'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATAKEY', 'DATA_KEY'],
    ['DATA_KEY_FILE', 'DATA_KEY'],
    ['DATA_KEY_PREV', 'DATA_KEY'],
    ['PUBLIC_ULR', 'PUBLIC_URL'],
    ['SANBOX', 'SANDBOX'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['AUTH_CLIENT', 'docs/operate.md'],
    ['LIMIT_ROWS', 'docs/operate.md'],
    ['RETENTION_CALLS_DAYS', 'docs/operate.md'],
  ])('%s is named, and with it %s', async (name, meant) => {
    const faults = await faultsOf(() => readConfig({ [name]: 'a-value' }));
    expect(faults).toEqual([expect.stringMatching(new RegExp(`^${name}: .*${meant}`))]);
    expect(faults.join()).not.toContain('a-value');
  });

  test.each([
    'PATH',
    'HOME',
    'HOSTNAME',
    'HOST_IP',
    'PORTS',
    'LOGNAME',
    'LANG',
    'NODE_OPTIONS',
    'DATABASE_HOST',
    'npm_config_loglevel',
    'AUTH_SERVICE_HOST',
    'AUTH_PORT',
    'AUTH_PORT_80_TCP_ADDR',
    'METRICS_SERVICE_PORT_HTTP',
    'TEST_DATABASE_URL',
  ])('but not %s, which others set', (name) => {
    expect(readConfig({ [name]: 'x' }).sandbox).toBe(true);
  });

  test('nor a variable that the accounts file names', async () => {
    const token = { env: 'AUTH_WINNERLOOK_TOKEN' };
    const account = { ...WINNERLOOK, credentials: { appId: 'app', token } };
    const config = await production({ AUTH_WINNERLOOK_TOKEN: 'secret' }, [account]);
    expect(config.accounts[0]?.credentials.token).toBe('secret');
  });
});

describe('a secret means the same, whatever it came through:', () => {
  const around = ['', '\n', '\r\n', '\n\n'].flatMap((end) => ['', '\uFEFF'].map((mark) => [mark, end] as const));
  test.each(around)('with %j before and %j behind it', async (mark, end) => {
    const wrapped = (text: string) => `${mark}${text}${end}`;
    const file = await write(wrapped('a secret'));
    const account = (token: unknown) => ({ ...WINNERLOOK, credentials: { appId: 'app', token } });
    for (const token of [wrapped('a secret'), { env: 'WINNERLOOK_TOKEN' }, { file }]) {
      const config = await production(
        { WINNERLOOK_TOKEN: wrapped('a secret'), DATA_KEY: wrapped(KEY), AUTH_SECRET: wrapped('s'.repeat(32)) },
        wrapped(JSON.stringify([account(token)])),
      );
      expect(config.accounts[0]?.credentials.token).toBe('a secret');
      expect(config.dataKey).toEqual(new Uint8Array(32).fill(7));
      expect(config.auth).toMatchObject({ secret: 's'.repeat(32) });
    }
  });
});

describe('of accounts, everything is named at once:', () => {
  const EMAY = {
    id: 'acct_emay',
    vendor: 'EMAY',
    baseUrl: 'https://emay.example',
    credentials: { appId: 'app', secretKey: '0123456789abcdef' },
    callback: WINNERLOOK.callback,
  };

  test.each([
    [
      'a key that fits no cipher',
      { ...EMAY, credentials: { appId: 'a', secretKey: 'short' } },
      /0\.credentials\.secretKey: .*16, 24, 32 bytes/,
    ],
    [
      'a credential of two lines',
      { ...WINNERLOOK, credentials: { appId: 'a', token: 'b\nc' } },
      /0\.credentials\.token: .*line end/,
    ],
    [
      'a fingerprint of another kind',
      { ...WINNERLOOK, tls: { fingerprint: 'AB:CD' } },
      /0\.tls\.fingerprint: .*SHA-256/,
    ],
    ['a CA that is none', { ...WINNERLOOK, tls: { ca: 'no certificate' } }, /0\.tls\.ca: .*PEM/],
    [
      'a CA that is cut off',
      { ...WINNERLOOK, tls: { ca: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' } },
      /0\.tls\.ca: .*PEM/,
    ],
    ['a file that may not be read', { ...WINNERLOOK, tls: { ca: { file: '/' } } }, /0\.tls.*EISDIR|0\.tls/],
    ['a service that is none', { ...EMAY, services: ['fax'] }, /0\.services/],
    [
      'an id of the sandbox',
      { ...WINNERLOOK, id: 'acct_sandbox_winnerlook' },
      /0\.id: must not begin with acct_sandbox_/,
    ],
    ['a short token', { ...WINNERLOOK, callback: { token: 'short' } }, /acct_1 must have at least 24/],
  ])('%s', async (_what, account, fault) => {
    expect(await faultsOf(() => production({}, [account]))).toEqual([expect.stringMatching(fault)]);
    // And beside what is wrong with another account, and with a setting.
    const all = await faultsOf(() =>
      production({ PORT: 'x' }, [account, { ...WINNERLOOK, id: 'acct_2', priority: 'high' }]),
    );
    expect(all).toContainEqual(expect.stringMatching(fault));
    expect(all).toContainEqual(expect.stringMatching(/1\.priority: /));
    expect(all).toContainEqual(expect.stringMatching(/^PORT: /));
  });

  test('several faults of one account', async () => {
    const account = {
      ...EMAY,
      id: 'x',
      credentials: { appId: 'a\u0000', secretKey: 'short' },
      tls: { fingerprint: 'x' },
      services: ['fax'],
    };
    const faults = (await faultsOf(() => production({}, [account]))).join('\n');
    for (const place of [
      '0.id',
      '0.credentials.appId',
      '0.credentials.secretKey',
      '0.tls.fingerprint',
      '0.services.0',
    ]) {
      expect(faults).toContain(`${place}: `);
    }
  });

  test('an empty list', async () => {
    expect(await faultsOf(() => production({}, []))).toEqual([expect.stringMatching(/file: has no account in it/)]);
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
