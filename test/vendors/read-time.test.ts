import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOdd } from '../../src/vendors/read-text.ts';
import { time } from '../../src/vendors/read-time.ts';

const NOON = Date.parse('2026-03-01T12:00:00+08:00');
const EARLIEST = Date.parse('2000-01-02T00:00:00Z');
const LATEST = Date.parse('2099-12-30T00:00:00Z');

describe('a time', () => {
  test.each([
    ['2026-03-01 12:00:00', NOON],
    ['2026-03-01 12:00:00.0', NOON],
    ['2026-03-01 12:00:00.5', NOON + 500],
    ['2026-03-01 12:00:00,123456789', NOON + 123],
    ['2026/03/01 12:00:00', NOON],
    ['2026/3/1 12:0:0', NOON],
    ['2026.03.01 12:00', NOON],
    ['2026-03-01T12:00:00', NOON],
    ['2026-03-01T12:00:00.000', NOON],
    ['2026-03-01T04:00:00Z', NOON],
    ['2026-03-01T04:00:00.000z', NOON],
    ['2026-03-01 04:00:00 UTC', NOON],
    ['2026-03-01T12:00:00+08:00', NOON],
    ['2026-03-01T12:00:00.000+0800', NOON],
    ['2026-03-01T13:00:00+09', NOON],
    ['2026-02-28T23:30:00-04:30', NOON],
    ['2026年3月1日12时00分00秒', NOON],
    ['2026年03月01日 12:00:00', NOON],
    ['２０２６－０３－０１　１２：００：００', NOON],
    ['20260301120000', NOON],
    [20260301120000, NOON],
    ['20260301120000123', NOON + 123],
    ['20260301T040000Z', NOON],
    [NOON, NOON],
    [NOON / 1000, NOON],
    [NOON / 1000 + 0.25, NOON + 250],
    [String(NOON), NOON],
    [` ${NOON / 1000} `, NOON],
  ])('%j is read', (said, at) => {
    expect(time.read(said)).toBe(at);
  });

  test.each([
    ...[undefined, null, '', ' ', 'null', 'NULL', '-', '--', 'N/A', 0, '0', '0.0', '00000000000000'],
    ...['0000-00-00 00:00:00', '0000-00-00 00:00:00.0', '0000/00/00', '0000-00-00', '0000-00-00T00:00:00Z'],
    ...['1970-01-01 08:00:00', '1970-01-01T00:00:00Z', '1970-01-01 00:00:00', '0001-01-01 00:00:00'],
    '0001-01-01T00:00:00Z',
  ])('%j says that there is none', (said) => expect(time.read(said)).toBeUndefined());

  test.each([
    ...['soon', '2026-02-30 12:00:00', '2026-13-01 12:00:00', '2026-03-01 24:00:00', '2026-03-01 12:60:00'],
    ...['2026-03-01 12:00:60', '2026-03-01', '12:00:00', '03/01/2026 12:00:00', '01-03-2026 12:00:00'],
    ...['26-03-01 12:00:00', '2026-03-01 12:00:00 CST', '2026-3-112:00:00', '20261301120000', '202603011200'],
    ...[-1, '-1', 1, 1e300, 1e16, '1e99', '1999-12-31 12:00:00', '2100-01-02 00:00:00', true, {}, [], [NOON]],
    ...['1'.repeat(100_000), `${'0'.repeat(1_000_000)}x`, '2026-03-01 12:00:00'.padEnd(1_000_000, ' 1')],
  ])('%j is odd', (said) => expect(isOdd(time.read(said))).toBe(true));

  test('of any moment is read from every writing of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: EARLIEST / 1000, max: LATEST / 1000 }),
        fc.integer({ min: -12, max: 14 }),
        (second, zone) => {
          const at = second * 1000;
          const shown = (hours: number) => new Date(at + hours * 3_600_000).toISOString().slice(0, 19);
          const offset = `${zone < 0 ? '-' : '+'}${String(Math.abs(zone)).padStart(2, '0')}:00`;
          const writings = [shown(8), shown(8).replace('T', ' '), `${shown(0)}Z`, `${shown(zone)}${offset}`];
          for (const said of [...writings, shown(8).replace(/\D/g, ''), at, second, `${at}`, `${second}`]) {
            expect(time.read(said)).toBe(at);
          }
        },
      ),
    );
  });

  test('is read from anything, or is odd, or says nothing', () => {
    const LETTERS = [...'0123456789-/:. TZ+年月日时分秒零e,'];
    const said = fc.oneof(fc.anything(), fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 40 }));
    fc.assert(
      fc.property(said, (value) => {
        const reading = time.read(value);
        if (typeof reading === 'number') {
          expect(
            Number.isInteger(reading) && reading >= EARLIEST - 172_800_000 && reading <= LATEST + 172_800_000,
          ).toBe(true);
        } else expect(reading === undefined || isOdd(reading)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
