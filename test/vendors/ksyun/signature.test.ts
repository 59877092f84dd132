import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ksyun } from '../../../src/vendors/ksyun/index.ts';
import { canonicalize, percentEncode, sign } from '../../../src/vendors/ksyun/signature.ts';

const PRINTED_PARAMETERS = {
  Mobile: '1xxxx',
  TplId: '1',
  Code: '123456',
  PlayTimes: '1',
  Action: 'CallVerify',
  Version: '2020-05-01',
  SignatureVersion: '1.0',
  SignatureMethod: 'HMAC-SHA256',
  Timestamp: '2020-04-15T14:58:22Z',
  Service: 'voice',
  Accesskey: 'AKxxx',
};
const PRINTED_CANONICAL =
  'Accesskey=AKxxx&Action=CallVerify&Code=123456&Mobile=1xxxx&PlayTimes=1&Service=voice&SignatureMethod=HMAC-SHA256' +
  '&SignatureVersion=1.0&Timestamp=2020-04-15T14%3A58%3A22Z&TplId=1&Version=2020-05-01';

test('the document’s complete sample is reproduced, string and signature', () => {
  expect(canonicalize(PRINTED_PARAMETERS)).toBe(PRINTED_CANONICAL);
  expect(sign(PRINTED_CANONICAL, 'SKxxx')).toBe('b28616f50f00380341a647c73101a459d8119c9d4a98fcff5fa4a023f82ef229');
});

test('the order of the parameters and those that are undefined make no difference', () => {
  const reversed = Object.fromEntries(Object.entries(PRINTED_PARAMETERS).reverse());
  expect(canonicalize({ ...reversed, Region: undefined })).toBe(PRINTED_CANONICAL);
});

test('capitals sort before small letters, as bytes do', () => {
  expect(canonicalize({ a: '1', B: '2', A: '3', AB: '4' })).toBe('A=3&AB=4&B=2&a=1');
});

test.each([
  [' ', '%20'],
  ['+', '%2B'],
  ['*', '%2A'],
  ['~', '~'],
  ["!'()", '%21%27%28%29'],
  ['-_.', '-_.'],
  ['%20', '%2520'],
  ['您', '%E6%82%A8'],
  ['\ud800', '%EF%BF%BD'],
])('%j is encoded as %s', (text, encoded) => {
  expect(percentEncode(text)).toBe(encoded);
});

test('whatever the text, only unreserved characters and percent signs are left, and it decodes to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const encoded = percentEncode(text);
      expect(encoded).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
      expect(decodeURIComponent(encoded)).toBe(text.toWellFormed());
    }),
  );
});

test('a request bears the signature over everything else it sends, a security token included', () => {
  const account = {
    id: 'acct_1',
    vendor: 'KSYUN',
    baseUrl: 'https://voice.api.ksyun.com',
    credentials: { accessKey: 'AKxxx', secretKey: 'SKxxx', securityToken: 'a+b/c==' },
    services: undefined,
    callbackUrl: () => 'https://example.com/',
  };
  const order = {
    kind: 'NOTIFICATION',
    recipients: [{ number: '13800138000', token: 'msg1' }],
    content: { templateId: '1', templateParameters: [{ name: 'text', value: '您 好*' }] },
  } as const;

  const request = ksyun.operations.sendVoiceNotification?.request(
    account,
    order,
    Date.UTC(2020, 3, 15, 14, 58, 22, 999),
  );

  expect(request?.url).toBe('https://voice.api.ksyun.com/');
  expect(request?.headers).toEqual({
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  });
  const [signed = '', signature] = request?.body?.split('&Signature=') ?? [];
  expect(signature).toBe(createHmac('sha256', 'SKxxx').update(signed).digest('hex'));
  expect(signed).toContain('SecurityToken=a%2Bb%2Fc%3D%3D');
  expect(signed).toContain('Timestamp=2020-04-15T14%3A58%3A22Z');
  expect(signed).toContain('TplParams=%7B%22text%22%3A%22%E6%82%A8%20%E5%A5%BD%2A%22%7D');
});
