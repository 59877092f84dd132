import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ByteRange, parseByteRange, parseContentRange, rangeHeader, spanOf } from '../../src/domain/byte-range.ts';

describe('a Range header', () => {
  test.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=5-', { first: 5 }],
    ['bytes=-5', { suffix: 5 }],
    [' bytes=1-2 ', { first: 1, last: 2 }],
  ])('%s is understood, and written the same again', (header, range) => {
    expect(parseByteRange(header)).toEqual(range);
    expect(rangeHeader(range as ByteRange)).toBe(header.trim());
  });

  test.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=2-1',
    'bytes=0-1,3-4',
    'items=0-1',
    'bytes=a-b',
    'bytes=1e3-',
    'bytes=99999999999999999-',
  ])('%s is none, so the whole may be sent', (header) => {
    expect(parseByteRange(header)).toBeUndefined();
  });

  test('means just those bytes of a file that an array’s slice has; none where that is empty', () => {
    const range = fc.oneof(
      fc.record({ suffix: fc.nat(300) }),
      fc.record({ first: fc.nat(300) }),
      fc.tuple(fc.nat(300), fc.nat(300)).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) })),
    );
    fc.assert(
      fc.property(range, fc.nat(200), (asked: ByteRange, size) => {
        const bytes = Array.from({ length: size }, (_, index) => index);
        const expected =
          'suffix' in asked
            ? bytes.slice(Math.max(0, size - asked.suffix))
            : bytes.slice(asked.first, asked.last === undefined ? size : asked.last + 1);
        const span = spanOf(asked, size);
        expect(span ? bytes.slice(span.start, span.end + 1) : []).toEqual(expected);
      }),
    );
  });
});

describe('a Content-Range header', () => {
  test('tells the span, and the size where it is known', () => {
    expect(parseContentRange('bytes 0-9/10')).toEqual({ span: { start: 0, end: 9 }, size: 10 });
    expect(parseContentRange('bytes 5-9/*')).toEqual({ span: { start: 5, end: 9 }, size: undefined });
  });

  test.each([undefined, '', 'bytes */10', 'bytes 5-4/10', 'bytes 0-10/10', '0-9/10', 'bytes 0-9', 'bytes -1-9/10'])(
    '%s makes no sense',
    (header) => {
      expect(parseContentRange(header)).toBeUndefined();
    },
  );
});
