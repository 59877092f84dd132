/**
 * The one spelling of telephone numbers as the Chinese carriers know them. A number inside mainland China is written as
 * it is dialled there (13800138000, 02112345678, 4008001234, 95588); any other in E.164 with its plus sign.
 */

/** What is not seen and says nothing: zero-width characters, byte order marks, soft hyphens, marks of direction. */
export const INVISIBLE = '\\p{Cf}\\p{DI}';
/**
 * What people and systems put between digits: spaces, dashes, brackets, quotes and dots of all scripts, and slashes.
 */
export const SEPARATING = '\\s\\p{Z}\\p{Dash}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Pc}\'"`./\\\\·•‧⁃˗ー・。⁄∕';

/** A form of a number, and what becomes of it. The first that fits counts. */
type Form = readonly [pattern: RegExp, spelling: string];

// Area codes are 10, 2x, or three digits from 3 on; the trunk zero stands before them, and no mobile number looks so.
const MOBILE: Form = [/^(?:0?86)?0?(1[3-9]\d{9})$/, '$1'];
// 4008001234 and 8008201234. No area code begins with 40 or 80.
const FREE: Form = [/^(?:0?86)?0?([48]00\d{7})$/, '$1'];
// Carriers' and public service numbers such as 10086, 12306, 95588, 96110.
const SERVICE: Form = [/^(1[02]\d{3}|9[56]\d{3,6})$/, '$1'];
const LANDLINE: Form = [/^(0(?:10\d{7,8}|[2-9]\d{8,10}))$/, '$1'];
// After +86 the area code comes without its zero.
const LANDLINE_ABROAD: Form = [/^(10\d{7,8}|[2-9]\d{8,10})$/, '0$1'];
// 86 without its plus sign: told from other numbers by the zero behind it, or by a length that no other number has.
const LANDLINE_OF_86: readonly Form[] = [
  [/^0?86(0(?:10\d{7,8}|[2-9]\d{8,10}))$/, '$1'],
  [/^0?86(10\d{8}|2\d{9}|[3-9]\d{9,10})$/, '0$1'],
];
// A landline without its area code: Winnerlook's transfer example (2.1.5) names 65892547.
const LOCAL: Form = [/^([2-8]\d{6,7})$/, '$1'];

const AT_HOME: readonly Form[] = [MOBILE, FREE, SERVICE, LANDLINE, ...LANDLINE_OF_86, LOCAL];
const BEHIND_COUNTRY: readonly Form[] = [MOBILE, FREE, SERVICE, LANDLINE, LANDLINE_ABROAD, ...LANDLINE_OF_86];

// E.164 allows 15 digits, country code included; the shortest international numbers in use have 7. In North America
// neither the area code nor what follows it begins with 0 or 1 (NANP), which tells +1 380 … from a mobile number with
// two zeros before it.
const INTERNATIONAL = /^\+(?:1[2-9]\d{2}[2-9]\d{6}|(?!1|86)[2-9]\d{6,14})$/;

const PLAIN_MOBILE = /^1[3-9]\d{9}$/;
const PLAIN = /^[+\d]\d+$/;
const COUNTRY = /^(?:\+?00|\+)/;

/** The one spelling of a number (`+86 138-0013-8000` becomes `13800138000`), or undefined where it is no number. */
export function parsePhoneNumber(text: string): string | undefined {
  // Nearly all come so, or as plain digits: pushes are not to wait for the others.
  if (PLAIN_MOBILE.test(text)) return text;
  const compact = PLAIN.test(text) ? text : compactOf(text);
  return compact === undefined ? undefined : spell(compact);
}

/**
 * A number as a vendor reported it: the one spelling where it is a number, else the text without spaces around it and
 * without invisible characters (`anonymous`, say), so that nothing a vendor tells us is lost.
 */
export function readPhoneNumber(text: string): string {
  return parsePhoneNumber(text) ?? text.replace(INVISIBLE_CHARACTERS, '').trim();
}

/** Digits alone, with a plus sign where there is one: undefined where there is anything else than separators. */
export function compactOf(text: string): string | undefined {
  const seen = text.replace(INVISIBLE_CHARACTERS, '').normalize('NFKC').replace(DIGIT, digitOf);
  const compact = numberOfUri(seen).replace(TRUNK_ZERO, '$1').replace(SEPARATORS, '');
  return /^\+?\d+$/.test(compact) ? compact : undefined;
}

const INVISIBLE_CHARACTERS = new RegExp(`[${INVISIBLE}]|(?!\\s)\\p{Cc}`, 'gu');
const SEPARATORS = new RegExp(`[${SEPARATING}]`, 'gu');
/** Digits of scripts that compatibility leaves as they are: ٣, ३. */
const DIGIT = /[^\P{Nd}0-9]/gu;
// `+44 (0)20 …`: a zero behind the country code that is dialled inside the country only.
const TRUNK_ZERO = /^(\s*(?:\+|00)\d{1,3}\s*)\(\s*0\s*\)/;

/** The Latin digit of any other script's. Unicode gives each script its ten digits in a row, zero first. */
export function digitOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - before - 1))) before++;
  return String(before % 10);
}

const SCHEME = /^\s*(tel|callto|sips?)\s*:\s*(?:\/\/)?/i;

/**
 * What a URI of a number names: `tel:+86-138…;ext=1` (RFC 3966) and `sip:+86138…@host;user=phone` (RFC 3261) the number
 * before their parameters. An extension is a desk behind the same number. A number of one place comes with that place's
 * prefix (`;phone-context=+86`).
 */
function numberOfUri(text: string): string {
  const scheme = SCHEME.exec(text)?.[0];
  if (scheme === undefined) return text;
  const [address = '', ...parameters] = text
    .slice(scheme.length)
    .replace(/%([2-7][\dA-F])/gi, fromHex)
    .split(/[;?]/);
  const [number = ''] = address.split('@', 1);
  const context = parameters.find((each) => /^phone-context=\+/i.test(each.trim()))?.split('=')[1] ?? '';
  return /^\s*(?:\+|00)/.test(number) ? number : `${context}${number}`;
}

const fromHex = (_escape: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));

function spell(compact: string): string | undefined {
  const international = compact.replace(COUNTRY, '+');
  if (!international.startsWith('+')) return fitting(AT_HOME, compact);
  if (international.startsWith('+86')) return fitting(BEHIND_COUNTRY, international.slice(3));
  return INTERNATIONAL.test(international) ? international : undefined;
}

function fitting(forms: readonly Form[], digits: string): string | undefined {
  const form = forms.find(([pattern]) => pattern.test(digits));
  return form && digits.replace(...form);
}
