import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signature } from '../../../src/vendors/jumdata/client.ts';
import { RECIPIENT_LIMITS } from '../../../src/vendors/jumdata/limits.ts';
import { sendNotification } from '../../../src/vendors/jumdata/messages.ts';
import type { SendOrder } from '../../../src/vendors/vendor.ts';

const MOBILE = '13800138000';
const order = (values: readonly string[], numbers: readonly string[] = [MOBILE]): SendOrder => ({
  kind: 'NOTIFICATION',
  recipients: numbers.map((number) => ({ number, token: 'msg0190f3a1b2c3d4e5f60718293a4b5c6d' })),
  content: { templateId: 'T1', templateParameters: values.map((value) => ({ value })) },
});
const account = {
  id: 'acct_1',
  vendor: 'JUMDATA',
  baseUrl: 'https://api.jumdata.com',
  credentials: { appId: 'xyzxy2121zxyz', appSecret: 'efcefcef1121cefcefc1212121' },
  services: undefined,
  callbackUrl: () => 'https://example.com/',
};
// The time in the example of “签名算法”.
const AT = 1_555_378_976_238;
const faultsOf = (given: SendOrder) => sendNotification.check?.(given) ?? [];

describe('a request to Jumdata', () => {
  test('is signed as the example of the document', () => {
    // sha256sum over the example's three strings, joined.
    const expected = '6ddcdc405743c576cb6d34b17b47ed56e2b9b6670fae1fe85ed01244fd31558b';
    expect(signature('xyzxy2121zxyz', 'efcefcef1121cefcefc1212121', AT)).toBe(expected);
  });

  test('is one form, encoded once, for one callee, and carries the secret only inside the signature', () => {
    expect(sendNotification.request(account, order(['50% 折扣&b=c', '李四']), AT)).toEqual({
      method: 'POST',
      url: 'https://api.jumdata.com/voice-notify/send-v2',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body:
        'appId=xyzxy2121zxyz&timestamp=1555378976238' +
        '&sign=6ddcdc405743c576cb6d34b17b47ed56e2b9b6670fae1fe85ed01244fd31558b&mobile=13800138000&templateId=T1' +
        '&param=50%25+%E6%8A%98%E6%89%A3%26b%3Dc%2C%E6%9D%8E%E5%9B%9B',
    });
    expect(sendNotification.batchSize).toBe(1);
    expect(sendNotification.repeatable).toBeFalsy();
  });

  test('hands on any values that pass the check, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 }), (values) => {
        fc.pre(faultsOf(order(values)).length === 0);
        const { body } = sendNotification.request(account, order(values), AT);
        expect(new URLSearchParams(body).get('param')?.split(',')).toEqual(values);
      }),
    );
  });
});

describe('the check before a request to Jumdata', () => {
  test.each([
    ['a landline', '02112345678'],
    ['a number abroad', '+85291234567'],
    ['a mobile number with its country code', '+8613800138000'],
    ['a service number', '95588'],
    ['a digit too many', '138001380001'],
  ])('refuses %s as a recipient and names it', (_title, number) => {
    expect(faultsOf(order([], [MOBILE, number]))).toMatchObject([
      { field: ['recipients', '1'], code: 'INVALID_NUMBER' },
    ]);
  });

  test('refuses a value with an ASCII comma, and takes the Chinese one', () => {
    expect(faultsOf(order(['一，二', '1,000元']))).toMatchObject([
      { field: ['templateParameters', '1', 'value'], code: 'INVALID_ARGUMENT' },
    ]);
  });

  test('refuses an empty value, which the vendor could take for a missing one', () => {
    expect(faultsOf(order(['']))).toMatchObject([{ field: ['templateParameters', '0', 'value'] }]);
  });

  test('takes values of 500 characters in all and refuses 501, whatever plane the characters are in', () => {
    expect(faultsOf(order(['😀'.repeat(300), '字'.repeat(200)]))).toEqual([]);
    expect(faultsOf(order(['😀'.repeat(300), '字'.repeat(201)]))).toMatchObject([{ field: ['templateParameters'] }]);
  });

  test('takes a message without variables', () => {
    expect(faultsOf({ ...order([]), content: { templateId: 'T0' } })).toEqual([]);
  });
});

test('the limits of a number are those of the document', () => {
  expect(RECIPIENT_LIMITS).toEqual([
    { calls: 1, seconds: 30 },
    { calls: 5, seconds: 24 * 60 * 60 },
  ]);
});
