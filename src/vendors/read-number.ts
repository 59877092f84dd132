import { odd, plain, type Reader, type Reading } from './read-text.ts';

/** More than any number or time is written with; what is longer costs no reading. */
export const LONGEST_FIGURE = 64;

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** A number, written as a number or as text. A comma can part thousands or fractions, so a number with one is none. */
export function decimal(said: unknown): Reading<number> {
  const reading = plain(said, LONGEST_FIGURE);
  if (typeof reading !== 'string') return reading;
  const number = DECIMAL.test(ascii(reading)) ? Number(ascii(reading)) : Number.NaN;
  return Number.isFinite(number) ? number : odd('is no number');
}

/** Full-width digits and letters, as Chinese keyboards write them, in their usual form. */
export const ascii = (text: string): string => text.normalize('NFKC').trim();

// What a GraphQL Int holds: 68 years.
const MOST_SECONDS = 2 ** 31 - 1;

const UNITS = String.raw`(?:(\d+)\s*(?:h|hours?|小时|时)\s*)?(?:(\d+)\s*(?:min|mins|minutes?|分钟|分)\s*)?`;
const WITH_UNITS = new RegExp(`^${UNITS}(?:(\\d+(?:\\.\\d+)?)\\s*(?:s|secs?|seconds?|秒钟|秒))?$`, 'i');
const MILLISECONDS = /^(\d+)\s*(?:ms|毫秒)$/i;
// Two parts can be hours and minutes, or minutes and seconds.
const CLOCK = /^(\d+):([0-5]?\d):([0-5]?\d(?:\.\d+)?)$/;

/** The seconds of a time span that is written with its units, or as a clock shows it. */
function spelledSeconds(text: string): number | undefined {
  const milliseconds = MILLISECONDS.exec(text);
  if (milliseconds) return Number(milliseconds[1]) / 1000;
  const [, ...parts] = WITH_UNITS.exec(text) ?? CLOCK.exec(text) ?? [];
  if (parts.every((part) => part === undefined)) return undefined;
  const [hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds;
}

/** Seconds that something lasted: `30`, `"30"`, `30s`, `30 秒`, `1分30秒`, `00:01:30`. */
export const seconds: Reader<number> = {
  reads: 'seconds',
  read: (said) => {
    const reading = plain(said, LONGEST_FIGURE);
    const spelled = typeof reading === 'string' ? spelledSeconds(ascii(reading)) : undefined;
    const number = spelled ?? decimal(said);
    if (typeof number !== 'number') return number === undefined ? number : odd('is no number of seconds');
    if (number < 0) return odd('is negative');
    return number > MOST_SECONDS ? odd('is too large a number of seconds') : number;
  },
};
