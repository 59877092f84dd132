import { describe, expect, test } from 'vitest';
import type { AccountConfig } from '../../src/config/accounts.ts';
import { ConfigError, readConfig } from '../../src/config/config.ts';
import { createRegistry } from '../../src/vendors/registry.ts';
import { filesOfTest } from '../support/files.ts';

const WINNERLOOK = {
  id: 'acct_1',
  vendor: 'WINNERLOOK',
  credentials: { appId: 'app', token: 'secret-token' },
  callback: { token: 'callback-token' },
};
const { credentials, ...WITHOUT_CREDENTIALS } = WINNERLOOK;

const { write } = filesOfTest();

/** The accounts of a file, as the service gets them. */
async function read(content: unknown, env: NodeJS.ProcessEnv = {}): Promise<readonly AccountConfig[]> {
  return readFile(await write(content), env);
}

function readFile(file: string, env: NodeJS.ProcessEnv): readonly AccountConfig[] {
  return readConfig({ SANDBOX: 'true', ACCOUNTS_FILE: file, ...env }).accounts;
}

/** What is wrong with a file of accounts, each fault without the file's name before it. */
async function faultsOf(content: unknown, env: NodeJS.ProcessEnv = {}): Promise<readonly string[]> {
  const file = await write(content);
  try {
    readFile(file, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((fault) => fault.replace(`${file}: `, ''));
  }
  return [];
}

describe('an account', () => {
  test('needs no more than a vendor, credentials and a callback’s token', async () => {
    expect(await read([WINNERLOOK])).toEqual([{ ...WINNERLOOK, priority: 0 }]);
  });

  test('can have everything else', async () => {
    const full = {
      ...WINNERLOOK,
      name: 'Winnerlook, orders',
      baseUrl: 'https://101.37.133.245:11008',
      priority: -3,
      callback: { token: 'a.b_c~d-1', allowedIps: ['101.37.133.0/24'] },
      limits: { requestsPerSecond: 0.5, perRecipient: { 86400: 3 } },
      timeouts: { connect: 1, total: 2 },
      tls: { fingerprint: 'AB'.repeat(32) },
      recordings: { hosts: ['*.example.com', 'http://203.0.113.7:8080'], allowPrivate: false, archive: true },
    };
    expect(await read([full])).toEqual([full]);
    const [shouted] = await read([{ ...WINNERLOOK, recordings: { hosts: ['REC.Example.com'] } }]);
    expect(shouted?.recordings?.hosts).toEqual(['rec.example.com']);
    const [account] = await read([{ ...full, baseUrl: 'https://vendor.example/api/' }]);
    expect(account?.baseUrl).toBe('https://vendor.example/api');
  });

  test('stands in its place in the file', async () => {
    const several = ['acct_b', 'acct_a', 'acct_c'].map((id) => ({ ...WINNERLOOK, id }));
    expect((await read(several)).map(({ id }) => id)).toEqual(['acct_b', 'acct_a', 'acct_c']);
  });
});

const AT_OTHER_VENDORS = {
  INTERLINE: { credentials: { devid: 'd', authKey: 'k', appid: 'a' }, baseUrl: 'https://interline.example' },
  JUMDATA: { credentials: { appId: 'a', appSecret: 's' } },
  EMAY: {
    credentials: { appId: 'a', secretKey: '0123456789abcdef' },
    baseUrl: 'https://emay.example',
    services: ['notification', 'voiceSms'],
  },
  KSYUN: { credentials: { accessKey: 'a', secretKey: 's' } },
};

describe('each vendor', () => {
  test('of the house can have accounts, with credentials as it names them', async () => {
    const others = Object.entries(AT_OTHER_VENDORS).map(([vendor, account]) => ({
      id: `acct_${vendor}`,
      vendor,
      ...account,
      callback: { token: 't' },
    }));
    const accounts = await read([WINNERLOOK, ...others]);
    const known = createRegistry().modules.map(({ vendor }) => vendor);
    for (const { vendor } of accounts) expect(known).toContain(vendor);
    for (const account of accounts.slice(1)) expect(account).toMatchObject(others[accounts.indexOf(account) - 1] ?? {});
  });

  test('that gives each customer an address of its own is not used without one', async () => {
    const addressed = createRegistry().modules.filter(({ defaultBaseUrl }) => defaultBaseUrl === undefined);
    for (const { vendor } of addressed) {
      const { credentials } = AT_OTHER_VENDORS[vendor as keyof typeof AT_OTHER_VENDORS];
      const faults = await faultsOf([{ id: 'acct_1', vendor, credentials, callback: { token: 't' } }]);
      expect(faults, vendor).toEqual([expect.stringMatching(/^0\.baseUrl: /)]);
    }
  });

  test('that sells services separately has them named, and no others', async () => {
    const account = { ...WITHOUT_CREDENTIALS, ...AT_OTHER_VENDORS.EMAY, vendor: 'EMAY' };
    expect(await faultsOf([{ ...account, services: ['fax'] }])).toEqual([expect.stringMatching(/^0\.services\.0: /)]);
    expect(await faultsOf([{ ...account, services: [] }])).toEqual([expect.stringMatching(/^0\.services: /)]);
    expect(await faultsOf([{ ...WINNERLOOK, services: ['notification'] }])).toEqual([
      expect.stringContaining('services'),
    ]);
  });

  test('that has credentials for a time only takes them', async () => {
    const { credentials } = AT_OTHER_VENDORS.KSYUN;
    const account = { ...WITHOUT_CREDENTIALS, vendor: 'KSYUN', credentials: { ...credentials, securityToken: 'now' } };
    expect(await read([account])).toMatchObject([account]);
  });
});

describe('a secret', () => {
  test('can be read from the environment or from a file, without the line’s end', async () => {
    const path = await write('from-a-file\n');
    const account = {
      ...WINNERLOOK,
      credentials: { appId: { env: 'APP_ID' }, token: { file: path } },
      callback: { token: { env: 'CALLBACK' } },
    };
    expect(await read([account], { APP_ID: 'from-the-environment', CALLBACK: 'c' })).toMatchObject([
      { credentials: { appId: 'from-the-environment', token: 'from-a-file' }, callback: { token: 'c' } },
    ]);
  });

  test('that is missing is named by where it should be, every one of them', async () => {
    const empty = await write(' \n');
    const account = {
      ...WINNERLOOK,
      credentials: { appId: { env: 'NO_SUCH_VARIABLE' }, token: { file: '/no/such/file' } },
      callback: { token: { file: empty } },
    };
    const faults = await faultsOf([account, { ...account, id: 'acct_2', credentials }]);
    expect(faults).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^0\.credentials\.appId: .*NO_SUCH_VARIABLE/),
        expect.stringMatching(/^0\.credentials\.token: .*\/no\/such\/file/),
        expect.stringContaining(`0.callback.token: the file ${empty}`),
        expect.stringContaining(`1.callback.token: the file ${empty}`),
      ]),
    );
    expect(faults).toHaveLength(4);
  });

  test('that is an empty variable is missing too', async () => {
    const account = { ...WINNERLOOK, credentials: { ...credentials, token: { env: 'EMPTY' } } };
    expect(await faultsOf([account], { EMPTY: '' })).toEqual([expect.stringContaining('EMPTY')]);
  });

  test('stands in no fault', async () => {
    const account = {
      ...WINNERLOOK,
      vendor: 'NOBODY',
      credentials: { appId: 'app', token: 'secret-token', x: 'secret-x' },
    };
    const faults = [...(await faultsOf([account])), ...(await faultsOf([{ ...account, vendor: 'WINNERLOOK' }]))];
    expect(faults.join()).not.toMatch(/secret-/);
    const callback = { token: 'secret token with spaces' };
    expect((await faultsOf([{ ...WINNERLOOK, callback }])).join()).not.toContain('secret token');
  });
});

describe('a fault of an account is named by its place:', () => {
  test.each<[string, object, RegExp]>([
    ['a vendor that does not exist', { vendor: 'TWILIO' }, /^0\.vendor: /],
    ['a vendor in small letters', { vendor: 'winnerlook' }, /^0\.vendor: /],
    [
      'another vendor’s credentials',
      { credentials: { accessKey: 'a', secretKey: 'b' } },
      /^0\.credentials(\.appId)?: /,
    ],
    ['a credential too many', { credentials: { ...credentials, password: 'p' } }, /^0\.credentials: .*password/],
    ['a credential that is missing', { credentials: { appId: 'app' } }, /^0\.credentials\.token: /],
    ['a credential of another kind', { credentials: { appId: 7, token: 't' } }, /^0\.credentials\.appId: /],
    ['an id without its prefix', { id: 'winnerlook' }, /^0\.id: .*acct_/],
    ['an id with a slash', { id: 'acct_a/b' }, /^0\.id: /],
    ['a setting that does not exist', { prioritty: 1 }, /^0(\.\w+)?: .*prioritty/],
    ['half a priority', { priority: 1.5 }, /^0\.priority: /],
    ['an address that is not valid', { baseUrl: 'vendor.example' }, /^0\.baseUrl: /],
    [
      'a callback’s token that an address cannot hold',
      { callback: { token: 'a/b' } },
      /^0\.callback\.token: .*letters/,
    ],
    ['an empty callback’s token', { callback: { token: '' } }, /^0\.callback\.token: /],
    [
      'a callback’s base that is no http address',
      { callback: { token: 't', baseUrl: 'ftp://voice.example.com' } },
      /^0\.callback\.baseUrl: /,
    ],
    [
      'a callback’s base with a query',
      { callback: { token: 't', baseUrl: 'http://voice.example.com/?a=b' } },
      /^0\.callback\.baseUrl: .*no user name, password, \? or #/,
    ],
    ['no callback', { callback: undefined }, /^0\.callback: /],
    ['no patience', { timeouts: { total: 0 } }, /^0\.timeouts\.total: /],
    ['a rate of nothing', { limits: { requestsPerSecond: 0 } }, /^0\.limits\.requestsPerSecond: /],
    ['a rate over no number of seconds', { limits: { perRecipient: { day: 3 } } }, /^0\.limits\.perRecipient/],
    ['a CA and a fingerprint', { tls: { ca: 'a', fingerprint: 'b' } }, /^0\.tls: /],
    ['a host that matches every host', { recordings: { hosts: ['*'] } }, /^0\.recordings\.hosts\.0: must be a host/],
  ])('%s', async (_what, changes, fault) => {
    const faults = await faultsOf([{ ...WINNERLOOK, ...changes }]);
    expect(faults.length).toBeGreaterThan(0);
    expect(
      faults.some((each) => fault.test(each)),
      faults.join('\n'),
    ).toBe(true);
  });

  test('an id that two accounts have', async () => {
    const faults = await faultsOf([WINNERLOOK, { ...WINNERLOOK, id: 'acct_2' }, WINNERLOOK]);
    expect(faults).toEqual([expect.stringMatching(/^2\.id: .*acct_1.*another account/)]);
  });

  test('faults of several accounts at once', async () => {
    const faults = await faultsOf([
      { ...WINNERLOOK, id: 'one' },
      WINNERLOOK,
      { ...WITHOUT_CREDENTIALS, id: 'acct_3' },
      { ...WINNERLOOK, id: 'acct_4', vendor: 'TWILIO' },
    ]);
    expect(faults.map((fault) => fault.split(/[.:]/)[0])).toEqual(['0', '2', '3']);
  });

  test('an id that two accounts have beside another fault', async () => {
    const faults = await faultsOf([WINNERLOOK, { ...WINNERLOOK, priority: 1.5 }]);
    expect(faults.some((fault) => fault.startsWith('1.priority'))).toBe(true);
    expect(faults.some((fault) => fault.startsWith('1.id'))).toBe(true);
  });
});

describe('a file of accounts', () => {
  test.each([
    ['that is no JSON', '{"id": ', /is not JSON/],
    ['that is no list', { accounts: [] }, /^file: /],
    ['that is empty', '', /is not JSON/],
  ])('%s is refused by its name', async (_what, content, fault) => {
    expect(await faultsOf(content)).toEqual([expect.stringMatching(fault)]);
  });

  test('that cannot be read is refused by its name', () => {
    const read = () => readConfig({ SANDBOX: 'true', ACCOUNTS_FILE: '/no/such/accounts.json' });
    expect(read).toThrow(/ACCOUNTS_FILE: \/no\/such\/accounts\.json cannot be read \(ENOENT\)/);
  });
});
