import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from '../../src/vendors/json.ts';

test.each([
  ['12345678901234567890', '12345678901234567890'],
  ['-12345678901234567891', '-12345678901234567891'],
  ['9007199254740993', '9007199254740993'],
  ['9007199254740993.0', '9007199254740993.0'],
  ['1234567890.123456789', '1234567890.123456789'],
  ['1.2345678901234567890e19', '1.2345678901234567890e19'],
  ['1e400', '1e400'],
  ['1e-400', '1e-400'],
  ['123456789012345', 123456789012345],
  ['1e3', 1000],
  ['480.0', 480],
  ['0.1', 0.1],
])('%s is read as %j', (source, value) => {
  expect(parseJson(source)).toEqual(value);
  expect(parseJson(`{"id":${source},"text":"${source}","list":[ ${source} ,1]}`)).toEqual({
    id: value,
    text: source,
    list: [value, 1],
  });
});

test('two numbers of any length are the same only where they are written the same', () => {
  const digits = fc.stringMatching(/^[1-9]\d{0,39}$/);
  fc.assert(
    fc.property(digits, digits, (one, other) => {
      const [first, second] = parseJson(`[${one},${other}]`) as unknown[];
      expect(String(first) === String(second)).toBe(one === other);
      expect(String(first)).toBe(one);
    }),
  );
});

test('whatever has no long number is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), (text) => {
      fc.pre(!/[\d.]{16}|e[+-]?\d{3}/i.test(text));
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test.each(['', '{', '[1,]', 'NaN', '{"a":1}x', '\u0000'])('%j is no JSON', (text) => {
  expect(parseJson(text)).toBeUndefined();
});

test('nesting of any depth is read or none, and throws nothing', () => {
  for (const inside of ['1', '12345678901234567890']) {
    const depth = 200_000;
    expect(() => parseJson(`${'['.repeat(depth)}${inside}${']'.repeat(depth)}`)).not.toThrow();
  }
});

test('a megabyte of long numbers costs no more than its length', () => {
  const started = performance.now();
  expect(parseJson(`[${Array(50_000).fill('12345678901234567890').join()}]`)).toHaveLength(50_000);
  for (const text of ['1'.repeat(1_000_000), '1.'.repeat(500_000), ' 1e'.repeat(300_000), ',-'.repeat(500_000)]) {
    expect(parseJson(`[${text}`)).toBeUndefined();
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});
