import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactionOf } from '../../src/domain/erasure.ts';
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

/** What people and systems put before a number of the mainland. */
const prefixesOf = (own: string): string[] => {
  const behind = own.startsWith('0') ? [own.slice(1), own] : [own, `0${own}`];
  return [own, ...behind.flatMap((rest) => [`+86${rest}`, `0086${rest}`, `86${rest}`, `086${rest}`])];
};

const eachCharacter = (change: (character: string, place: number) => string) => (text: string) =>
  [...text].map(change).join('');
/** Ways in which a number is written, each of which can be applied on top of another. */
const WAYS: readonly ((text: string) => string)[] = [
  eachCharacter((character) =>
    /[0-9+]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character,
  ),
  eachCharacter((character, place) => (place % 4 === 3 ? `${character}-` : character)),
  eachCharacter((character, place) => (place % 3 === 2 ? `${character}\u00a0` : character)),
  eachCharacter((character, place) => (place % 5 === 4 ? `${character}\u200b` : character)),
  (text) => `\u202d${text}\u202c`,
  (text) => `\ufeff${text} `,
];

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
    ['+442079460958', ['+44 (0)20 7946 0958', '0044(0)20 7946 0958', '+44 20 7946 0958']],
    ['13911112222', ['8613911112222', '08613911112222', '013911112222', '+86 013911112222', '0086-13911112222']],
    [
      '13911112222',
      ['１３９１１１１２２２２', '＋８６　１３９－１１１１－２２２２', '（＋86）139·1111·2222', '٨٦١٣٩١١١١٢٢٢٢'],
    ],
    [
      '13911112222',
      ['\ufeff13911112222', '\u202d139\u200b1111\u00ad2222\u202c', '139\u2011\u20601111\u20122222', "'13911112222"],
    ],
    [
      '13911112222',
      ['139/1111/2222', '139_1111_2222', '139\u22121111\u30fc2222', '[86] 139-1111-2222', '+0086 139 1111 2222'],
    ],
    ['13911112222', ['tel:+86-139-1111-2222;ext=1', 'TEL:13911112222', 'tel:13911112222;phone-context=+86']],
    [
      '13911112222',
      ['sip:+8613911112222@10.0.0.1:5060;user=phone', 'sips:8613911112222@vendor.example', 'tel:%2B8613911112222'],
    ],
    ['02112345678', ['862112345678', '8602112345678', '0862112345678', '08602112345678', '+86 (0)21 1234 5678']],
    ['01012345678', ['861012345678', '8601012345678', '010 1234 5678']],
    ['075512345678', ['8675512345678', '86075512345678', '0755／12345678']],
    ['4008001234', ['864008001234', '04008001234', '+86-400-800-1234', '４００－８００－１２３４']],
    ['8695588', ['8695588', '869-5588']],
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

  test.each([
    // The zeros of an international prefix, and no number that North America has.
    ['0013800138000', '0013800138000'],
    // Another country's, without its plus sign.
    ['85221234567', '85221234567'],
    // 86, and too few digits for an area code with its number.
    ['86211234567', '86211234567'],
    ['+86+13911112222', '+86+13911112222'],
    ['\u202d 未知\u200b \u202c', '未知'],
  ])('is left as it is written where it cannot be told: %s', (written, read) => {
    expect(parsePhoneNumber(written)).toBeUndefined();
    expect(readPhoneNumber(written)).toBe(read);
    expect(readPhoneNumber(read)).toBe(read);
  });

  test('is spelled the same when it is read again', () => {
    fc.assert(
      fc.property(number, (parsed) => {
        expect(parsePhoneNumber(parsed)).toBe(parsed);
      }),
      { numRuns: 2_000 },
    );
  });

  test('of the mainland has one spelling, whichever way of writing it is applied to it', () => {
    const mobile = digits(9, 9).map((rest) => `13${rest}`);
    const landline = fc.tuple(fc.constantFrom('010', '021', '0755'), digits(8, 8)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(mobile, landline), fc.array(fc.constantFrom(...WAYS), { maxLength: 3 }), (own, ways) => {
        const prefixed = fc.sample(fc.constantFrom(...prefixesOf(own)), 1)[0] ?? own;
        const written = ways.reduce((text, way) => way(text), prefixed);
        expect(parsePhoneNumber(written), written).toBe(own);
        expect(readPhoneNumber(written)).toBe(own);
        expect(redactionOf(own).isIn(`打给 ${written}, 12 次`), written).toBe(true);
        expect(maskNumbersIn(`打给 ${written}, 12 次`), written).not.toContain(own.slice(-8));
      }),
      { numRuns: 1_000 },
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

  test.each([
    ['请拨 138-0013-8000', '请拨 138****8000'],
    ['请拨１３８００１３８０００。', '请拨138****8000。'],
    ['+86 138 0013 8000 已停机', '+86****8000 已停机'],
    ['1\u200b3800138000', '138****8000'],
    ['mobile=%2B86%2013800138000&x=1', 'mobile=+86****8000&x=1'],
    ['{"mobile":"\\u0031\\u0033\\u0038\\u0030\\u0030138000"}', '{"mobile":"138****8000"}'],
    ['call &#43;86&nbsp;138-0013-8000', 'call +86****8000'],
    ['(021) 1234 5678, ext. 12', '(021****5678, ext. 12'],
    ['400-800-1234', '400****1234'],
    ['6589-2547', '65****47'],
    ['10 条, 2026-03-01 12:00:00, 200099, 1.2.3.4', '10 条, 2026-03-01 12:00:00, 200099, 1.2.3.4'],
  ])('in a text hides it however it is written: %s', (text, masked) => {
    expect(maskNumbersIn(text)).toBe(masked);
  });

  test('in a text hides every number, and nothing shorter', () => {
    expect(maskNumbersIn('号码 13800138000 已达上限 (10), 转 02112345678')).toBe(
      '号码 138****8000 已达上限 (10), 转 021****5678',
    );
  });
});
