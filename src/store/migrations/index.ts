import type { Migration } from 'kysely/migration';
import { callsAndBindings } from './0001-calls-and-bindings.ts';
import { messages } from './0002-messages.ts';
import { leases } from './0003-leases.ts';
import { recordings } from './0004-recordings.ts';
import { audit } from './0005-audit.ts';
import { lists } from './0006-lists.ts';
import { remarks } from './0007-remarks.ts';
import { numberSpellings } from './0008-number-spellings.ts';
import { underWay } from './0009-under-way.ts';
import { places } from './0010-places.ts';
import { keyOwners } from './0011-key-owners.ts';
import { jobState } from './0012-job-state.ts';
import { revisions } from './0013-revisions.ts';
import { virtualNumbers } from './0014-virtual-numbers.ts';
import type { ColumnTypes } from './column-types.ts';

/** A change of the tables, and what it means for processes of the version before it. */
export interface TableChange extends Pick<Migration, 'up'> {
  /**
   * Whether processes of the version before may go on working on the changed tables (PostgreSQL). Where they may not,
   * the change is refused while one of them holds a lease.
   */
  readonly besideOlder: boolean;
}

/**
 * Every change of the tables, in order. One that has been released is never changed: a new one follows it. It changes
 * what tables are like, not what is in many rows: that is the work of a job, in batches.
 */
export function migrations(types: ColumnTypes): Record<string, TableChange> {
  return {
    '0001-calls-and-bindings': { ...callsAndBindings(types), besideOlder: true },
    '0002-messages': { ...messages(types), besideOlder: true },
    '0003-leases': { ...leases(types), besideOlder: true },
    '0004-recordings': { ...recordings(types), besideOlder: true },
    '0005-audit': { ...audit(types), besideOlder: true },
    '0006-lists': { ...lists(), besideOlder: true },
    '0007-remarks': { ...remarks(types), besideOlder: true },
    '0008-number-spellings': { ...numberSpellings(), besideOlder: true },
    // The version before takes what waits in a queue for a minute for lost, also where a process is at it.
    '0009-under-way': { ...underWay(types), besideOlder: false },
    '0010-places': { ...places(types), besideOlder: true },
    // The version before does not see keys that are claimed since: it would carry out a repetition a second time.
    '0011-key-owners': { ...keyOwners(types), besideOlder: false },
    '0012-job-state': { ...jobState(types), besideOlder: true },
    // The version before would change records without raising their revisions.
    '0013-revisions': { ...revisions(types), besideOlder: false },
    '0014-virtual-numbers': { ...virtualNumbers(types), besideOlder: true },
  };
}
