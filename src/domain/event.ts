import type { AccountState } from './account.ts';
import type { Binding } from './binding.ts';
import type { Call } from './call.ts';
import type { VoiceMessage } from './message.ts';
import type { SmsMessage } from './sms.ts';
import type { Instant } from './vendor.ts';

/** What an event is about, and the record as it stood then. */
export type EventSubject =
  | { readonly topic: 'BINDING'; readonly record: Binding }
  | { readonly topic: 'CALL'; readonly record: Call }
  | { readonly topic: 'MESSAGE'; readonly record: VoiceMessage }
  | { readonly topic: 'SMS'; readonly record: SmsMessage }
  | { readonly topic: 'ACCOUNT'; readonly record: AccountState };

export type EventTopic = EventSubject['topic'];

/** One change of one record. */
export type NewEvent = EventSubject & {
  /** When it was recorded. */
  readonly at: Instant;
  readonly previousStatus: string | undefined;
};

/** An event with its place in the log. */
export type StoredEvent = NewEvent & { readonly seq: number };

/** Stored events of one topic. */
export type EventOf<Topic extends EventTopic> = Extract<StoredEvent, { topic: Topic }>;

/** The binding that an event concerns, by its id. */
export function bindingOf(event: EventSubject): string | undefined {
  if (event.topic === 'BINDING') return event.record.id;
  return event.topic === 'CALL' || event.topic === 'SMS' ? event.record.bindingId : undefined;
}

/** The reference under which an event's record was made. */
export function referenceOf(event: EventSubject): string | undefined {
  return event.topic === 'ACCOUNT' ? undefined : event.record.reference;
}
