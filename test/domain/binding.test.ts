import { describe, expect, test } from 'vitest';
import { type BindingStatus, inForceAt, isOver, mayBecome } from '../../src/domain/binding.ts';
import { aBinding, NEW_YEAR } from '../support/records.ts';

/** What each move means. A pair that is not here is no move. */
const MOVES: Partial<Record<`${BindingStatus} → ${BindingStatus}`, string>> = {
  'CREATING → ACTIVE': 'the vendor made it',
  'CREATING → FAILED': 'the vendor refused it, or never had the request',
  'CREATING → UNKNOWN': 'the vendor’s answer was lost',
  'UNKNOWN → ACTIVE': 'it turned out to exist',
  'UNKNOWN → FAILED': 'it turned out never to have been made',
  'UNKNOWN → RELEASING': 'its release is asked for, whether it exists or not',
  'UNKNOWN → RELEASED': 'it turned out to be gone',
  'UNKNOWN → EXPIRED': 'its time is over, whether it existed or not',
  'ACTIVE → RELEASING': 'its release is asked for',
  'ACTIVE → RELEASED': 'the vendor says that it is gone',
  'ACTIVE → EXPIRED': 'its time is over',
  'FAILED → ACTIVE': 'it was given up, and turned out to exist',
  'FAILED → RELEASING': 'it was given up, turned out to exist, and is not wanted',
  'FAILED → RELEASED': 'it was given up, and another has taken its place',
  'RELEASING → ACTIVE': 'the vendor refused the release',
  'RELEASING → RELEASED': 'the vendor released it',
  'RELEASING → EXPIRED': 'its time is over before the vendor answered',
};

const STATUSES: readonly BindingStatus[] = [
  'CREATING',
  'ACTIVE',
  'RELEASING',
  'RELEASED',
  'EXPIRED',
  'FAILED',
  'UNKNOWN',
];
const ENDS: readonly BindingStatus[] = ['RELEASED', 'EXPIRED', 'FAILED'];
const PAIRS = STATUSES.flatMap((from) => STATUSES.map((to) => [from, to] as const));

describe('a binding', () => {
  test.each(PAIRS)('that is %s may become %s only where that means something', (from, to) => {
    expect(mayBecome(from, to)).toBe(MOVES[`${from} → ${to}`] !== undefined);
  });

  test.each(STATUSES)('that is %s is over only where nothing can follow, but for one that was given up', (status) => {
    expect(isOver(status)).toBe(ENDS.includes(status));
    const canMove = STATUSES.some((next) => mayBecome(status, next));
    expect(canMove).toBe(!ENDS.includes(status) || status === 'FAILED');
  });

  test('can reach an end from wherever it stands, and every status from its beginning', () => {
    const reach = (from: BindingStatus, seen = new Set<BindingStatus>()): Set<BindingStatus> => {
      if (seen.has(from)) return seen;
      seen.add(from);
      for (const to of STATUSES) if (mayBecome(from, to)) reach(to, seen);
      return seen;
    };
    expect([...reach('CREATING')].sort()).toEqual([...STATUSES].sort());
    for (const status of STATUSES) expect(ENDS.some((end) => reach(status).has(end))).toBe(true);
  });

  test('never comes back to CREATING', () => {
    expect(STATUSES.filter((from) => mayBecome(from, 'CREATING'))).toEqual([]);
  });
});

describe('a call at a time', () => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;

  test.each([
    ['while the binding is in force', {}, HOUR, true],
    ['long after, where nothing ended it', {}, 10_000 * HOUR, true],
    ['before the binding was asked for', {}, -6 * MINUTE, false],
    ['just before it, by a clock that is slow', {}, -5 * MINUTE, true],
    ['while the binding is asked for', { status: 'CREATING' }, MINUTE, true],
    ['while it is not known whether it exists', { status: 'UNKNOWN' }, MINUTE, true],
    ['while it is released', { status: 'RELEASING' }, MINUTE, true],
    ['through a binding that never came to be', { status: 'FAILED' }, MINUTE, false],
    ['before the release', { status: 'RELEASED', releasedAt: NEW_YEAR + HOUR }, 30 * MINUTE, true],
    [
      'just after the release, by a clock that is fast',
      { status: 'RELEASED', releasedAt: NEW_YEAR + HOUR },
      HOUR + 5 * MINUTE,
      true,
    ],
    ['after the release', { status: 'RELEASED', releasedAt: NEW_YEAR + HOUR }, HOUR + 6 * MINUTE, false],
    [
      'after the binding’s time, though its end is not noted yet',
      { expiresAt: NEW_YEAR + HOUR },
      HOUR + 6 * MINUTE,
      false,
    ],
    ['after its time', { status: 'EXPIRED', expiresAt: NEW_YEAR + HOUR }, HOUR + 6 * MINUTE, false],
    ['before its time', { status: 'EXPIRED', expiresAt: NEW_YEAR + HOUR }, HOUR - MINUTE, true],
    [
      'between a release and the time that was set',
      { status: 'RELEASED', releasedAt: NEW_YEAR + HOUR, expiresAt: NEW_YEAR + 9 * HOUR },
      2 * HOUR,
      false,
    ],
  ] as const)('%s', (_when, changes, after, expected) => {
    expect(inForceAt(aBinding(changes), NEW_YEAR + after)).toBe(expected);
  });
});
