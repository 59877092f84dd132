import type { Binding } from './binding.ts';
import type { Call } from './call.ts';
import type { Instant } from './vendor.ts';

/** What an event is about, and the record as it stood then. */
export type EventSubject =
  | { readonly topic: 'BINDING'; readonly binding: Binding }
  | { readonly topic: 'CALL'; readonly call: Call };

export type EventTopic = EventSubject['topic'];

/** One change of one record. */
export type NewEvent = EventSubject & {
  /** When it was recorded. */
  readonly at: Instant;
  readonly previousStatus: string | undefined;
};

/** An event with its place in the log. */
export type StoredEvent = NewEvent & { readonly seq: number };

/** The record that an event is about, whatever its kind. */
export function subjectOf(event: EventSubject): Binding | Call {
  return event.topic === 'BINDING' ? event.binding : event.call;
}
