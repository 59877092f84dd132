import { createHash } from 'node:crypto';

/** A text in the ways in which bytes can hold it without hiding it: plain, encoded, or as a hash without a key. */
export function spellings(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const hashes = ['sha256', 'sha1', 'md5'].map((name) => createHash(name).update(bytes).digest());
  const texts = [
    encodeURIComponent(text),
    encodeURIComponent(text).toLowerCase(),
    escaped(text),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...hashes.flatMap((hash) => [hash.toString('hex'), hash.toString('base64'), hash.toString('base64url')]),
    ...[0, 1, 2].flatMap((shift) => base64Core(bytes, shift)),
  ];
  return [bytes, Buffer.from(text, 'utf16le'), ...hashes, ...texts.map((each) => Buffer.from(each))];
}

/** As JSON may write it: with escapes for all that is not ASCII. */
function escaped(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// Fewer characters of base64 than these come up by chance.
const SHORTEST_CORE = 6;

/** The part of a text's base64 that is the same whatever stands around it, in both alphabets. */
function base64Core(bytes: Buffer, shift: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
  return (['base64', 'base64url'] as const).flatMap((alphabet) => {
    const whole = padded.subarray(0, Math.floor(padded.length / 3) * 3).toString(alphabet);
    const core = whole.slice(shift === 0 ? 0 : 4);
    return core.length >= SHORTEST_CORE ? [core] : [];
  });
}
