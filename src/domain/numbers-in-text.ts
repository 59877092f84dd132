import { compactOf, INVISIBLE, parsePhoneNumber, SEPARATING } from './number-spelling.ts';
import { type Replacement, replaceInReadings } from './readings.ts';

// More than people put between digits; and enough for invisible characters beside it.
const LONGEST_GAP = 6;
// E.164's 15, behind a prefix for abroad and a zero that is dialled inside the country only.
const MOST_DIGITS = 20;

const RUN = new RegExp(`\\d(?:[${SEPARATING}${INVISIBLE}+]{0,${LONGEST_GAP}}\\d)*`, 'gu');
const GROUP = new RegExp(`\\d(?:[${INVISIBLE}]*\\d)*`, 'gu');
const NOT_A_DIGIT = /\D/g;
const PLUS_BEFORE = new RegExp(`\\+[\\s${INVISIBLE}(]*$`, 'u');
// A zero beside a quote, a bracket or a slash is another value; dialled zeros stand alone or before these.
const BEHIND_LONE_ZERO = new RegExp(`^[\\s\\p{Z}\\p{Dash}().+${INVISIBLE}]*$`, 'u');

/** Digits that stand together, in a text. */
interface Group {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

/** Groups of digits in a row, which may be one number. */
interface Candidate extends Group {
  /** How many groups they are. */
  readonly groups: number;
  /** As it is written, without plus signs between digits, which stand for spaces in forms. */
  readonly written: string;
}

/** The groups of digits that only separators stand between, run by run. */
function* runsIn(text: string): Generator<Group[]> {
  for (const { 0: run, index } of text.matchAll(RUN)) {
    yield [...run.matchAll(GROUP)].map(({ 0: group, index: place }) => ({
      start: index + place,
      end: index + place + group.length,
      digits: group.replace(NOT_A_DIGIT, ''),
    }));
  }
}

/** Everything in a text that `isWanted` takes: of candidates that begin at one place the longest. */
function findAll(
  text: string,
  isWanted: (candidate: Candidate) => boolean,
  by: (candidate: Candidate) => string,
): Replacement[] {
  const found: Replacement[] = [];
  for (const groups of runsIn(text)) {
    for (let first = 0; first < groups.length; first++) {
      const candidates = candidatesFrom(text, groups, first).toReversed();
      const wanted = candidates.find(isWanted);
      if (!wanted) continue;
      found.push({ start: wanted.start, end: wanted.end, by: by(wanted) });
      first += wanted.groups - 1;
    }
  }
  return found;
}

/** What may be a number from a group on, the shortest first; each without the plus sign before it, and with it. */
function candidatesFrom(text: string, groups: readonly Group[], first: number): Candidate[] {
  const { start, end: endOfFirst, digits: leading } = groups[first] as Group;
  const plus = PLUS_BEFORE.exec(text.slice(Math.max(0, start - LONGEST_GAP), start))?.[0].length ?? 0;
  const candidates: Candidate[] = [];
  let digits = '';
  for (let last = first; last < groups.length; last++) {
    const group = groups[last] as Group;
    digits += group.digits;
    if (digits.length > MOST_DIGITS) break;
    if (last > first && leading === '0' && !BEHIND_LONE_ZERO.test(text.slice(endOfFirst, groups[first + 1]?.start)))
      break;
    const written = text.slice(start, group.end).replaceAll('+', ' ');
    const candidate = { start, end: group.end, digits, groups: last - first + 1, written };
    candidates.push(candidate);
    if (plus > 0) candidates.push({ ...candidate, start: start - plus, written: `+${written}` });
  }
  return candidates;
}

// Digits that each spelling of a number ends with: zeros and prefixes stand before them.
const SAME_IN_ALL = 4;

/**
 * Text with everything replaced in it that is a number, however it is written there: in groups, in other digits, with
 * invisible characters, encoded or escaped. The number is given as it is read (`readPhoneNumber`).
 */
export function replaceNumber(text: string, number: string, by: string): string {
  const compact = compactOf(number);
  if (compact === undefined) return replaceText(text, number, by);
  const digits = compact.replace('+', '');
  const ending = digits.slice(-SAME_IN_ALL);
  // Another country's number is meant without its plus sign, too. What is no number has its digits only.
  const isBare = number.startsWith('+') || parsePhoneNumber(number) === undefined;
  const isWanted = (candidate: Candidate) =>
    candidate.digits.endsWith(ending) &&
    (parsePhoneNumber(candidate.written) === number || (isBare && candidate.digits === digits));
  // Most texts do not have it, and are not looked at any further.
  const end = new RegExp([...ending].join(`[^0-9]{0,${LONGEST_GAP}}`));
  return replaceInReadings(text, (read) => (end.test(read) ? findAll(read, isWanted, () => by) : []));
}

// A word of Latin letters or digits is meant as a whole; Chinese has no gaps between words.
const WORD = '[A-Za-z0-9]';

/** Text with another text replaced in it, however it is encoded there, in capitals or not, as a word of its own. */
export function replaceText(text: string, sought: string, by: string, isPart = false): string {
  const forms = [...new Set([sought, sought.normalize('NFKC')])].filter((form) => form.trim() !== '');
  if (forms.length === 0) return text;
  const bounded = forms.map((form) => {
    const before = !isPart && /^[A-Za-z0-9]/.test(form) ? `(?<!${WORD})` : '';
    const behind = !isPart && /[A-Za-z0-9]$/.test(form) ? `(?!${WORD})` : '';
    return before + RegExp.escape(form) + behind;
  });
  const pattern = new RegExp(bounded.join('|'), 'giu');
  return replaceInReadings(text, (read) =>
    [...read.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length, by })),
  );
}

// The shortest number that a mask leaves something of.
const SHORTEST = 7;

/** Text with everything replaced in it that can be a number; `mask` is given its digits, with their plus sign. */
export function replaceNumbers(text: string, mask: (compact: string) => string): string {
  const isNumber = ({ digits, groups, written }: Candidate) => {
    if (digits.length < SHORTEST) return false;
    if (groups === 1) return true;
    const number = parsePhoneNumber(written);
    // Days are written in three groups, local numbers in two.
    return number !== undefined && (number.length > LONGEST_LOCAL || groups === 2);
  };
  return replaceInReadings(text, (read) =>
    findAll(read, isNumber, ({ digits, written }) => mask(written.startsWith('+') ? `+${digits}` : digits)),
  );
}

const LONGEST_LOCAL = 8;
