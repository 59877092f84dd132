import { describe, expect, test } from 'vitest';
import type { CallReport, Decoded, VendorAccount } from '../../../src/vendors/vendor.ts';
import { winnerlook } from '../../../src/vendors/winnerlook/index.ts';
import { PRINTED_PUSH } from '../../support/winnerlook.ts';

const appId = '402bf13d73b1424484280a3e9356055e';
const account: VendorAccount<{ appId: string; token: string }> = {
  id: 'acct_1',
  vendor: 'WINNERLOOK',
  baseUrl: 'https://vendor.invalid',
  credentials: { appId, token: 'secret' },
  services: undefined,
  callbackUrl: () => '',
};
const decode = (changes: object, kind?: string, token?: string): Decoded | undefined => {
  const body = Buffer.from(JSON.stringify({ ...JSON.parse(PRINTED_PUSH), ...changes }));
  return winnerlook.callbacks.decode({ kind, token, headers: {}, body }, account)[0];
};
const callIn = (decoded: Decoded | undefined): CallReport => {
  if (!decoded || 'unreadable' in decoded || decoded.report.type !== 'call') throw new Error(JSON.stringify(decoded));
  return decoded.report;
};

describe('a call result', () => {
  test.each(['null', '-', '0000-00-00 00:00:00', '', null])(
    'whose calleeAnsweredTime is %j was not answered',
    (value) => {
      const decoded = decode({ calleeAnsweredTime: value });
      expect(callIn(decoded).facts).not.toHaveProperty('answeredAt');
      expect(decoded).not.toHaveProperty('remarks');
    },
  );

  test.each(['callerNumber', 'calleeNumber'])('with an empty %s has none, and that is said', (field) => {
    const decoded = decode({ [field]: ' ' });
    expect(Object.values(callIn(decoded).facts)).not.toContain('');
    expect(decoded?.remarks).toEqual([{ field, message: 'It is empty, so it was left out.' }]);
  });

  test('that names nothing but its call is a call of which nothing else is known', () => {
    const body = Buffer.from('{"callId":"c1"}');
    expect(winnerlook.callbacks.decode({ kind: undefined, headers: {}, body }, account)).toEqual([
      { report: { type: 'call', vendorCallId: 'c1', status: 'UNKNOWN', facts: { outcome: 'UNKNOWN' } } },
    ]);
  });

  test.each([
    [{ callerState: undefined, calleeState: '2' }, 'BUSY', '-/2'],
    [{ callerState: ' 12 ', calleeState: {} }, 'CANCELED', '12/-'],
    [{ callerState: 0, calleeState: 11, duration: '30s' }, 'ANSWERED', '0/11'],
  ])('is told by the states that can be read: %j', (states, outcome, vendorCode) => {
    expect(callIn(decode(states)).facts).toMatchObject({ outcome, vendorCode });
  });

  test('as a form is read like JSON', () => {
    const fields = { callId: 'c1', callerNumber: '13800138000', endTime: '2026/03/01 12:00:00.0', duration: 'x' };
    const body = Buffer.from(new URLSearchParams(fields).toString());
    const [decoded] = winnerlook.callbacks.decode({ kind: undefined, headers: {}, body }, account);
    expect(callIn(decoded).facts).toMatchObject({ endedAt: Date.parse('2026-03-01T12:00:00+08:00') });
    expect(decoded?.remarks).toMatchObject([{ field: 'duration' }]);
  });
});

describe('the report on a notification', () => {
  test('is named by its callId or by the token in the address, and by nothing else', () => {
    expect(decode({ callId: null }, 'notification', 'msg1')).toMatchObject({
      report: { token: 'msg1', status: 'FAILED' },
    });
    expect(decode({}, 'notification')).toMatchObject({
      report: { vendorMessageId: '17090892ea7c49418bffb0732237a03e' },
    });
    expect(decode({ callId: {} }, 'notification')).toEqual({ unreadable: expect.stringMatching(/names no message/) });
  });

  test('needs the state of the callee, and not that of the caller', () => {
    expect(decode({ calleeState: null }, 'notification', 'msg1')).toEqual({ unreadable: 'calleeState: is missing.' });
    expect(decode({ callerState: null, calleeState: '4' }, 'notification', 'msg1')).toMatchObject({
      report: { status: 'TIMED_OUT', facts: { vendorCode: '-/4' } },
    });
  });
});

describe('a push whose section is lost', () => {
  test('is read by the next name where one is odd, and says so', () => {
    expect(decode({ smsContent: {}, content: '您好', sendTime: 'soon', time: '20260301120000' }, 'sms')).toEqual({
      report: expect.objectContaining({ type: 'sms', content: '您好', at: Date.parse('2026-03-01T12:00:00+08:00') }),
      remarks: [
        { field: 'smsContent', message: expect.stringMatching(/no text/) },
        { field: 'sendTime', message: expect.stringMatching(/no time/) },
      ],
    });
  });

  test('keeps a text that says “null” or “-”', () => {
    for (const content of ['null', '-', '0']) expect(decode({ content }, 'sms')).toMatchObject({ report: { content } });
  });

  test('says which names a text was looked for under', () => {
    expect(decode({}, 'sms')).toEqual({ unreadable: 'smsContent (smsContent, content, message): is missing.' });
  });
});
