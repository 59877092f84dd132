import { digitOf } from './number-spelling.ts';

/**
 * A text as it reads once escapes are undone. Of each of its characters it is known where in the original it stands, so
 * that what is found here can be replaced there.
 */
export interface Reading {
  readonly text: string;
  /** Where the character at a place begins and ends in the original. */
  begins(place: number): number;
  ends(place: number): number;
}

/** A part of a text, and what is to stand in its place. */
export interface Replacement {
  /** The first character, and the one behind the last. */
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

// Text in JSON in a form in JSON, say. Each undoing reads the whole text once.
const MOST_LAYERS = 5;

/** The text as it stands, then as it reads when its escapes are undone, and theirs. */
export function* readingsOf(text: string): Generator<Reading> {
  let reading: Reading | undefined = { text, begins: (place) => place, ends: (place) => place + 1 };
  for (let layer = 0; reading && layer < MOST_LAYERS; layer++) {
    yield reading;
    reading = undone(reading);
  }
}

/**
 * The text with everything replaced that is found in one of its readings, the plainest first: of a number that is
 * escaped in part, the other part alone is another one. What is put in must not be found again; a replacement that
 * leaves the text as it is ends the search.
 */
export function replaceInReadings(text: string, find: (text: string) => readonly Replacement[]): string {
  for (const reading of [...readingsOf(text)].toReversed()) {
    const found = find(reading.text);
    if (found.length === 0) continue;
    const replaced = replace(text, reading, found);
    if (replaced !== text) return replaceInReadings(replaced, find);
  }
  return text;
}

function replace(text: string, reading: Reading, found: readonly Replacement[]): string {
  let [replaced, done] = ['', 0];
  for (const { start, end, by } of found) {
    const from = reading.begins(start);
    // One character of the original can read as several.
    if (from < done) continue;
    replaced += text.slice(done, from) + by;
    done = reading.ends(end - 1);
  }
  return replaced + text.slice(done);
}

/**
 * Percent-encoding, escapes of JSON and of scripts, references of HTML; digits and signs that have a plainer equal.
 * What else has one is taken for a separator as it is, or is a letter.
 */
const ESCAPE =
  /(?:%[\da-f]{2})+|\\(?:u[\da-f]{4}|x[\da-f]{2}|[nrtbf"\\/])|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});|(?![\0-\x7f])[\p{Nd}\p{No}\p{Sm}\uff01-\uff5e\ufe50-\ufe6b]/giu;
/** Whether there can be one: found out in a moment, and most texts have none. */
const MAY_ESCAPE = /[%\\&\p{No}\p{Sm}\uff01-\uff5e\ufe50-\ufe6b]|(?![0-9])\p{Nd}/u;

const SPACES_IN_JSON = 'nrtbf';
const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  shy: '\u00ad',
  zwnj: '\u200c',
  zwj: '\u200d',
  lrm: '\u200e',
  rlm: '\u200f',
  plus: '+',
  hyphen: '-',
  dash: '-',
  ndash: '-',
  mdash: '-',
  period: '.',
  sol: '/',
  lpar: '(',
  rpar: ')',
  quot: '"',
  apos: "'",
  amp: '&',
};

/** A part of a reading, and what it was read from. */
interface Part {
  /** Where it begins in the text as read. */
  readonly at: number;
  readonly read: string;
  /** Where what it was read from begins in the text before, and what comes behind it. */
  readonly from: number;
  readonly to: number;
  /** Whether it stands there as it is read. */
  readonly isKept: boolean;
}

/** A reading with one layer of escapes undone; undefined where there is none. */
function undone(reading: Reading): Reading | undefined {
  const { text } = reading;
  if (!MAY_ESCAPE.test(text)) return undefined;
  const parts: Part[] = [];
  let length = 0;
  const put = (read: string, from: number, to: number, isKept: boolean) => {
    parts.push({ at: length, read, from, to, isKept });
    length += read.length;
  };
  let done = 0;
  const keepUntil = (place: number) => {
    if (place > done) put(text.slice(done, place), done, place, true);
    done = place;
  };
  for (const { 0: written, index } of text.matchAll(ESCAPE)) {
    let place = index;
    for (const [read, size] of meaningOf(written)) {
      if (read !== text.slice(place, place + size)) {
        keepUntil(place);
        put(read, place, place + size, false);
        done = place + size;
      }
      place += size;
    }
  }
  if (done === 0) return undefined;
  keepUntil(text.length);
  return {
    text: parts.map(({ read }) => read).join(''),
    begins: (place) => {
      const { at, from, isKept } = partAt(parts, place);
      return reading.begins(isKept ? from + place - at : from);
    },
    ends: (place) => {
      const { at, from, to, isKept } = partAt(parts, place);
      return reading.ends(isKept ? from + place - at : to - 1);
    },
  };
}

/** The part that a place of the text as read lies in. */
function partAt(parts: readonly Part[], place: number): Part {
  let [low, high] = [0, parts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((parts[middle] as Part).at <= place) low = middle;
    else high = middle - 1;
  }
  return parts[low] as Part;
}

/** What an escape means, part by part, each with the length of what it was written as. */
function meaningOf(written: string): (readonly [read: string, length: number])[] {
  const first = written[0];
  if (first === '%') return charactersOf(written);
  if (first === '&') return [[referenceOf(written.slice(1, -1)) ?? written, written.length]];
  if (first !== '\\') return [[plain(written), written.length]];
  const kind = written[1] ?? '';
  if (written.length > 2) return [[String.fromCharCode(Number.parseInt(written.slice(2), 16)), written.length]];
  return [[SPACES_IN_JSON.includes(kind) ? ' ' : kind, written.length]];
}

function referenceOf(name: string): string | undefined {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()];
  const isHex = /^#x/i.test(name);
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : undefined;
}

/** The characters of percent-encoded UTF-8 (RFC 3986); a byte that is none of it stands for one that is not known. */
function charactersOf(written: string): (readonly [read: string, length: number])[] {
  const bytes = Uint8Array.from(written.slice(1).split('%'), (hex) => Number.parseInt(hex, 16));
  const characters: (readonly [string, number])[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      characters.push([String.fromCharCode(lead), 3]);
      at++;
      continue;
    }
    const size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    const character = UTF8.decode(bytes.subarray(at, at + size));
    const isWhole = !character.includes('\ufffd');
    characters.push(isWhole ? [character, 3 * size] : ['\ufffd', 3]);
    at += isWhole ? size : 1;
  }
  return characters;
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** A character as its plainer equal: a full-width digit, a digit of another script, a full-width bracket. */
function plain(character: string): string {
  return /^\p{Nd}$/u.test(character) ? digitOf(character) : character.normalize('NFKC');
}
