import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '../../src/events/cursor.ts';

describe('a cursor', () => {
  test('names the place that it was made of', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (place) => {
        expect(decodeCursor(encodeCursor(place))).toBe(place);
      }),
      { examples: [[0], [1], [Number.MAX_SAFE_INTEGER]] },
    );
  });

  test('can stand in an address and in JSON as it is', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (place) => {
        expect(encodeCursor(place)).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      }),
    );
  });

  test('of one place is no cursor of another', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (one, other) => {
        expect(encodeCursor(one) === encodeCursor(other)).toBe(one === other);
      }),
    );
  });

  const ofText = (text: string) => Buffer.from(text).toString('base64url');
  test.each([
    ['nothing', ''],
    ['a bare number', '42'],
    ['words', 'the beginning'],
    ['a cursor of a list', ofText('edge:bnd_1')],
    ['no place', ofText('event:')],
    ['a place before the first', ofText('event:-1')],
    ['half a place', ofText('event:1.5')],
    ['a place written otherwise', ofText('event:007')],
    ['a place in another notation', ofText('event:1e3')],
    ['a place and more', ofText('event:1 or 1=1')],
    ['a place on a second line', ofText('x\nevent:1')],
    ['a line after the place', ofText('event:1\n')],
    ['a place past any log', ofText('event:99999999999999999')],
    ['emoji', '🙂'],
  ])('of somebody else is none: %s', (_what, text) => {
    expect(decodeCursor(text)).toBeUndefined();
  });

  test('is never taken for one by chance', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decodeCursor(text)).toBeUndefined();
      }),
    );
  });
});
