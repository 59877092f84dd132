import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { striking } from '../../src/domain/erasure.ts';

const NUMBER = '13800138000';
const { isIn, strike, without } = striking(NUMBER);

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
  ])('is found and struck out: %s', (text) => {
    expect(isIn(text)).toBe(true);
    expect(strike(text)).not.toMatch(/138-?\s?0013/);
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
    ['+493012345678', ['+49 30 1234 5678', '0049 3012345678', '493012345678']],
  ])('is found as people write it: %s', (number, spellings) => {
    for (const text of spellings) expect(striking(number).isIn(`call ${text}.`), text).toBe(true);
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

describe('a record', () => {
  test('loses the fields and entries that are the number, and its name in every text', () => {
    const record = {
      id: 'bnd_1',
      vendorCallId: NUMBER,
      terms: { numberA: '+86 138 0013 8000', numberB: '13900139000' },
      numbers: [NUMBER, '13900139000'],
      metadata: { [NUMBER]: true, note: `ring ${NUMBER} twice` },
      createdAt: 13_800_138_000,
    };
    expect(without(record)).toEqual({
      id: 'bnd_1',
      vendorCallId: NUMBER,
      terms: { numberB: '13900139000' },
      numbers: ['13900139000'],
      metadata: { '****': true, note: 'ring **** twice' },
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
