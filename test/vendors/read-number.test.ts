import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seconds } from '../../src/vendors/read-number.ts';
import { isOdd } from '../../src/vendors/read-text.ts';

test.each([
  [30, 30],
  [0, 0],
  ['30', 30],
  [' 30.0 ', 30],
  ['030', 30],
  ['+30', 30],
  ['.5', 0.5],
  ['1e2', 100],
  ['30s', 30],
  ['30 S', 30],
  ['30 sec', 30],
  ['30 seconds', 30],
  ['30秒', 30],
  ['30 秒', 30],
  ['３０秒', 30],
  ['30.5s', 30.5],
  ['1分30秒', 90],
  ['1 分钟', 60],
  ['1h 2min 3s', 3723],
  ['2小时', 7200],
  ['1500ms', 1.5],
  ['1500 毫秒', 1.5],
  ['00:01:30', 90],
  ['1:00:00', 3600],
])('%j is %d seconds', (said, expected) => expect(seconds.read(said)).toBe(expected));

test.each([undefined, null, '', '  ', 'null', '-', '--', 'N/A'])('%j says nothing', (said) => {
  expect(seconds.read(said)).toBeUndefined();
});

test.each([
  ...[-1, '-1', '-0.5', '- 30', 'long', '30x', '1,5', '1,500', '1 500', '01:30', '0x1F', 'NaN', 'Infinity'],
  ...[1e300, '1e300', 2 ** 31, true, {}, [], [30], `${'1'.repeat(100_000)}s`, `${'1 h'.repeat(100_000)}`],
])('%j is odd', (said) => expect(isOdd(seconds.read(said))).toBe(true));

test('of anything, what is read is a number of seconds that a call can have lasted', () => {
  const LETTERS = [...'0123456789.,:smh 分秒时-+e'];
  const said = fc.oneof(fc.anything(), fc.double(), fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 20 }));
  fc.assert(
    fc.property(said, (value) => {
      const reading = seconds.read(value);
      if (typeof reading === 'number') expect(reading >= 0 && reading < 2 ** 31).toBe(true);
      else expect(reading === undefined || isOdd(reading)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('each number of seconds is read from each of its spellings', () => {
  fc.assert(
    fc.property(fc.nat(99), fc.nat(59), fc.nat(59), (hours, minutes, rest) => {
      const all = hours * 3600 + minutes * 60 + rest;
      const two = (part: number) => String(part).padStart(2, '0');
      const spellings = [
        `${all}s`,
        `${all} 秒`,
        `${hours}时${minutes}分${rest}秒`,
        `${two(hours)}:${two(minutes)}:${two(rest)}`,
      ];
      for (const said of [all, `${all}`, ...spellings]) expect(seconds.read(said)).toBe(all);
    }),
  );
});
