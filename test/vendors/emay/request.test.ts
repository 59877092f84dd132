import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { productOf, signature, timestampOf } from '../../../src/vendors/emay/client.ts';
import { emay } from '../../../src/vendors/emay/index.ts';
import type { SendOrder, VendorAccount } from '../../../src/vendors/vendor.ts';

const CREDENTIALS = { appId: 'EUCP-EMY-DDDD-3EEEE', secretKey: '1234567890ABCDEF' };
const ACCOUNT: VendorAccount<typeof CREDENTIALS> = {
  id: 'acct_1',
  vendor: 'EMAY',
  baseUrl: 'http://vendor.invalid:8080',
  credentials: CREDENTIALS,
  services: ['notification'],
  callbackUrl: () => '',
};
// 2017-01-01 12:00:00 in Beijing, the time of the document's examples.
const NOW = Date.parse('2017-01-01T04:00:00Z');

const notify = (text: string) => {
  const order: SendOrder = {
    kind: 'NOTIFICATION',
    recipients: [{ number: '18001098901', token: 'msg1' }],
    content: { text },
  };
  return emay.operations.sendVoiceNotification?.request(ACCOUNT, order, NOW);
};

describe('the signature', () => {
  // The document's own sign is a placeholder; these are what md5sum makes of the three parts.
  test('is the lower-case md5 of appId, secretKey and time', () => {
    expect(signature(CREDENTIALS, '20170101120000')).toBe('76e47004c6bdd6f14610901817fb4eb3');
  });

  test('of a balance has no time in it', () => {
    expect(signature(CREDENTIALS)).toBe('0c8bb11442cb83dcc6102f1b9c567950');
    const body = new URLSearchParams(emay.operations.refreshAccount?.request(ACCOUNT, {}, NOW).body);
    expect([...body]).toEqual([
      ['appId', CREDENTIALS.appId],
      ['sign', '0c8bb11442cb83dcc6102f1b9c567950'],
    ]);
  });

  test.each([
    ['2016-12-31T15:59:59Z', '20161231235959'],
    ['2016-12-31T16:00:00Z', '20170101000000'],
    ['2024-02-28T16:00:00.999Z', '20240229000000'],
  ])('is made for Beijing’s clock: %s is %s', (utc, stamp) => {
    expect(timestampOf(Date.parse(utc))).toBe(stamp);
  });
});

describe('the form', () => {
  test('carries everything in the body, and nothing in the address', () => {
    expect(notify('hello')).toEqual({
      method: 'POST',
      url: 'http://vendor.invalid:8080/voice/send',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
      body:
        'appId=EUCP-EMY-DDDD-3EEEE&timestamp=20170101120000&sign=76e47004c6bdd6f14610901817fb4eb3&content=hello' +
        '&mobiles=18001098901&customVoiceIds=msg1&isInteractive=0',
    });
  });

  test('encodes text once', () => {
    expect(notify('100% 您+')?.body).toContain('&content=100%25+%E6%82%A8%2B&');
  });

  test('hands any text on as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(new URLSearchParams(notify(text)?.body).get('content')).toBe(text);
      }),
    );
  });
});

test.each([
  [['voiceSms'], 'join'],
  [['notification'], 'voice'],
  [['verification'], 'voice'],
  [['marketing'], 'voice'],
  [undefined, 'voice'],
] as const)('a service number sold for %s is served under /%s', (services, product) => {
  const account = { ...ACCOUNT, services };
  expect(productOf(account)).toBe(product);
  expect(emay.operations.pullReports?.request(account, { limit: 5 }, NOW).url).toBe(
    `${ACCOUNT.baseUrl}/${product}/getReport`,
  );
});
