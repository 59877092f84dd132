import type { Instant } from '../domain/vendor.ts';
import { ascii, LONGEST_FIGURE } from './read-number.ts';
import { odd, plain, type Reader } from './read-text.ts';
import { SHANGHAI_OFFSET_MS } from './wire.ts';

// No call of these vendors is older, and what lies beyond is a count in other units.
const [EARLIEST, LATEST] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];

// The year leads, so that month and day cannot be taken for each other.
const DATE = String.raw`(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?`;
const CLOCK = String.raw`(\d{1,2})\s*[:时]\s*(\d{1,2})(?:\s*[:分]\s*(\d{1,2})(?:[.,](\d{1,9}))?秒?|分)?`;
const ZONE = String.raw`(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?`;
const SEPARATED = new RegExp(`^${DATE}(?:\\s*T\\s*|\\s+|(?<=日)\\s*)${CLOCK}\\s*${ZONE}$`, 'i');
// yyyyMMddHHmmss, and the same with milliseconds.
const COMPACT = /^(\d{4})(\d{2})(\d{2})T?(\d{2})(\d{2})(\d{2})(\d{3})?(Z|[+-]\d{2}:?\d{2})?$/i;
const ZEROS = /^[0\s\-/.:,年月日时分秒TZ]*0[0\s\-/.:,年月日时分秒TZ+]*$/i;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Zero times of languages and databases, at which nothing of ours happened: 1970 (here and in UTC), and the year 1. */
const NEVER: ReadonlySet<Instant> = new Set([
  0,
  -SHANGHAI_OFFSET_MS,
  ...[0, SHANGHAI_OFFSET_MS].map((offset) => Date.parse('0001-01-01T00:00:00Z') - offset),
]);

/**
 * An instant, in whichever way it is written as long as that leaves no doubt: as clocks in China show it where it names
 * no zone, and as it says where it does; or counted in seconds or milliseconds since 1970. A zero time says nothing.
 */
export const time: Reader<Instant> = {
  reads: 'time',
  read: (said) => {
    const reading = plain(said, LONGEST_FIGURE);
    if (typeof reading !== 'string') return reading && odd('is no time');
    const writing = ascii(reading);
    if (ZEROS.test(writing)) return undefined;
    const at = ofDate(writing) ?? ofCount(writing);
    if (at === undefined) return odd('is no time');
    if (NEVER.has(at)) return undefined;
    return at >= EARLIEST && at < LATEST ? at : odd('is a time at which there was no call');
  },
};

function ofDate(writing: string): Instant | undefined {
  const [, ...parts] = SEPARATED.exec(writing) ?? COMPACT.exec(writing) ?? [];
  if (parts.length === 0) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(0, 6)
    .map((part) => Number(part ?? 0));
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, second, Math.floor(Number(`0.${parts[6] ?? 0}`) * 1000));
  const shown = [local.getUTCMonth() + 1, local.getUTCDate(), local.getUTCHours(), local.getUTCMinutes()];
  const exists = [month, day, hour, minute].every((part, index) => part === shown[index]) && second < 60;
  return exists ? local.getTime() - offsetOf(parts[7]) : undefined;
}

/** How far a zone is ahead of UTC, in milliseconds; without one it is Shanghai's. */
function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return SHANGHAI_OFFSET_MS;
  const [, sign, hours, minutes = 0] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Seconds and milliseconds of the same years cannot be taken for each other. */
function ofCount(writing: string): Instant | undefined {
  if (!NUMBER.test(writing)) return undefined;
  const count = Number(writing);
  return Math.round(count >= EARLIEST ? count : count * 1000);
}
