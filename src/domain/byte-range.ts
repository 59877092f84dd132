/**
 * A part of something, as an HTTP request asks for it: from a byte on, to a byte if one is named, or the last so many.
 */
export type ByteRange = { readonly first: number; readonly last?: number } | { readonly suffix: number };

/** The bytes that a range comes to in something of a known size; both ends belong to it. */
export interface ByteSpan {
  readonly start: number;
  readonly end: number;
}

// 15 digits stay below 2^53.
const SINGLE_RANGE = /^bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))$/;

/**
 * Reads a `Range` header. Undefined where it is not one single range of bytes: the whole may be sent then (RFC 9110,
 * section 14.2), and that is what happens to lists of ranges here.
 */
export function parseByteRange(header: string | undefined): ByteRange | undefined {
  const match = header === undefined ? null : SINGLE_RANGE.exec(header.trim());
  if (!match) return undefined;
  const [, first, last, suffix] = match;
  if (suffix !== undefined) return { suffix: Number(suffix) };
  if (last === undefined) return { first: Number(first) };
  return Number(last) < Number(first) ? undefined : { first: Number(first), last: Number(last) };
}

/** The span that a range means in so many bytes; undefined where none of them is in it. */
export function spanOf(range: ByteRange, size: number): ByteSpan | undefined {
  if ('suffix' in range) {
    return range.suffix === 0 || size === 0 ? undefined : { start: Math.max(0, size - range.suffix), end: size - 1 };
  }
  if (range.first >= size) return undefined;
  return { start: range.first, end: Math.min(range.last ?? size - 1, size - 1) };
}

/** A range as a `Range` header says it. */
export function rangeHeader(range: ByteRange): string {
  return 'suffix' in range ? `bytes=-${range.suffix}` : `bytes=${range.first}-${range.last ?? ''}`;
}

const CONTENT_RANGE = /^bytes (\d{1,15})-(\d{1,15})\/(?:(\d{1,15})|\*)$/;

/** Reads the `Content-Range` of a 206; undefined where it makes no sense. The size is undefined where it says `*`. */
export function parseContentRange(
  header: string | undefined,
): { readonly span: ByteSpan; readonly size: number | undefined } | undefined {
  const match = header === undefined ? null : CONTENT_RANGE.exec(header.trim());
  if (!match) return undefined;
  const span = { start: Number(match[1]), end: Number(match[2]) };
  const size = match[3] === undefined ? undefined : Number(match[3]);
  return span.end < span.start || (size !== undefined && span.end >= size) ? undefined : { span, size };
}
