import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../src/domain/error-code.ts';
import type { MessageContent } from '../../../src/domain/message.ts';
import { ksyun } from '../../../src/vendors/ksyun/index.ts';
import type { SendOrder } from '../../../src/vendors/vendor.ts';

const { sendVerificationCode, sendVoiceNotification, sendIvrCall } = ksyun.operations;

const order = (content: MessageContent, numbers = ['13800138000']): SendOrder => ({
  kind: 'NOTIFICATION',
  recipients: numbers.map((number) => ({ number, token: 'msg1' })),
  content,
});

const fieldsOf = (operation: typeof sendIvrCall, content: MessageContent, numbers?: string[]) =>
  operation?.check?.(order(content, numbers)).map(({ field, code }) => [field.join('.'), code]);

/** A row for a test of one value of one field. */
const only =
  (field: keyof MessageContent, code: ErrorCode) =>
  (value: unknown): [MessageContent, string, ErrorCode] => [{ [field]: value }, field, code];

const variables = (...values: string[]) => values.map((value, index) => ({ name: `v${index}`, value }));

test('a code takes a template of the vendor, a notification one of the customer, with its variables', () => {
  const common = { templateId: 'required', displayNumber: 'optional', region: 'optional', dryRun: 'optional' };
  expect(sendVerificationCode?.options).toEqual({ ...common, code: 'required', playTimes: 'optional' });
  expect(sendVoiceNotification?.options).toEqual({ ...common, templateParameters: 'optional' });
  expect(sendIvrCall?.options).toEqual({ ...common, templateParameters: 'optional' });
});

describe('a verification code', () => {
  const fine = { templateId: '100001', code: '123456' };
  const check = (changes: MessageContent, numbers?: string[]) =>
    fieldsOf(sendVerificationCode, { ...fine, ...changes }, numbers);

  test.each([
    ...['100001', '100002', '100003', '100004', '100005'].map((templateId) => ({ templateId })),
    ...['0123', '12345678'].map((code) => ({ code })),
    ...[1, 2].map((playTimes) => ({ playTimes })),
    { displayNumber: '02112345678' },
  ])('with %j is within the bounds', (changes) => {
    expect(check(changes)).toEqual([]);
  });

  const outside: [changes: MessageContent, field: string, code: ErrorCode][] = [
    ...['100000', '100006', '1', '0100001'].map(only('templateId', 'TEMPLATE_INVALID')),
    ...['123', '123456789', '12a4', '１２３４', ' 1234'].map(only('code', 'INVALID_ARGUMENT')),
    ...[0, 3, 1.5, -1, Number.NaN].map(only('playTimes', 'INVALID_ARGUMENT')),
    ...['+8675512345678', '', 'abc'].map(only('displayNumber', 'INVALID_NUMBER')),
  ];

  test.each(outside)('with %j is outside them', (changes, field, code) => {
    expect(check(changes)).toEqual([[field, code]]);
  });

  test('goes only to a mobile number of mainland China, and the fault names the recipient', () => {
    expect(check({}, ['13800138000', '02112345678', '+85298765432'])).toEqual([
      ['recipients.1', 'INVALID_NUMBER'],
      ['recipients.2', 'INVALID_NUMBER'],
    ]);
  });
});

describe.each([
  ['a notification', sendVoiceNotification],
  ['an IVR call', sendIvrCall],
])('%s', (_title, operation) => {
  const check = (content: MessageContent) => fieldsOf(operation, { templateId: '1001', ...content });

  test.each([
    ['no variables', []],
    ['a value of 100 characters, which is not 50', variables('好'.repeat(100))],
    ['180 characters in all, which is not 100', variables('好'.repeat(100), 'a'.repeat(80))],
    ['Chinese, English, digits and plain symbols', variables('您好 Hello，#5 +8°C ￥9.9 “引号” 㐂𠮷々〇')],
  ])('may have %s', (_what, templateParameters) => {
    expect(check({ templateParameters })).toEqual([]);
  });

  test.each([
    ['a value of 101 characters', variables('好'.repeat(101)), 'templateParameters.0.value', 'INVALID_ARGUMENT'],
    ['181 characters in all', variables('a'.repeat(100), 'b'.repeat(81)), 'templateParameters', 'INVALID_ARGUMENT'],
    ['a line break', variables('fine', 'a\nb'), 'templateParameters.1.value', 'INVALID_ARGUMENT'],
    ['a backspace', variables('a\bb'), 'templateParameters.0.value', 'INVALID_ARGUMENT'],
    ['an emoji', variables('好😀'), 'templateParameters.0.value', 'INVALID_ARGUMENT'],
    ['half a character', variables('\ud800'), 'templateParameters.0.value', 'INVALID_ARGUMENT'],
    ['another script', variables('Привет'), 'templateParameters.0.value', 'INVALID_ARGUMENT'],
    ['a web address', variables('见 https://a.cn/b'), 'templateParameters.0.value', 'CONTENT_REJECTED'],
    ['a bare web address', variables('见WWW.a.cn'), 'templateParameters.0.value', 'CONTENT_REJECTED'],
    ['a variable without a name', [{ value: '1' }], 'templateParameters.0.name', 'INVALID_ARGUMENT'],
    ['an empty name', [{ name: '', value: '1' }], 'templateParameters.0.name', 'INVALID_ARGUMENT'],
  ])('must not have %s', (_what, templateParameters, field, code) => {
    expect(check({ templateParameters })).toEqual([[field, code]]);
  });

  test('names its template by digits', () => {
    expect(check({ templateId: 'T1' })).toEqual([['templateId', 'TEMPLATE_INVALID']]);
  });

  test('has no check of what is not there: the option table asks for it', () => {
    expect(fieldsOf(operation, {})).toEqual([]);
  });
});
