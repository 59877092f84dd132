import type { StoredEvent } from '../domain/event.ts';
import { checkOfEvent } from '../store/event-check.ts';

/** A place in the event log. Exclusive: events behind it come after it. */
export interface Place {
  readonly seq: number;
  /** The check of the event at the place; undefined at the beginning, and in cursors from before they had one. */
  readonly check?: string | undefined;
}

/** A place as clients get it: opaque. */
export function encodeCursor({ seq, check }: Place): string {
  return Buffer.from(check === undefined ? `event:${seq}` : `event:${seq}:${check}`).toString('base64url');
}

/** The place of an event. */
export function placeOf(event: StoredEvent): Place {
  return { seq: event.seq, check: checkOfEvent(event) };
}

/** The cursor of an event. */
export function cursorOf(event: StoredEvent): string {
  return encodeCursor(placeOf(event));
}

/** The place that a cursor names, or undefined where the text is no cursor of ours. */
export function decodeCursor(cursor: string): Place | undefined {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const match = /^event:(0|[1-9]\d{0,15})(?::([\w-]{8}))?$/.exec(text);
  if (!match || text.endsWith('\n')) return undefined;
  const [, seq, check] = match;
  return { seq: Number(seq), ...(check === undefined ? {} : { check }) };
}
