import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callbacks } from '../../../src/vendors/ksyun/callbacks.ts';
import { parseLenientJson, withoutTrailingCommas } from '../../../src/vendors/ksyun/lenient-json.ts';
import { RECEIPT_CODES } from '../../../src/vendors/ksyun/receipt-codes.ts';
import type { Decoded, VendorAccount } from '../../../src/vendors/vendor.ts';

const account: VendorAccount<{ accessKey: string; secretKey: string }> = {
  id: 'acct_1',
  vendor: 'KSYUN',
  baseUrl: 'https://voice.api.ksyun.com',
  credentials: { accessKey: 'AKxxx', secretKey: 'SKxxx' },
  services: undefined,
  callbackUrl: () => 'https://example.com/',
};

const decode = (body: string): Decoded[] =>
  callbacks.decode({ kind: undefined, headers: {}, body: Buffer.from(body) }, account);

const failed = (changes: Record<string, unknown> = {}) => ({
  Status: 'FAIL',
  EndTime: '',
  Duration: 0,
  CallId: '58983af181721590663223',
  ErrCode: 480,
  ErrDesc: '用户拒接',
  StartTime: '2020-05-28 18:44:10',
  AnswerTime: '',
  Mobile: '13800138000',
  PressKey: '',
  ExtId: 'msg1',
  Caller: '875100000',
  CallerDisplay: '+86 755 1234 5678',
  VoiceType: 2,
  ...changes,
});

const verdict = (changes: Record<string, unknown>) => {
  const [item] = decode(JSON.stringify([failed(changes)]));
  if (!item || !('report' in item) || item.report.type !== 'message') throw new Error(JSON.stringify(item));
  return [item.report.status, item.report.facts.outcome, item.report.facts.vendorCode];
};

const readable = (items: Decoded[]) => items.map((item) => 'report' in item);

describe('a report', () => {
  test('may come alone, without a list around it', () => {
    expect(readable(decode(JSON.stringify(failed())))).toEqual([true]);
  });

  test('gives the numbers in their one spelling and no key where none was pressed', () => {
    expect(decode(JSON.stringify([failed()]))).toMatchObject([
      { report: { recipient: '13800138000', facts: { displayedNumber: '075512345678' } } },
    ]);
    expect(JSON.stringify(decode(JSON.stringify([failed()])))).not.toContain('keysPressed');
  });

  test('that cannot be read does not spoil its neighbours', () => {
    const bad = [null, 7, [], {}, failed({ Status: 'MAYBE' }), failed({ Status: null })];
    const items = decode(JSON.stringify([failed(), ...bad, failed({ ExtId: 'msg2' })]));
    expect(readable(items)).toEqual([true, ...bad.map(() => false), true]);
    for (const item of items) if ('unreadable' in item) expect(item.unreadable).toMatch(/\S/);
  });

  test('with an odd field is read without it, and says so', () => {
    expect(decode(JSON.stringify([failed({ StartTime: 'soon', Duration: '-3' })]))).toMatchObject([
      {
        report: { status: 'FAILED' },
        remarks: [
          { field: 'StartTime', message: expect.stringMatching(/no time/) },
          { field: 'Duration', message: expect.stringMatching(/negative/) },
        ],
      },
    ]);
    expect(decode(JSON.stringify([failed({ StartTime: '0000-00-00 00:00:00' })]))[0]).not.toHaveProperty('remarks');
  });

  test('keeps every digit of an id that comes as a number', () => {
    const [one, two] = decode(
      '[{"CallId":12345678901234567890,"Status":"FAIL"},{"CallId":12345678901234567891,"Status":"FAIL",}]',
    );
    expect([one, two]).toMatchObject([
      { report: { vendorMessageId: '12345678901234567890' } },
      { report: { vendorMessageId: '12345678901234567891' } },
    ]);
  });

  test('before the break of a push that breaks off is read, and the break is said', () => {
    const whole = JSON.stringify([failed(), failed({ ExtId: 'msg2' })]);
    const items = decode(whole.slice(0, -20));
    expect(items).toMatchObject([
      { report: { token: 'msg1' } },
      { unreadable: expect.stringMatching(/breaks off after 1 whole report/) },
    ]);
  });

  test('is found by either id, and unreadable with neither', () => {
    expect(readable(decode(JSON.stringify([failed({ CallId: '' }), failed({ ExtId: null })])))).toEqual([true, true]);
    expect(decode(JSON.stringify(failed({ CallId: '', ExtId: '' })))).toEqual([
      { unreadable: expect.stringContaining('neither CallId nor ExtId') },
    ]);
  });

  test('is one of up to 200 in a push', () => {
    const reports = Array.from({ length: 200 }, (_, index) => failed({ ExtId: `msg${index}` }));
    const items = decode(JSON.stringify(reports));
    expect(
      items.flatMap((item) => ('report' in item && item.report.type === 'message' ? [item.report.token] : [])),
    ).toEqual(reports.map(({ ExtId }) => ExtId));
  });

  test('is missing from an empty list, which is said', () => {
    expect(decode('[]')).toEqual([{ unreadable: 'The push holds no report.' }]);
  });
});

describe('Status decides', () => {
  test.each([
    ['SUCCESS', 'DH:0007', 'DELIVERED', 'ANSWERED'],
    ['SUCCESS', 102, 'DELIVERED', 'ANSWERED'],
    ['SUCCESS', 'NEW', 'DELIVERED', 'ANSWERED'],
    [' SUCCESS ', 'SUCCESS', 'DELIVERED', 'ANSWERED'],
    ['Success', 102, 'DELIVERED', 'ANSWERED'],
    ['fail', 0, 'TIMED_OUT', 'NO_ANSWER'],
    ['FAIL', 'SUCCESS', 'FAILED', 'UNKNOWN'],
    ['FAIL', 'DH:0006', 'FAILED', 'UNKNOWN'],
    ['FAIL', 'NEW', 'FAILED', 'UNKNOWN'],
    ['FAIL', 0, 'TIMED_OUT', 'NO_ANSWER'],
    ['FAIL', '0', 'TIMED_OUT', 'NO_ANSWER'],
    ['FAIL', 'DH:0003', 'TIMED_OUT', 'TIMEOUT'],
    ['FAIL', 404, 'FAILED', 'BLOCKED'],
    ['FAIL', 500, 'TIMED_OUT', 'NO_ANSWER'],
  ])('%s beside ErrCode %j is %s, %s', (Status, ErrCode, status, outcome) => {
    expect(verdict({ Status, ErrCode, ErrDesc: '' })).toEqual([status, outcome, String(ErrCode)]);
  });

  test('a failed report without ErrCode says that it does not know why', () => {
    expect(verdict({ ErrCode: undefined })).toEqual(['FAILED', 'UNKNOWN', undefined]);
  });

  test('no key pressed is an answered call where the report shows that it was answered', () => {
    expect(verdict({ ErrCode: 'DH:0006', AnswerTime: '2020-05-28 18:44:20' })).toEqual([
      'FAILED',
      'ANSWERED',
      'DH:0006',
    ]);
    expect(verdict({ ErrCode: 'DH:0006', Duration: '7' })).toEqual(['FAILED', 'ANSWERED', 'DH:0006']);
  });

  test('every documented code of a failure has its outcome', () => {
    for (const { code, outcome, when } of RECEIPT_CODES.filter((row) => row.outcome !== 'ANSWERED')) {
      expect(verdict({ ErrCode: code, ErrDesc: when ?? '' })[1]).toBe(outcome);
    }
    expect(new Set(RECEIPT_CODES.map(({ code }) => code)).size).toBe(115);
  });
});

describe('a code with several meanings is refined by ErrDesc', () => {
  test.each([
    [480, '用户拒接', 'REJECTED'],
    [480, '用户关机', 'POWERED_OFF'],
    [480, '停机', 'SUSPENDED_NUMBER'],
    [480, '被叫空号', 'INVALID_NUMBER'],
    [480, '无人接听', 'NO_ANSWER'],
    [480, '正在通话中', 'BUSY'],
    [480, '软件拦截', 'BLOCKED'],
    [480, '黑名单', 'BLOCKED'],
    [480, '盲区', 'UNREACHABLE'],
    [480, '超频', 'RATE_LIMITED'],
    [480, '暂时无法联系', 'UNREACHABLE'],
    [480, '', 'UNREACHABLE'],
    [480, '超频、黑名单、盲区的问题拒接、无人接听、正在通话、软件拦截、停机、关机、空号的问题', 'UNREACHABLE'],
    [404, '超频', 'RATE_LIMITED'],
    [404, '屏蔽地区/黑名单/超频', 'BLOCKED'],
    ['DH:9999', 'app管家拦截/用户拒接/网关超时', 'UNKNOWN'],
    ['DH:9999', '用户拒接', 'REJECTED'],
    [486, '被叫方正忙或者拒绝了通话', 'BUSY'],
    [603, '无法接通', 'UNREACHABLE'],
    [5213, '关机', 'REJECTED'],
  ])('%s “%s” is %s', (ErrCode, ErrDesc, outcome) => {
    expect(verdict({ ErrCode, ErrDesc })[1]).toBe(outcome);
  });
});

describe('trailing commas', () => {
  test.each([
    ['[1,2,]', '[1,2]'],
    ['{"a":1 ,\r\n\t}', '{"a":1 \r\n\t}'],
    ['[{"a":[1,],},]', '[{"a":[1]}]'],
    ['["a,]","b\\",}",]', '["a,]","b\\",}"]'],
    ['["\\\\",]', '["\\\\"]'],
    ['[1,,]', '[1,]'],
    ['"open,]', '"open,]'],
  ])('%s becomes %s', (text, expected) => {
    expect(withoutTrailingCommas(text)).toBe(expected);
  });

  test('are dropped from any JSON they were put into, and its strings stay as they are', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(withoutTrailingCommas(json)).toBe(json);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ text: fc.constantFrom(',]', ',}', '",}', '\\', ', ]') }), { minLength: 1 }),
        (value) => {
          const printed = JSON.stringify(value, undefined, 1).replaceAll(/"\n( *[}\]])/g, '",\n$1');
          expect(parseLenientJson(printed)).toEqual(value);
        },
      ),
    );
  });

  test('cost no more than the length of the text, however it is made', () => {
    const megabyte = 1024 * 1024;
    for (const text of [
      '"\\'.repeat(megabyte / 2),
      ', '.repeat(megabyte / 2),
      `[${'"'.repeat(megabyte)}`,
      '{"a":['.repeat(megabyte / 6),
    ]) {
      const started = performance.now();
      expect(readable(decode(text))).toEqual([false]);
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});

test('any bytes are decoded or unreadable, and throw nothing', () => {
  const field = fc.oneof(fc.jsonValue(), fc.constantFrom('SUCCESS', 'FAIL', 480, 0, '', '2020-05-28 18:44:10'));
  const report = fc.record(Object.fromEntries(Object.keys(failed()).map((name) => [name, field])), {
    requiredKeys: [],
  });
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(report).map((value) => JSON.stringify(value)),
        fc.json(),
        fc.string(),
      ),
      (body) => {
        const items = decode(body);
        expect(items.length).toBeGreaterThan(0);
        for (const item of items) if ('unreadable' in item) expect(item.unreadable).toMatch(/\S/);
      },
    ),
  );
});
