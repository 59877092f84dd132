import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../src/config/config.ts';
import { temporaryFolder } from '../support/service.ts';

const JWKS = { AUTH_JWKS_URL: 'https://id.example/jwks', AUTH_ISSUER: 'https://id.example', AUTH_AUDIENCE: 'voice' };
const SECRET = { AUTH_SECRET: 's'.repeat(32) };
const TOKEN = 't'.repeat(24);

/** What is wrong with settings of the sandbox; empty where nothing is. */
function faultsOf(settings: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(settings.ACCOUNTS_FILE === undefined ? { SANDBOX: 'on', ...settings } : settings);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults;
  }
  return [];
}

/** What is wrong with settings outside the sandbox, with one account that has the given callback. */
async function productionFaults(callback: object, settings: NodeJS.ProcessEnv = SECRET): Promise<readonly string[]> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, 'accounts.json');
  const credentials = { appId: 'app', token: 'secret' };
  await writeFile(path, JSON.stringify([{ id: 'acct_1', vendor: 'WINNERLOOK', credentials, callback }]));
  return faultsOf({ ACCOUNTS_FILE: path, DATA_KEY: Buffer.alloc(32).toString('base64'), ...settings });
}

describe('a secret', () => {
  test.each(['AUTH_SECRET', 'AUTH_JWKS_URL', 'DATA_KEY', 'METRICS_TOKEN'])(
    'that came out empty stops the start, in the sandbox too: %s',
    (name) => {
      expect(faultsOf({ [name]: '' })).toEqual([expect.stringMatching(new RegExp(`^${name}: is set and empty`))]);
    },
  );

  test('of tokens that is shorter than its algorithm wants it is refused', () => {
    expect(faultsOf({ AUTH_SECRET: 's'.repeat(31) })).toEqual([expect.stringMatching(/^AUTH_SECRET: .*32 bytes/)]);
    // Three bytes a character in UTF-8.
    expect(faultsOf({ AUTH_SECRET: '密'.repeat(11) })).toEqual([]);
  });

  test('of tokens is refused beside a key set', () => {
    expect(faultsOf({ ...JWKS, ...SECRET })).toEqual([expect.stringMatching(/^AUTH_SECRET: .*AUTH_JWKS_URL/)]);
    expect(faultsOf(JWKS)).toEqual([]);
  });

  test('of the metrics must not be guessable', () => {
    expect(faultsOf({ METRICS_TOKEN: 'short' })).toEqual([expect.stringMatching(/^METRICS_TOKEN: .*24/)]);
  });
});

test.each([
  ['http://id.example/jwks', false],
  ['http://10.0.0.1/jwks', false],
  ['http://127.evil.example/jwks', false],
  ['https://id.example/jwks', true],
  ['http://127.0.0.1:8080/jwks', true],
  ['http://localhost/jwks', true],
  ['http://[::1]/jwks', true],
])('the key set is fetched over TLS, or from this machine: %s', (url, isTaken) => {
  expect(faultsOf({ ...JWKS, AUTH_JWKS_URL: url })).toEqual(
    isTaken ? [] : [expect.stringMatching(/^AUTH_JWKS_URL: must begin with https:/)],
  );
});

test('a callback token that can be guessed stops the start outside the sandbox, unless it is the one being replaced', async () => {
  expect(await productionFaults({ token: TOKEN.slice(1) })).toEqual([expect.stringMatching(/acct_1.*24 characters/)]);
  expect(await productionFaults({ token: TOKEN, previousToken: 'short' })).toEqual([]);
  expect(await productionFaults({ token: TOKEN, previousToken: 'a/b' })).toEqual([
    expect.stringContaining('previousToken'),
  ]);
});

describe('trusted proxies', () => {
  test('are none, unless they are named', () => {
    expect(readConfig({}).access.trustedProxies).toEqual([]);
    expect(readConfig({ TRUSTED_PROXIES: '10.0.0.0/8, fd00::/8,192.168.1.7' }).access.trustedProxies).toEqual([
      '10.0.0.0/8',
      'fd00::/8',
      '192.168.1.7',
    ]);
  });

  test.each(['proxy.example', '10.0.0.0/33', '10.0.0', '10.0.0.0/8;10.1.0.0/8', 'true', '0.0.0.0/0', '::/0'])(
    'are addresses or ranges, and never all addresses: %s',
    (list) => {
      expect(faultsOf({ TRUSTED_PROXIES: list })).toEqual([expect.stringMatching(/^TRUSTED_PROXIES: must/)]);
    },
  );
});

test('the metrics are public in the sandbox only, unless METRICS_PUBLIC or METRICS_TOKEN is set', async () => {
  const { metrics } = readConfig({}).access;
  expect(metrics).toEqual({ public: true, token: undefined });
  expect(readConfig({ METRICS_TOKEN: TOKEN }).access.metrics).toEqual({ public: false, token: TOKEN });
  expect(readConfig({ METRICS_TOKEN: TOKEN, METRICS_PUBLIC: 'on' }).access.metrics.public).toBe(true);
});
