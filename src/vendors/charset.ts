import { isAscii, isUtf8 } from 'node:buffer';

/** Bytes as text, and what there is to say of how they were read. */
export interface ReadBytes {
  readonly text: string;
  /** The name of the charset in which they were read, as the Encoding Standard has it. */
  readonly charset: string;
  /** Whether every byte was read; otherwise U+FFFD stands where one could not be. */
  readonly isWhole: boolean;
  /** What was odd: a guess, a wrong declaration, characters that are lost. */
  readonly remark: string | undefined;
}

/**
 * Names of charsets that senders use and the Encoding Standard (section 4.2, which TextDecoder follows) does not list:
 * those of Java, Python, MySQL and Windows. Underscores are written as dashes here.
 */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ...['cp936', 'cp-936', 'ms936', 'windows-936', 'x-mswin-936', '936', 'euc-cn', 'x-euc-cn'].map(named('gbk')),
  ...['gb-2312', 'gb2312-80', 'gb2312-1980', 'gb-k', 'gbk2312'].map(named('gbk')),
  ...['gb-18030', 'gb18030-2000', 'gb18030-2005', 'gb18030-2022', 'cp54936', '54936'].map(named('gb18030')),
  ...['utf-8', 'utf8mb4', 'utf8mb3', 'cp65001', '65001', 'utf-8-sig'].map(named('utf-8')),
  ...['utf-16-le', 'utf16le', 'utf16-le', 'x-utf-16le'].map(named('utf-16le')),
  ...['utf-16-be', 'utf16be', 'utf16-be', 'x-utf-16be', 'utf-16be-bom'].map(named('utf-16be')),
  ...['utf16'].map(named('utf-16le')),
]);

function named(charset: string): (alias: string) => [string, string] {
  return (alias) => [alias, charset];
}

/** The Encoding Standard's name for what a sender calls a charset; undefined where nothing goes by that name. */
export function charsetNamed(label: string): string | undefined {
  const name = label.trim().toLowerCase();
  const alias = ALIASES.get(name.replaceAll(/[_ ]/g, '-'));
  if (alias !== undefined) return alias;
  try {
    return new TextDecoder(name).encoding;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What a content type says of its charset: `charset=`, quoted or not, wherever it stands and however often. */
export function declaredCharset(contentType: string | undefined): string | undefined {
  const labels = [...(contentType ?? '').matchAll(CHARSET)].map(([, quoted, plain = '']) => quoted ?? plain);
  // Two that mean the same are one; of two that do not, none is to be believed.
  const [first, ...others] = new Set(labels.map((label) => charsetNamed(label) ?? UNKNOWN_NAME));
  return others.length > 0 ? UNKNOWN_NAME : first;
}

const CHARSET = /(?<=^|[\s;,"'])charset\s*=\s*(?:["']([^"']*)["']|([^\s"';,]+))/gi;
/** Stands for a declaration that names no charset that is known. */
const UNKNOWN_NAME = 'unknown';

// Until 2014 HTTP said that text is in it which names no charset (RFC 2616, section 3.7.1), so that old stacks still
// declare it over whatever they send. No Chinese text can be in it.
const OLD_DEFAULT = 'windows-1252';

/**
 * Reads bytes. A byte order mark comes first, then the declared charset where the bytes fit it, then UTF-8, then
 * GB18030 (of which GBK and GB2312 are parts): the first that fits every byte. Where none does, what is readable is
 * kept.
 */
export function readBytes(bytes: Buffer, declared: string | undefined): ReadBytes {
  const { charset, isWhole, remark } = chooseCharset(bytes, declared);
  const text = decodeAs(bytes, charset);
  const damaged = isWhole && text.includes(REPLACEMENT) ? DAMAGED : undefined;
  return { text, charset, isWhole, remark: remark ?? damaged };
}

const REPLACEMENT = '\uFFFD';
export const DAMAGED = 'It holds replacement characters (U+FFFD): its text was damaged before it came.';

/** How bytes are to be read; see readBytes. */
export function chooseCharset(bytes: Buffer, declared: string | undefined): Omit<ReadBytes, 'text'> {
  const mark = MARKS.find(({ begins }) => bytes.subarray(0, begins.length).equals(begins))?.charset;
  const named = declared === UNKNOWN_NAME ? undefined : declared;
  const told = mark ?? (named === OLD_DEFAULT ? undefined : named);
  if (told !== undefined && fits(bytes, told)) {
    const isTold = mark === undefined || named === undefined || charsetFamily(named) === charsetFamily(mark);
    const remark = isTold ? undefined : `It declares the charset ${named}, but begins with the mark of ${mark}.`;
    return { charset: told, isWhole: true, remark };
  }
  const charset = guessesFor(named).find((guess) => fits(bytes, guess) && isLikely(bytes, guess));
  if (charset !== undefined) return { charset, isWhole: true, remark: remarkOnGuess(bytes, charset, declared) };
  const kept = looksLikeDamagedUtf8(bytes) ? UTF_8 : (told ?? leastDamaged(bytes));
  const remark = `Some bytes of it could not be read as ${kept}; U+FFFD stands in their place.`;
  return { charset: kept, isWhole: false, remark };
}

const UTF_8 = 'utf-8';
const GB18030 = 'gb18030';

/** What is tried without a declaration that holds. What nothing else fits may be Western text after all. */
const guessesFor = (named: string | undefined): readonly string[] =>
  named === OLD_DEFAULT ? [...GUESSES, OLD_DEFAULT] : GUESSES;

const GUESSES = ['utf-16le', 'utf-16be', UTF_8, GB18030];

const isLikely = (bytes: Buffer, guess: string): boolean => guess !== GB18030 || !looksLikeDamagedUtf8(bytes);

const MARKS = [
  { charset: UTF_8, begins: Buffer.from([0xef, 0xbb, 0xbf]) },
  { charset: 'utf-16le', begins: Buffer.from([0xff, 0xfe]) },
  { charset: 'utf-16be', begins: Buffer.from([0xfe, 0xff]) },
  { charset: GB18030, begins: Buffer.from([0x84, 0x31, 0x95, 0x33]) },
];

const charsetFamily = (charset: string): string =>
  charset === 'gbk' ? GB18030 : charset.startsWith('utf-16') ? 'utf-16' : charset;

const isUtf16 = (charset: string): boolean => charset.startsWith('utf-16');

function remarkOnGuess(bytes: Buffer, charset: string, declared: string | undefined): string | undefined {
  if (declared === UNKNOWN_NAME) return `It does not name exactly one known charset; it was read as ${charset}.`;
  // ASCII is the same in all of them, and a declaration that was believed is no guess.
  if (declared !== undefined && (isAscii(bytes) || declared === charset)) return undefined;
  if (declared !== undefined) return `Its bytes are not in ${declared}, which it declares; it was read as ${charset}.`;
  return charset === UTF_8 ? undefined : `It declares no charset and is not in UTF-8; it was read as ${charset}.`;
}

/** Whether every byte means something in a charset. */
function fits(bytes: Buffer, charset: string): boolean {
  if (charset === UTF_8) return isUtf8(bytes);
  // Nearly any even number of bytes is UTF-16, in either order; JSON and forms begin with ASCII, which tells.
  if (isUtf16(charset) && !beginsAsUtf16(bytes, charset)) return false;
  try {
    new TextDecoder(charset, { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function beginsAsUtf16(bytes: Buffer, charset: string): boolean {
  const first = decodeAs(bytes.subarray(0, 4), charset).charCodeAt(0);
  return first > 0 && first < 0x80;
}

// Chinese characters and their punctuation: three bytes each in UTF-8, which GB18030's pairs make up by chance only.
const CHINESE = /[\u3000-\u303F\u4E00-\u9FFF\uFF00-\uFFEF]/g;

/** A text that was cut in the middle of a character is still UTF-8: far more characters are whole than are broken. */
function looksLikeDamagedUtf8(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  return (text.match(CHINESE)?.length ?? 0) >= 2 * count(text, REPLACEMENT);
}

function leastDamaged(bytes: Buffer): string {
  const damage = (charset: string) => count(decodeAs(bytes, charset), REPLACEMENT);
  return damage(GB18030) < damage(UTF_8) ? GB18030 : UTF_8;
}

const count = (text: string, part: string): number => text.split(part).length - 1;

/** The text of bytes in a charset, without a byte order mark; U+FFFD for what cannot be read. */
export function decodeAs(bytes: Buffer, charset: string): string {
  if (charset === UTF_8) return bytes.toString('utf8').replace(/^\uFEFF/, '');
  return new TextDecoder(charset).decode(bytes).replace(/^\uFEFF/, '');
}

/**
 * The bytes of a text that was changed, in the charset of what it was made from. It may hold what the original holds,
 * and ASCII: each character is written as the original writes it. `original` must have been read whole.
 */
export function encodeLike(text: string, original: Buffer, charset: string): Buffer {
  if (charset === UTF_8) return Buffer.from(text, 'utf8');
  const written = charactersOf(original, charset);
  const mark = written.has('\uFEFF') && !text.startsWith('\uFEFF') ? ['\uFEFF'] : [];
  return Buffer.concat([...mark, ...text].map((each) => written.get(each) ?? asciiIn(charset, each)));
}

/** How each character of some bytes is written there. A byte at a time: no charset here keeps a state between two. */
function charactersOf(bytes: Buffer, charset: string): Map<string, Buffer> {
  const decoder = new TextDecoder(charset, { ignoreBOM: true });
  const written = new Map<string, Buffer>();
  let begin = 0;
  for (let end = 1; end <= bytes.length; end++) {
    const character = decoder.decode(bytes.subarray(end - 1, end), { stream: true });
    if (character === '') continue;
    written.set(character, bytes.subarray(begin, end));
    begin = end;
  }
  return written;
}

function asciiIn(charset: string, character: string): Buffer {
  const bytes = Buffer.from(character, isUtf16(charset) ? 'utf16le' : 'utf8');
  return charset === 'utf-16be' ? bytes.swap16() : bytes;
}
