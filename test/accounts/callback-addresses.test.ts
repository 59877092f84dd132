import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAccounts } from '../../src/accounts/accounts.ts';
import { callbackDoubts } from '../../src/accounts/callback-addresses.ts';
import type { AccountConfig } from '../../src/config/accounts.ts';
import { createRegistry } from '../../src/vendors/registry.ts';
import { ACCOUNT, PRODUCTION } from '../support/production.ts';
import { startService, temporaryFolder } from '../support/service.ts';

const HTTPS = 'https://voice.example.com/api';

/** The accounts of a file, one a vendor but for the second of Winnerlook, under a PUBLIC_URL. */
function open(publicUrl: string, baseUrl?: string) {
  const configs = createRegistry().modules.map(
    ({ vendor }): AccountConfig => ({
      id: `acct_${vendor.toLowerCase()}`,
      vendor,
      baseUrl: 'http://127.0.0.1:9',
      credentials: {},
      priority: 0,
      callback: { token: 't', ...(vendor === 'WINNERLOOK' && baseUrl ? { baseUrl } : {}) },
    }),
  );
  return openAccounts(
    configs,
    createRegistry(),
    () => publicUrl,
    () => undefined,
  );
}

test('an https PUBLIC_URL causes a warning for the vendor whose document names only http', () => {
  expect(callbackDoubts(open(HTTPS).all)).toEqual([
    {
      account: 'acct_winnerlook',
      setting: 'PUBLIC_URL',
      message: expect.stringMatching(/2\.1\.1 to 2\.1\.3.*https:\/\/voice\.example\.com.*callback\.baseUrl/),
    },
  ]);
  expect(callbackDoubts(open('http://voice.example.com').all)).toEqual([]);
});

test('an account’s callback.baseUrl overrides PUBLIC_URL, in its addresses and in the warning', () => {
  const { all, find } = open(HTTPS, 'http://voice-callbacks.example.com:8080/v');
  expect(callbackDoubts(all)).toEqual([]);
  expect(find('acct_winnerlook')?.atVendor.callbackUrl('sms')).toBe(
    'http://voice-callbacks.example.com:8080/v/callbacks/acct_winnerlook/t/sms',
  );
  expect(find('acct_ksyun')?.atVendor.callbackUrl()).toBe(`${HTTPS}/callbacks/acct_ksyun/t`);
  expect(callbackDoubts(open('http://voice.example.com', HTTPS).all)).toMatchObject([{ setting: 'callback.baseUrl' }]);
});

test('the process logs the warning at its start, and starts', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'accounts.json');
  await writeFile(file, JSON.stringify([ACCOUNT]));
  const settings = { ...PRODUCTION, ACCOUNTS_FILE: file, PUBLIC_URL: HTTPS, LOG_LEVEL: 'warn' };
  await using service = await startService(folder.path, settings);
  expect(service.output()).toMatch(/"account":"acct_test","setting":"PUBLIC_URL".*callback\.baseUrl/);
});
