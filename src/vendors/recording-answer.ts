import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { audioTypeByName, UNKNOWN_AUDIO } from '../domain/audio.ts';
import { type ByteRange, type ByteSpan, parseContentRange, spanOf } from '../domain/byte-range.ts';

/** What came of asking for a recording. Reasons are sentences without numbers and paths, fit for a log. */
export type Fetched =
  | {
      readonly kind: 'content';
      readonly contentType: string;
      /** Of the whole recording; undefined where the vendor does not say. */
      readonly size: number | undefined;
      /** Which part `body` is; undefined: the whole. */
      readonly span: ByteSpan | undefined;
      readonly body: Readable;
    }
  | { readonly kind: 'unsatisfiable'; readonly size: number | undefined }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused' | 'failed' | 'late'; readonly reason: string };

interface Question {
  readonly answer: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>;
  readonly url: string;
  readonly range: ByteRange | undefined;
  readonly largestBytes: number;
}

type Content = Extract<Fetched, { kind: 'content' }>;
/** An answer that holds the recording, and which part of its body is wanted; undefined: all of it. */
type Read = (Omit<Content, 'body'> & { readonly cut: ByteSpan | undefined }) | Exclude<Fetched, Content>;

/** What a vendor's answer is worth: the recording, or why it is none. */
export function readAnswer({ answer, url, range, largestBytes }: Question): Read {
  const { statusCode, headers } = answer;
  const header = (name: string) => (headers[name] === undefined ? undefined : String(headers[name]));
  const failed = (reason: string): Read => ({ kind: 'failed', reason });

  if (statusCode === 416 && range) return { kind: 'unsatisfiable', size: sizeOf416(header('content-range')) };
  if (statusCode === 404 || statusCode === 410) return { kind: 'gone' };
  if (statusCode >= 300 && statusCode < 400) {
    return { kind: 'refused', reason: 'The vendor redirected to another address; redirects are not followed.' };
  }
  if (statusCode !== 200 && statusCode !== 206) return failed(`The vendor answered with HTTP status ${statusCode}.`);
  if ((header('content-encoding') ?? 'identity') !== 'identity') return failed('The vendor sent the recording packed.');
  const contentType = acceptedType(header('content-type'), url);
  if (contentType === undefined) return failed('The vendor’s answer is no sound.');

  const part = statusCode === 206 && range ? parseContentRange(header('content-range')) : undefined;
  if (statusCode === 206 && !part) return failed('The vendor sent a part of the recording that was not asked for.');
  const length = header('content-length');
  const size = part ? part.size : length === undefined ? undefined : Number(length);
  if ((size ?? 0) > largestBytes) {
    return { kind: 'refused', reason: 'The recording is larger than RECORDING_MAX_MEGABYTES allows.' };
  }
  if (part) {
    const bytes = part.span.end - part.span.start + 1;
    if (length !== undefined && Number(length) !== bytes) return failed('The vendor sent a part of another length.');
    // Where a length is given, the HTTP client checks it.
    const cut = length === undefined ? { start: 0, end: bytes - 1 } : undefined;
    return { kind: 'content', contentType, size, span: part.span, cut };
  }
  if (!range || size === undefined) return { kind: 'content', contentType, size, span: undefined, cut: undefined };
  // The vendor has sent all of it although a part was asked for; the part is cut out here.
  const span = spanOf(range, size);
  return span ? { kind: 'content', contentType, size, span, cut: span } : { kind: 'unsatisfiable', size };
}

const sizeOf416 = (header: string | undefined): number | undefined => {
  const size = /^bytes \*\/(\d{1,15})$/.exec(header ?? '')?.[1];
  return size === undefined ? undefined : Number(size);
};

// `binary/octet-stream` is what Amazon's and compatible stores say where no type was set.
const UNTOLD = new Set([UNKNOWN_AUDIO, 'binary/octet-stream', '']);

/**
 * The type to serve it as; undefined where it is no sound. Bytes that nothing is said of go by their address's name.
 */
function acceptedType(header: string | undefined, url: string): string | undefined {
  const type = (header ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (UNTOLD.has(type)) return audioTypeByName(new URL(url).pathname) ?? UNKNOWN_AUDIO;
  return /^audio\/[a-z0-9][a-z0-9.+-]{0,63}$/.test(type) ? type : undefined;
}

/** How much of a body is taken, and how long. */
export interface Bounds {
  readonly largestBytes: number;
  /** By the clock of `performance`. */
  readonly until: number;
}

/**
 * The bytes of a body, or those of a span of it; breaks off where there are more than are allowed, or fewer than told.
 */
export async function* bytesWithin(
  body: Readable,
  span: ByteSpan | undefined,
  { largestBytes, until }: Bounds,
): AsyncGenerator<Uint8Array> {
  let place = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    const from = place;
    place += chunk.length;
    if (place > largestBytes) throw new Error('The recording is larger than RECORDING_MAX_MEGABYTES allows.');
    if (performance.now() > until) throw new Error('The vendor took too long over the recording.');
    const part = span ? chunk.subarray(Math.max(0, span.start - from), Math.max(0, span.end + 1 - from)) : chunk;
    if (part.length > 0) yield part;
    if (span && place > span.end) return;
  }
  if (span) throw new Error('The vendor’s recording ended before its length.');
}
