import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JOIN_STATES, VOICE_STATES } from '../../../src/vendors/emay/codes.ts';
import { emay } from '../../../src/vendors/emay/index.ts';
import type { Decoded, MessageReport, VendorAccount } from '../../../src/vendors/vendor.ts';

const CREDENTIALS = { appId: 'EUCP-EMY-DDDD-3EEEE', secretKey: '1234567890ABCDEF' };
const ACCOUNT: VendorAccount<typeof CREDENTIALS> = {
  id: 'acct_1',
  vendor: 'EMAY',
  baseUrl: 'http://vendor.invalid',
  credentials: CREDENTIALS,
  services: ['notification'],
  callbackUrl: () => '',
};

const decode = (body: unknown, headers: Record<string, string> = {}): Decoded[] => {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return emay.callbacks.decode({ kind: 'report', headers, body: bytes }, ACCOUNT);
};

const report = (changes: object = {}) => ({
  appId: 'EUCP - EMY - DDDD - 3EEEE',
  voiceId: '20170392833833891100',
  customVoiceId: 'msg1',
  state: ' SUCCESS ',
  message: '成功',
  mobile: '18566666666',
  ...changes,
});

const reportOf = (item: Decoded | undefined): MessageReport => {
  if (!item || !('report' in item) || item.report.type !== 'message')
    throw new Error(`no news: ${JSON.stringify(item)}`);
  return item.report;
};

const one = (changes: object): MessageReport => reportOf(decode([report(changes)])[0]);
const unreadable = { unreadable: expect.stringMatching(/\S/) };

describe('a plain push', () => {
  test.each([
    ['a page', { code: 'SUCCESS', data: [report()] }],
    ['a bare list', [report()]],
    ['a form with a page', `reports=${encodeURIComponent(JSON.stringify({ code: 'SUCCESS', data: [report()] }))}`],
    ['a form with a bare list', `appId=x&reports=${encodeURIComponent(JSON.stringify([report()]))}`],
    ['a page behind a byte order mark', `\uFEFF${JSON.stringify([report()])}`],
    ['a page whose list is text once more', { code: 'SUCCESS', data: JSON.stringify([report()]) }],
    ['a page with one report in place of a list', { code: 'SUCCESS', data: report() }],
    ['one report by itself', report()],
  ])('as %s is decoded', (_title, body) => {
    expect(decode(body).map(reportOf)).toMatchObject([{ token: 'msg1', status: 'DELIVERED' }]);
  });

  test('whose code is odd is read, and says so', () => {
    const remark = { field: 'code', message: 'It is no text, so it was left out.' };
    expect(decode({ code: ['?'], data: [report(), report()] })).toEqual([
      { report: one({}), remarks: [remark] },
      { report: one({}) },
    ]);
  });

  test('without reports says nothing', () => {
    for (const body of ['[]', { code: 'SUCCESS', data: [] }, { code: 'SUCCESS', data: null }, { code: 'SUCCESS' }]) {
      expect(decode(body)).toEqual([]);
    }
  });

  test.each([
    ['a form whose reports are no JSON', 'reports=hello'],
    ['a form without a value', 'reports='],
    ['a code and no reports', { code: 'ERROR_SIGN' }],
    ['a page whose data is no list', { code: 'SUCCESS', data: 'gone' }],
  ])('as %s is unreadable', (_title, body) => expect(decode(body)).toEqual([unreadable]));
});

describe('whose push it is', () => {
  test.each(['EUCP-EMY-DDDD-3EEEE', ' EUCP - EMY - DDDD - 3EEEE '])('the header “%s” is this account’s', (appid) => {
    expect(decode([report()], { appid })).toMatchObject([{ report: { token: 'msg1' } }]);
  });

  test('the header of another account refuses the push', () => {
    expect(decode([report()], { appid: 'EUCP-EMY-OTHER-3EEEE' })).toEqual([unreadable]);
  });

  test('an item of another account is refused, and its neighbours are not', () => {
    const decoded = decode([report({ appId: 'EUCP - EMY - OTHER - 3EEEE' }), report({ appId: undefined })]);
    expect(decoded).toMatchObject([unreadable, { report: { token: 'msg1' } }]);
  });
});

describe('an item', () => {
  test.each([
    ['a list', []],
    ['null', null],
    ['without a state', report({ state: undefined })],
    ['with an empty state', report({ state: '  ' })],
    ['with a state that is an object', report({ state: {} })],
    ['without any id', report({ voiceId: '', customVoiceId: null })],
    ['with a state that says that there is none', report({ state: 'null' })],
  ])('%s is unreadable, and its neighbours are not', (_title, item) => {
    const decoded = decode([report(), item, report({ customVoiceId: 'msg2' })]);
    expect(decoded).toMatchObject([{ report: { token: 'msg1' } }, unreadable, { report: { token: 'msg2' } }]);
  });

  test.each([
    ['a time that is none', { callingTime: '2017-02-30 12:00:00' }],
    ['a duration that is none', { callingDuration: 'long' }],
    ['a voice reply that is none', { voiceSign: '@@' }],
    ['a voice reply of numbers that are no bytes', { voiceSign: [1, 256] }],
  ])('with %s is read without it, and says so', (_title, spoiled) => {
    const [field] = Object.keys(spoiled);
    expect(decode([report(spoiled)])).toEqual([
      { report: one({}), remarks: [{ field, message: expect.stringMatching(/left out/) }] },
    ]);
  });

  test('whose state is written in small letters is read', () => {
    expect(one({ state: ' Success ' })).toMatchObject({ status: 'DELIVERED', facts: { outcome: 'ANSWERED' } });
  });

  test('is known by either id alone', () => {
    expect(one({ voiceId: undefined })).not.toHaveProperty('vendorMessageId');
    expect(one({ customVoiceId: '' })).not.toHaveProperty('token');
  });

  test('of voice SMS has other names', () => {
    const item = { appId: CREDENTIALS.appId, joinId: '7', customJoinId: 'msg9', state: 4, desc: 'success' };
    expect(reportOf(decode([item])[0])).toEqual({
      type: 'message',
      status: 'DELIVERED',
      token: 'msg9',
      vendorMessageId: '7',
      facts: { outcome: 'ANSWERED', vendorCode: '4', vendorText: 'success' },
    });
  });

  test.each([
    [12, '12'],
    ['12', '12'],
    ['0*#', '0*#'],
    [0, '0'],
    ['', undefined],
    [null, undefined],
  ])('the keys %j are read as %s', (keyContent, keys) => {
    expect(one({ keyContent }).facts.keysPressed).toBe(keys);
  });

  test('keeps fractions of seconds, and Beijing’s time', () => {
    const { facts } = one({ callingDuration: '68.02', callingTime: '2017-03-15 12:00:00' });
    expect(facts).toMatchObject({ seconds: 68.02, calledAt: Date.parse('2017-03-15T04:00:00Z') });
  });
});

describe('the state', () => {
  test.each([...VOICE_STATES, ...JOIN_STATES])('$code is $status, $outcome', ({ code, text, status, outcome }) => {
    expect(one({ state: ` ${code} `, message: '' })).toMatchObject({
      status,
      facts: { outcome, vendorCode: code, vendorText: text },
    });
  });

  test('only a success is a delivery, and only a timeout is one', () => {
    const by = (status: string) => [...VOICE_STATES, ...JOIN_STATES].filter((row) => row.status === status);
    expect(by('DELIVERED').map(({ code }) => code)).toEqual(['SUCCESS', '4']);
    expect(by('TIMED_OUT').map(({ code }) => code)).toEqual(['TIMEOUT', '3']);
  });

  test('that no table lists keeps its raw value and is not a delivery', () => {
    expect(one({ state: 'FAIL_MOON', message: '月亮' })).toMatchObject({
      status: 'FAILED',
      facts: { outcome: 'UNKNOWN', vendorCode: 'FAIL_MOON', vendorText: '月亮' },
    });
  });
});

describe('the voice reply', () => {
  const bytes = Buffer.from([0xfb, 0xff, 0xfe, 0x00, 0x7f]);

  test.each([
    ['base64', bytes.toString('base64')],
    ['base64 in lines', `${bytes.toString('base64').slice(0, 4)}\r\n${bytes.toString('base64').slice(4)}\n`],
    ['base64url', bytes.toString('base64url')],
    ['signed bytes', [...new Int8Array(bytes)]],
    ['unsigned bytes', [...bytes]],
  ])('as %s becomes base64', (_title, voiceSign) => {
    expect(one({ voiceSign }).facts.voiceReply).toBe('+//+AH8=');
  });

  test.each(['', [], null, undefined])('that is %j is none', (voiceSign) => {
    expect(one({ voiceSign }).facts).not.toHaveProperty('voiceReply');
  });

  test('of any bytes arrives whole in every form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (array) => {
        const reply = Buffer.from(array);
        for (const voiceSign of [reply.toString('base64'), reply.toString('base64url'), [...new Int8Array(reply)]]) {
          expect(one({ voiceSign }).facts.voiceReply).toBe(reply.toString('base64'));
        }
      }),
    );
  });
});

test('any bytes at all are decoded without an exception', () => {
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((json) => Buffer.from(json)),
    fc.json().map((json) => Buffer.from(`{"code":"SUCCESS","data":[${json}]}`)),
    fc.string().map((text) => Buffer.from(`reports=${text}`)),
  );
  fc.assert(
    fc.property(body, (bytes) => {
      for (const item of decode(bytes)) expect('report' in item || /\S/.test(item.unreadable)).toBe(true);
    }),
  );
});
