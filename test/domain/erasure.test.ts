import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactionOf } from '../../src/domain/erasure.ts';

const NUMBER = '13800138000';
const { isIn, strike, without } = redactionOf(NUMBER);

describe('a number in a text', () => {
  test.each([
    NUMBER,
    '+8613800138000',
    '8613800138000',
    '0086 138 0013 8000',
    '138-0013-8000',
    '013800138000',
    `{"caller":"${NUMBER}"}`,
    `{"caller":${NUMBER}}`,
    `from=${NUMBER}&to=x`,
    `reports=%7B%22mobile%22%3A%22${NUMBER}%22%7D`,
    `%20${NUMBER}`,
    '%2B8613800138000',
    `{"caller":"\\u0020${NUMBER}"}`,
    `打给${NUMBER}了`,
    '１３８００１３８０００',
    '1\u200b38\u206000138000',
    'tel:+86-138-0013-8000;ext=1',
    '%31%33%38%30%30138000',
    'phone=%EF%BC%91%EF%BC%93%EF%BC%98%EF%BC%90%EF%BC%90138000',
    '{"a":"\\u0031\\u0033\\u0038\\u00300138000"}',
    '{"a":"{\\"b\\":\\"\\\\u0031\\\\u00338\\\\u20110013\\\\uff0d8000\\"}"}',
    '%7B%22b%22%3A%22%5Cu0031%5Cu003380013 8000%22%7D',
    '&#49;&#x33;8&nbsp;0013&ndash;8000',
    '138%C2%A00013%E2%80%918000',
    '138+0013+8000',
    '(0)138/0013/8000',
  ])('is found and struck out: %s', (text) => {
    expect(isIn(text)).toBe(true);
    expect(strike(text)).not.toMatch(/138-?\s?0013|0138000|１/);
    expect(isIn(strike(text))).toBe(false);
  });

  test.each(['', '1380013800', '138001380001', '913800138000', '2013800138000', 'tel: 13800138001'])(
    'is not taken for another one: %s',
    (text) => {
      expect(isIn(text)).toBe(false);
      expect(strike(text)).toBe(text);
    },
  );

  test.each([
    ['02112345678', ['021-1234-5678', '+86 21 12345678', '(021) 12345678', '862112345678']],
    [
      '+493012345678',
      ['+49 30 1234 5678', '0049 3012345678', '493012345678', '+49 (0)30 1234 5678', '%2B493012345678'],
    ],
    ['75512345', ['755 12345', '75512345']],
    ['0013800138000', ['0013800138000', '00 13800138000', '００13800138000']],
    ['anonymous', ['anonymous', 'Anonymous', '%61nonymous']],
    ['sip:alice@example.com', ['sip:alice@example.com', 'sip%3Aalice%40example.com']],
    ['未知', ['未知', '\\u672a\\u77e5', '%E6%9C%AA%E7%9F%A5']],
  ])('is found as people write it: %s', (number, spellings) => {
    for (const text of spellings) expect(redactionOf(number).isIn(`call ${text}.`), text).toBe(true);
  });

  test('leaves everything else as it was', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        fc.pre(!/\d$|\\u[0-9a-f]*$|[%+\s\-().]$/i.test(before) && !/^\d/.test(after));
        expect(strike(`${before}${NUMBER}${after}`)).toBe(`${before}****${after}`);
      }),
    );
  });
});

test('what is no number is no part of another word', () => {
  const look = redactionOf('anonymous');
  for (const text of ['anonymously', 'nonymous', '']) expect(look.isIn(text), text).toBe(false);
  expect(redactionOf('75512345').isIn('+8675512345 075512345678')).toBe(false);
});

describe('a record', () => {
  test('loses the fields and entries that are the number, and its name in every text', () => {
    const record = {
      id: 'bnd_1',
      vendorCallId: NUMBER,
      terms: { numberA: '+86 138 0013 8000', numberB: '13900139000' },
      numbers: [NUMBER, '13900139000'],
      metadata: { [NUMBER]: true, note: `ring ${NUMBER} twice`, phone: 13_800_138_000, list: [13_800_138_000, 7] },
      createdAt: 13_800_138_000,
    };
    expect(without(record)).toEqual({
      id: 'bnd_1',
      vendorCallId: NUMBER,
      terms: { numberB: '13900139000' },
      numbers: ['13900139000'],
      metadata: { '****': true, note: 'ring **** twice', list: [7] },
      createdAt: 13_800_138_000,
    });
  });

  test('without the number stays as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!JSON.stringify(value).includes('138'));
        expect(without(value)).toEqual(value);
      }),
    );
  });
});
