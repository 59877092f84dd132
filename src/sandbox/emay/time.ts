import type { Instant } from '../../domain/vendor.ts';

// Beijing has one zone and no daylight saving time.
const BEIJING_MS = 8 * 3_600_000;
const STAMP = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/;

/** The instant of a `yyyyMMddHHmmss` in Beijing time, or undefined where the text has not that form. */
export function readTimestamp(stamp: string): Instant | undefined {
  if (!STAMP.test(stamp)) return undefined;
  const at = Date.parse(stamp.replace(STAMP, '$1-$2-$3T$4:$5:$6+08:00'));
  return Number.isNaN(at) ? undefined : at;
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing time, as reports print it. */
export function beijingTime(at: Instant): string {
  return new Date(at + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');
}
