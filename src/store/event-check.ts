import { hash } from 'node:crypto';
import type { StoredEvent } from '../domain/event.ts';
import type { Instant } from '../domain/vendor.ts';

/** What tells an event from another one that stands at its place in another history of the log. */
export interface EventIdentity {
  readonly seq: number;
  readonly topic: string;
  readonly subjectId: string;
  readonly at: Instant;
  readonly previousStatus: string | undefined;
  readonly status: string;
}

// 48 bits: of a million cursors that a restore makes wrong one in some hundred million would be taken for right.
const CHECK_CHARACTERS = 8;

/**
 * A short check of an event, for cursors. Places are given out again after a restore, or where a standby that lagged
 * behind takes over; the check then does not fit. It is made of what erasing a person leaves as it is.
 */
export function checkOf({ seq, topic, subjectId, at, previousStatus = '', status }: EventIdentity): string {
  const text = [seq, topic, subjectId, at, previousStatus, status].join(' ');
  return hash('sha256', text, 'base64url').slice(0, CHECK_CHARACTERS);
}

/** The check of an event as it was read. */
export function checkOfEvent({ seq, topic, at, previousStatus, record: { id, status } }: StoredEvent): string {
  return checkOf({ seq, topic, subjectId: id, at, previousStatus, status });
}
