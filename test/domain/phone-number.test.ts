import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isMainlandMobile,
  maskNumbersIn,
  maskPhoneNumber,
  parsePhoneNumber,
  readPhoneNumber,
} from '../../src/domain/phone-number.ts';

const text = fc.string({ unit: fc.constantFrom(...'00112345678986+ -().x') });
const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
/** Text that is a number more often than chance would make it one. */
const likelyNumber = fc
  .tuple(fc.constantFrom('', '+86', '0086', '+86 0', '+', '00', '1', '400', '0', '021-'), digits(4, 12))
  .map((parts) => parts.join(''));
const number = fc
  .oneof(text, likelyNumber)
  .map(parsePhoneNumber)
  .filter((parsed) => parsed !== undefined);

const digitsOf = (shown: string) => shown.replaceAll(/\D/g, '').length;

describe('a telephone number', () => {
  test.each([
    ['13800138000', ['13800138000', '138 0013 8000', '138-0013-8000', '+86 138-0013-8000', '0086 (138) 0013.8000']],
    ['02112345678', ['02112345678', '021-12345678', '(021) 1234 5678', '+86 21 12345678', '+86 021 12345678']],
    ['075512345678', ['0755-12345678', '+8675512345678']],
    ['65892547', ['65892547', '6589 2547']],
    ['4008001234', ['400-800-1234', '+86 400 800 1234']],
    ['95588', ['95588', '+8695588']],
    ['10086', ['10086', '+86 10086', '1 00 86']],
    ['12306', ['12306']],
    ['+12025550123', ['+1 (202) 555-0123', '001 202 555 0123']],
    ['+85221234567', ['+852 2123 4567', '0085221234567']],
  ])('%s has one spelling, however it is written', (spelling, written) => {
    expect(written.map(parsePhoneNumber)).toEqual(written.map(() => spelling));
  });

  test.each([
    '',
    '123',
    '12345678901',
    '1380013800',
    '138001380001',
    'nobody',
    '138-0013-800x',
    '+86',
    '+8632345',
    '+0123456789',
    '+1234567890123456',
    '００13800138000',
    '13800138000;13900139000',
    '%2B8613800138000',
  ])('is not “%s”', (written) => {
    expect(parsePhoneNumber(written)).toBeUndefined();
  });

  test('is spelled the same when it is read again', () => {
    fc.assert(
      fc.property(number, (parsed) => {
        expect(parsePhoneNumber(parsed)).toBe(parsed);
      }),
      { numRuns: 2_000 },
    );
  });

  test('has no separators and no letters in its one spelling', () => {
    fc.assert(
      fc.property(number, (parsed) => {
        expect(parsed).toMatch(/^\+?\d{5,15}$/);
      }),
    );
  });

  test('is not changed by separators wherever they stand', () => {
    const separators = fc.array(fc.constantFrom(' ', '-', '.', '(', ')', '\t', '\u00a0'), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(number, separators, (parsed, between) => {
        expect(parsePhoneNumber([...parsed].map((part, at) => part + between[at]).join(''))).toBe(parsed);
      }),
    );
  });

  test('that begins as a mobile number of the mainland and has its length is one', () => {
    expect(['13800138000', '19912345678'].map(isMainlandMobile)).toEqual([true, true]);
    expect(['12800138000', '02112345678', '+85291234567', '138001380000'].map(isMainlandMobile)).toEqual(
      Array(4).fill(false),
    );
  });
});

describe('what a vendor reports as a number', () => {
  test('is spelled our way where it is one', () => {
    expect(readPhoneNumber(' +86 138 0013 8000 ')).toBe('13800138000');
  });

  test('is kept as it is where it is none, so that nothing is lost', () => {
    expect(readPhoneNumber(' anonymous ')).toBe('anonymous');
    fc.assert(
      fc.property(fc.string(), (reported) => {
        expect(readPhoneNumber(reported)).toBe(parsePhoneNumber(reported.trim()) ?? reported.trim());
      }),
    );
  });
});

describe('a masked number', () => {
  test.each([
    ['13800138000', '138****8000'],
    ['02112345678', '021****5678'],
    ['4008001234', '400****1234'],
    ['65892547', '65****47'],
    ['+85221234567', '+85****4567'],
    ['95588', '****'],
    ['10086', '****'],
    ['', '****'],
  ])('of %s is %s', (real, masked) => {
    expect(maskPhoneNumber(real)).toBe(masked);
  });

  test('never shows more than 7 digits, whatever it masks', () => {
    fc.assert(
      fc.property(fc.oneof(number, digits(0, 40), fc.string()), (real) => {
        expect(digitsOf(maskPhoneNumber(real))).toBeLessThanOrEqual(7);
      }),
      { numRuns: 1_000 },
    );
  });

  test('always hides at least 3 digits of a number, and does not tell how many', () => {
    fc.assert(
      fc.property(number, (real) => {
        const masked = maskPhoneNumber(real);
        expect(digitsOf(masked)).toBeLessThanOrEqual(digitsOf(real) - 3);
        expect(masked).toMatch(/^[^*]*\*{4}[^*]*$/);
      }),
      { numRuns: 1_000 },
    );
  });

  test('in a text hides every number, and nothing shorter', () => {
    expect(maskNumbersIn('号码 13800138000 已达上限 (10), 转 02112345678')).toBe(
      '号码 138****8000 已达上限 (10), 转 021****5678',
    );
  });
});
