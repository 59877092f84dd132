import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';
import type { Remark } from '../domain/delivery.ts';
import { parseJson } from './answer.ts';
import { chooseCharset, DAMAGED, declaredCharset, decodeAs, type ReadBytes, readBytes } from './charset.ts';
import type { Decoded, Push } from './vendor.ts';

/**
 * The first step of every decoder: from the bytes of a push to its text or its fields. Whatever is odd about them is
 * remarked on; what cannot be read is no exception.
 */

type Bytes = Pick<Push, 'headers' | 'body'>;

/** Why nothing can be read. */
interface Unreadable {
  readonly unreadable: string;
  readonly remarks?: readonly Remark[];
}

/** What goes into a result where there is something to remark on. */
export const remarked = (remarks: readonly Remark[]): { readonly remarks?: readonly Remark[] } =>
  remarks.length > 0 ? { remarks } : {};

// A page of a thousand reports is some 300 kB, and voice replies, which do not pack, fit into a push only as they are
// (1 MiB). Brackets of nothing, unpacked to 60 MB, took ten seconds and 4 GB to read.
export const LARGEST_CONTENT_BYTES = 4 * 1024 * 1024;

export interface UnpackedPush {
  readonly bytes: Buffer;
  /** Whether `bytes` are something else than came. */
  readonly wasPacked: boolean;
  readonly remarks: readonly Remark[];
}

const options = { maxOutputLength: LARGEST_CONTENT_BYTES };

/** How each content coding is undone (RFC 9110, section 8.4.1; RFC 7932; RFC 8878). */
const UNPACKING: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes, options),
  'x-gzip': (bytes) => gunzipSync(bytes, options),
  // RFC 9110 means zlib's format; some senders leave its envelope away.
  deflate: (bytes) => ((bytes[0] ?? 0) % 16 === 8 ? inflateSync : inflateRawSync)(bytes, options),
  br: (bytes) => brotliDecompressSync(bytes, options),
  zstd: (bytes) => zstdDecompressSync(bytes, options),
};

// More would only be there to keep the process busy.
const MOST_CODINGS = 3;

/** The bytes of a push without its `Content-Encoding`. Bytes that are not packed as it says are taken as they are. */
export function unpackPush({ headers, body }: Bytes): UnpackedPush | Unreadable {
  const codings = (headers['content-encoding'] ?? '').toLowerCase().split(/[\s,]+/);
  const wanted = codings.filter((coding) => coding !== '' && coding !== 'identity').slice(0, MOST_CODINGS);
  let bytes = body;
  const remarks: Remark[] = [];
  for (const coding of wanted.reverse()) {
    const unpack = UNPACKING[coding];
    try {
      if (unpack && bytes.length > 0) bytes = unpack(bytes);
      if (!unpack) remarks.push(remark('Its content encoding is not known; it was read as it came.'));
    } catch (error) {
      if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') {
        return { unreadable: `The body unpacks to more than ${LARGEST_CONTENT_BYTES} bytes.`, ...remarked(remarks) };
      }
      remarks.push(remark(`It is not packed with ${coding}, as its header says; it was read as it came.`));
    }
  }
  return { bytes, wasPacked: bytes !== body, remarks };
}

const remark = (message: string): Remark => ({ field: 'body', message });

/** The code of zlib's or OpenSSL's refusal of bytes; anything else is a fault of ours, and thrown again. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}

/** What a push's body says. */
export interface PushText extends Omit<ReadBytes, 'remark'> {
  /** What the text was read from: the body, unpacked. */
  readonly bytes: Buffer;
  readonly declared: string | undefined;
  /** All there is to remark on, and the part of it that is about the packing. */
  readonly remarks: readonly Remark[];
  readonly packing: readonly Remark[];
}

/** The text of a push: unpacked, and decoded as its content type says or as its bytes show. */
export function readText(push: Bytes): PushText | Unreadable {
  const unpacked = unpackPush(push);
  if ('unreadable' in unpacked) return unpacked;
  const { bytes, remarks: packing } = unpacked;
  const declared = declaredCharset(push.headers['content-type']);
  const { remark: odd, ...read } = readBytes(bytes, declared);
  return { ...read, bytes, declared, packing, remarks: [...packing, ...remarksOf(odd)] };
}

const remarksOf = (message: string | undefined): Remark[] => (message === undefined ? [] : [remark(message)]);

export interface PushFields {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly remarks: readonly Remark[];
}

const objectSchema = z.record(z.string(), z.unknown());

/** The fields of a JSON object or of a form. The body itself tells which it is, whatever the content type says. */
export function readFields(push: Bytes): PushFields | Unreadable {
  const read = readText(push);
  if ('unreadable' in read) return read;
  const json = objectSchema.safeParse(parseJson(read.text));
  if (json.success) return { fields: json.data, remarks: jsonRemarks(read) };
  return readForm(read) ?? { unreadable: 'The body is neither a JSON object nor a form.', ...remarked(read.remarks) };
}

// What JSON can write instead of the character itself.
const ESCAPED_REPLACEMENT = /\\ufffd/i;

/** The remarks on a text that is JSON, which can hold lost characters as escapes. */
export function jsonRemarks({ text, remarks }: Pick<PushText, 'text' | 'remarks'>): readonly Remark[] {
  return ESCAPED_REPLACEMENT.test(text) ? [...remarks, remark(DAMAGED)] : remarks;
}

const FORM = /^[\w.-]+=/;

/**
 * The fields of a form; undefined where a body is none. Its percent-escapes stand for bytes, and all of them together
 * are in one charset: a word alone can look like another's.
 */
export function readForm({ text, bytes, charset, declared, remarks, packing }: PushText): PushFields | undefined {
  // A charset of two bytes a letter is undone first; in all others ASCII is ASCII.
  const isWide = charset.startsWith('utf-16');
  const form = isWide ? Buffer.from(text).toString('latin1') : bytes.toString('latin1').replace(UTF_8_MARK, '');
  if (!FORM.test(form)) return undefined;
  const pairs = form.split('&').map((part) => {
    const end = part.includes('=') ? part.indexOf('=') : part.length;
    return [unescaped(part.slice(0, end)), unescaped(part.slice(end + 1))] as const;
  });
  // A line's end is no part of a character in any charset, so that half a character does not take its neighbour's byte.
  const escaped = chooseCharset(Buffer.from(pairs.flat().join('\n'), 'latin1'), isWide ? undefined : declared);
  const decode = (part: string) =>
    NOT_ASCII.test(part) ? decodeAs(Buffer.from(part, 'latin1'), escaped.charset) : part;
  const fields = Object.fromEntries(pairs.map(([name, value]) => [decode(name), decode(value)]));
  const isDamaged = Object.values(fields).some((value) => value.includes('\uFFFD'));
  const odd = escaped.remark ?? (isDamaged ? DAMAGED : undefined);
  return { fields, remarks: [...(isWide ? remarks : packing), ...remarksOf(odd)] };
}

const UTF_8_MARK = /^\xEF\xBB\xBF/;
const NOT_ASCII = /[\x80-\xFF]/;

/** A part of a form without its escapes, a character for each byte. */
function unescaped(part: string): string {
  return part
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_escape, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** The items of a push with what there is to remark on it as a whole, which the first of them carries. */
export function withRemarks(remarks: readonly Remark[], [first, ...others]: readonly Decoded[]): Decoded[] {
  if (first === undefined) return [];
  if (remarks.length === 0) return [first, ...others];
  return [{ ...first, remarks: [...remarks, ...(first.remarks ?? [])] }, ...others];
}
