import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STATUS_OF_OUTCOME } from '../../../src/domain/call.ts';
import { callbacks } from '../../../src/vendors/interline/callbacks.ts';
import { CALL_RESULTS } from '../../../src/vendors/interline/codes.ts';
import type { VendorAccount } from '../../../src/vendors/vendor.ts';

const account: VendorAccount<{ devid: string; authKey: string; appid: string }> = {
  id: 'acct_1',
  vendor: 'INTERLINE',
  baseUrl: 'https://interline.example',
  credentials: { devid: '10000000', authKey: 'key', appid: 'app' },
  services: undefined,
  callbackUrl: () => 'https://ours.example/callbacks',
};
const TOKEN = 'bnd0190f3a1b2c3d4e5f60718293a4b5c6d';

type Fields = Record<string, unknown>;
const common: Fields = {
  devid: '10000000',
  appid: 'app',
  taskid: 'task-1',
  subid: 'sub-1',
  caller: '13800000001',
  rcaller: '17100000001',
  callee: '13800000002',
};
const record: Fields = { ...common, result: 'answered', beginTime: 1622020210 };
const start: Fields = { ...common, callTime: 1622020210 };

const decodeBytes = (body: Uint8Array | string, kind?: string) =>
  callbacks.decode({ kind, headers: {}, body: Buffer.from(body) }, account);
const decode = (fields: Fields, kind?: string) => decodeBytes(JSON.stringify(fields), kind);
const remarkOn = (field: string) => ({ field, message: expect.stringMatching(/left out/) });
const factsOf = (changes: Fields) => {
  const [item] = decode({ ...record, ...changes });
  return item && 'report' in item && item.report.type === 'call' ? item.report.facts : undefined;
};

describe('the result of a call', () => {
  test.each(CALL_RESULTS.filter(({ code }) => code !== '16').map((row) => [row.code, row] as const))(
    '%s becomes our outcome and keeps the vendor’s words',
    (code, { outcome, text }) => {
      expect(decode({ ...record, result: code })).toMatchObject([
        { report: { status: STATUS_OF_OUTCOME[outcome], facts: { outcome, vendorCode: code, vendorText: text } } },
      ]);
    },
  );

  test.each([
    ['was answered', { answerTime: 1622020220, releasedir: '2' }, 'ANSWERED'],
    ['has seconds of conversation', { duration: 5 }, 'ANSWERED'],
    ['was given up by the caller', { releasedir: '1' }, 'CALLER_HUNG_UP'],
    ['was cleared by the callee', { answerTime: 0, releasedir: '2' }, 'REJECTED'],
    ['was cleared by the platform', { duration: 0, releasedir: '0' }, 'FAILED'],
    ['was cleared by an unknown side', {}, 'CANCELED'],
    ['has an unknown releasedir', { releasedir: '7' }, 'CANCELED'],
    ['has a releasedir that every object has', { releasedir: 'constructor' }, 'CANCELED'],
  ])('16 of a call that %s is decided by that', (_title, changes, outcome) => {
    expect(factsOf({ result: '16', ...changes })?.outcome).toBe(outcome);
  });

  test('31, the other normal end, does not undo an answer', () => {
    expect(factsOf({ result: '31', answerTime: 1622020220 })?.outcome).toBe('ANSWERED');
    expect(factsOf({ result: '31' })?.outcome).toBe('FAILED');
  });

  test('a result that no table lists is unknown, and kept', () => {
    expect(factsOf({ result: '487', answerTime: 1622020220 })).toMatchObject({ outcome: 'UNKNOWN', vendorCode: '487' });
    expect(factsOf({ result: '其他' })).toMatchObject({ outcome: 'UNKNOWN', vendorCode: '其他' });
  });

  test('a result may come as a number, in capitals or with spaces around it', () => {
    expect(factsOf({ result: 17 })?.outcome).toBe('BUSY');
    expect(factsOf({ result: ' Answered ' })?.outcome).toBe('ANSWERED');
  });

  test.each([
    ['1', 'CALLER'],
    ['2', 'CALLEE'],
    [0, 'PLATFORM'],
    ['', undefined],
    ['3', undefined],
    ['constructor', undefined],
  ])('releasedir %s says who hung up', (releasedir, hungUpBy) => {
    expect(factsOf({ releasedir })?.hungUpBy).toBe(hungUpBy);
  });
});

describe('the fields of a push', () => {
  test('times are seconds; what did not happen is missing, empty, 0 or negative', () => {
    const facts = factsOf({ beginTime: '1622020210', ringTime: '', answerTime: 0, releaseTime: -1 });
    expect(facts).toMatchObject({ startedAt: 1622020210000, seconds: 0 });
    for (const name of ['ringingAt', 'answeredAt', 'endedAt']) expect(facts).not.toHaveProperty(name);
  });

  test.each([
    ['taskid', ''],
    ['taskid', null],
    ['taskid', {}],
    ['devid', ['10000000']],
    ['appid', 'null'],
  ])('a %s of %j makes the push unreadable, and says so', (name, value) => {
    expect(decode({ ...record, [name]: value })).toEqual([{ unreadable: expect.stringContaining(name) }]);
  });

  test.each([
    ['beginTime', 'yesterday'],
    ['answerTime', 1e300],
    ['releaseTime', -1],
    ['duration', 'long'],
    ['duration', -3],
    ['result', []],
    ['releasedir', '3'],
    ['caller', ''],
  ])('a %s of %j is left out, and says so', (name, value) => {
    expect(decode({ ...record, [name]: value })).toEqual([
      { report: expect.objectContaining({ vendorCallId: 'task-1' }), remarks: [remarkOn(name)] },
    ]);
  });

  test('an odd duration is not taken for none', () => {
    expect(factsOf({})?.seconds).toBe(0);
    expect(factsOf({ duration: 'long' })).not.toHaveProperty('seconds');
  });

  test.each([
    ['milliseconds', 1622020210513, 1622020210513],
    ['milliseconds as text', '1622020210513', 1622020210513],
    ['fractions of a second', 1622020210.5, 1622020210500],
    ['local time', '2021-05-26 17:10:10', 1622020210000],
  ])('a time in %s is read', (_title, beginTime, startedAt) => {
    expect(factsOf({ beginTime })?.startedAt).toBe(startedAt);
    const [item] = decode({ ...start, callTime: beginTime });
    expect(item).toEqual({ report: expect.objectContaining({ facts: expect.objectContaining({ startedAt }) }) });
  });

  test.each([
    [{ answerTime: 1622020220 }, 'COMPLETED'],
    [{ duration: 7 }, 'COMPLETED'],
    [{}, 'UNKNOWN'],
  ])('without a result a call with %j is %s', (changes, status) => {
    const { result: _lost, ...rest } = record;
    expect(decode({ ...rest, ...changes })).toMatchObject([{ report: { type: 'call', status } }]);
  });

  test.each([
    ['https://cdn.example/a b.wav?sig=x%2Fy', 'https://cdn.example/a b.wav?sig=x%2Fy'],
    ['/rec/2021/1.wav', 'https://interline.example/rec/2021/1.wav'],
    ['rec/1.wav', 'https://interline.example/rec/1.wav'],
  ])('a recording at %s is fetched from %s', (recording, url) => {
    expect(factsOf({ recording })?.recordingUrl).toBe(url);
  });

  test('numbers are written as ours are, and what is no number stays', () => {
    expect(factsOf({ caller: '+86 138-0000-0001', callee: 'anonymous', rcaller: '' })).toMatchObject({
      caller: '13800000001',
      callee: 'anonymous',
    });
    expect(factsOf({ rcaller: '' })).not.toHaveProperty('numberX');
  });

  test.each([
    ['in base64', Buffer.from(TOKEN).toString('base64'), TOKEN],
    ['plain', TOKEN, TOKEN],
    ['of another system', Buffer.from('order 17').toString('base64'), undefined],
    ['that is empty', '', undefined],
  ])('userData %s', (_title, userData, token) => {
    const [item] = decode({ ...record, userData });
    expect(item && 'report' in item && item.report.type === 'call' ? item.report.token : 'unreadable').toBe(token);
  });

  test('a transfer’s push without a subid is read', () => {
    const { subid: _none, ...rest } = record;
    const [item] = decode(rest);
    expect(item).toMatchObject({ report: { vendorCallId: 'task-1', status: 'COMPLETED' } });
    expect(item).not.toHaveProperty('news.vendorBindingId');
  });

  test.each([
    ['devid', '20000000'],
    ['appid', 'another'],
  ])('a push for another %s is not ours', (name, value) => {
    for (const fields of [record, start]) {
      expect(decode({ ...fields, [name]: value })).toEqual([{ unreadable: expect.stringContaining('another') }]);
    }
  });
});

describe('which push it is', () => {
  test('is told by any field that only one of them has, odd or not', () => {
    expect(decode({ ...common, result: {} }, 'start')).toMatchObject([{ report: { type: 'call', status: 'UNKNOWN' } }]);
    expect(decode({ ...common, releaseTime: '?' })).toMatchObject([{ report: { type: 'call', status: 'UNKNOWN' } }]);
    expect(decode({ ...common, callTime: {} }, 'cdr')).toMatchObject([
      { report: { type: 'call', status: 'INITIATED' } },
    ]);
  });

  test('is told by the address where no field tells, and is the one that claims less where nothing does', () => {
    expect(decode(common, 'cdr')).toMatchObject([{ report: { type: 'call', status: 'UNKNOWN' } }]);
    expect(decode(common, 'start')).toMatchObject([{ report: { type: 'call', status: 'INITIATED' } }]);
    expect(decode(common)).toMatchObject([{ report: { type: 'call', status: 'INITIATED' } }]);
  });

  test.each([undefined, 'cdr', 'start'])('is told by its fields at the address %s', (kind) => {
    expect(decode(record, kind)).toMatchObject([{ report: { type: 'call', status: 'COMPLETED' } }]);
    expect(decode(start, kind)).toMatchObject([{ report: { type: 'call', status: 'INITIATED' } }]);
    expect(decode({ ...start, smsContent: '好' }, kind)).toMatchObject([{ report: { type: 'sms', content: '好' } }]);
  });

  test('is told by the address where the fields fit both', () => {
    const both = { ...record, ...start };
    expect(decode(both, 'start')).toMatchObject([{ report: { status: 'INITIATED' } }]);
    expect(decode(both, 'cdr')).toMatchObject([{ report: { status: 'COMPLETED' } }]);
    expect(decode(both)).toMatchObject([{ report: { status: 'COMPLETED' } }]);
  });

  test('names without values do not count', () => {
    expect(decode({ ...start, result: '', beginTime: null, smsContent: '' })).toMatchObject([
      { report: { type: 'call', status: 'INITIATED' } },
    ]);
  });

  test('a text keeps its spaces, and a text of digits its form', () => {
    expect(decode({ ...start, smsContent: ' 1 2 ' })).toMatchObject([{ report: { content: ' 1 2 ' } }]);
    expect(decode({ ...start, smsContent: 1234 })).toMatchObject([{ report: { content: '1234' } }]);
  });
});

describe('any bytes', () => {
  const kinds = fc.constantFrom(undefined, 'cdr', 'start');

  test('are reports or unreadable with a reason, and throw nothing', () => {
    const bodies = fc.oneof(
      fc.uint8Array(),
      fc.json().map((text) => Buffer.from(text)),
      fc.webQueryParameters().map((text) => Buffer.from(text)),
      fc
        .dictionary(fc.constantFrom(...Object.keys({ ...record, ...start })), fc.jsonValue())
        .map((changes) => Buffer.from(JSON.stringify({ ...record, ...changes }))),
    );
    fc.assert(
      fc.property(bodies, kinds, (body, kind) => {
        const decoded = decodeBytes(body, kind);
        expect(decoded).toHaveLength(1);
        for (const item of decoded) if ('unreadable' in item) expect(item.unreadable).toMatch(/\S/);
      }),
    );
  });

  test('a form and JSON with the same fields say the same', () => {
    const value = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(value, value, kinds, (smsContent, taskid, kind) => {
        const fields = { ...start, callTime: '1622020210', smsContent, taskid };
        const form = new URLSearchParams(fields as Record<string, string>).toString();
        expect(decodeBytes(form, kind)).toEqual(decode(fields, kind));
      }),
    );
  });
});
