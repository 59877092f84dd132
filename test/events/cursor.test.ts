import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '../../src/events/cursor.ts';

describe('a cursor', () => {
  const place = fc.record(
    { seq: fc.maxSafeNat(), check: fc.stringMatching(/^[\w-]{8}$/) },
    { requiredKeys: ['seq'], noNullPrototype: true },
  );

  test('names the place and the event that it was made of', () => {
    fc.assert(
      fc.property(place, (made) => {
        expect(decodeCursor(encodeCursor(made))).toEqual(made);
      }),
      { examples: [[{ seq: 0 }], [{ seq: 1 }], [{ seq: Number.MAX_SAFE_INTEGER, check: '________' }]] },
    );
  });

  test('can stand in an address and in JSON as it is', () => {
    fc.assert(
      fc.property(place, (made) => {
        expect(encodeCursor(made)).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
      }),
    );
  });

  test('of one place is no cursor of another', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        const isSame = one.seq === other.seq && one.check === other.check;
        expect(encodeCursor(one) === encodeCursor(other)).toBe(isSame);
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
    ['a check that is too short', ofText('event:1:abc')],
    ['a check of other characters', ofText('event:1:abcdefg+')],
    ['a check and more', ofText('event:1:abcdefgh:1')],
    ['a line after the check', ofText('event:1:abcdefgh\n')],
    ['emoji', '🙂'],
  ])('of another system is none: %s', (_what, text) => {
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
