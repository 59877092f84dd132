import type { Instant } from '../domain/vendor.ts';

/** The tables whose sealed rows hold numbers, in the order in which they are brought to the one spelling. */
export const SPELLED_TABLES = [
  { name: 'bindings', key: 'id' },
  { name: 'calls', key: 'id' },
  { name: 'messages', key: 'id' },
  { name: 'sms', key: 'id' },
  { name: 'number_groups', key: 'id' },
  { name: 'events', key: 'seq' },
] as const;

/** The mark that is there as long as rows may have numbers as earlier versions wrote them; its value is a place. */
export const SPELLING_MARK = 'number-spellings';

/** How far the work has come. */
export interface SpellingPlace {
  readonly table: (typeof SPELLED_TABLES)[number]['name'];
  /** The key of the last row that was looked at, or what comes before each. */
  readonly behind: string | number;
  /** Rows that were looked at, of all tables. */
  readonly done: number;
  /** When the tables were brought up to date: older processes may write a while longer. */
  readonly since: number;
}

/** What comes before every key of a table. */
export const BEFORE_ALL = { id: '', seq: 0 } as const;

/** The mark before anything is done. */
export function startOfSpelling(since: number): { name: string; value: string } {
  const [{ name, key }] = SPELLED_TABLES;
  const place: SpellingPlace = { table: name, behind: BEFORE_ALL[key], done: 0, since };
  return { name: SPELLING_MARK, value: JSON.stringify(place) };
}

/**
 * Earlier versions stored numbers as vendors write them. Until all have their one spelling, what looks for a number
 * looks for the likely ones of its others as well.
 */
export interface NumberSpelling {
  /** Whether there may be such rows. */
  isNeeded(): boolean;
  /** Looks at the next rows, at most `limit`, and remembers how far it came; undefined where all is done. */
  next(limit: number, now: Instant): Promise<SpellingStep | undefined>;
  /** About how many rows are to be looked at: as far as the engine knows without counting. */
  left(): Promise<number>;
}

/** How far the work has come. */
export interface SpellingStep {
  readonly table: string;
  /** Rows that were looked at so far. */
  readonly done: number;
  /** Whether no row is left but those that processes of the version before may write. */
  readonly isCaughtUp: boolean;
}

/** What a store has besides its repositories. */
export interface SpellsNumbers {
  /** The work that brings the numbers of earlier versions to their one spelling. */
  readonly spelling: NumberSpelling;
}
