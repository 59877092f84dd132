import { type Binding, isOver, TERM_FACTS } from '../../domain/binding.ts';
import { CALL_FACTS, type Call } from '../../domain/call.ts';
import { withoutPersonal } from '../../domain/facts.ts';
import { MESSAGE_FACTS, type VoiceMessage } from '../../domain/message.ts';
import { SMS_FACTS, type SmsMessage } from '../../domain/sms.ts';
import type { Instant } from '../../domain/vendor.ts';
import { markRealX } from '../../domain/virtual-number.ts';
import type { Repositories } from '../../store/store.ts';
import type { Services } from '../services.ts';

/** What a record keeps when the people in it are forgotten: how it went, and nothing that leads to a person. */
export const WITHOUT_PEOPLE = {
  calls: (call: Call): Call => withoutPersonal(markRealX('calls', call), CALL_FACTS),
  messages: ({ displayedNumber, ...message }: VoiceMessage): VoiceMessage => ({
    ...withoutPersonal(message, MESSAGE_FACTS),
    // A vendor may report the recipient's own number as what was displayed.
    ...(displayedNumber === undefined || displayedNumber === message.recipient ? {} : { displayedNumber }),
    recipient: FORGOTTEN,
    content: message.content.templateId === undefined ? {} : { templateId: message.content.templateId },
  }),
  // A text always has content.
  sms: (sms: SmsMessage): SmsMessage => ({ ...withoutPersonal(markRealX('sms', sms), SMS_FACTS), content: '' }),
  bindings: (binding: Binding): Binding => ({ ...binding, terms: withoutPersonal(binding.terms, TERM_FACTS) }),
} as const;

// A recipient is never null: this stands for one that was forgotten.
const FORGOTTEN = 'forgotten';

export type KindWithPeople = keyof typeof WITHOUT_PEOPLE;

/**
 * Takes the people out of records that are older than the given time, oldest first; gives how many records it looked
 * at. Bindings still in force keep their numbers: they need them. How far it has come is marked in the store.
 */
export async function forgetPeople(
  { store, events }: Pick<Services, 'store' | 'events'>,
  before: Instant,
  limit: number,
): Promise<number> {
  let looked = 0;
  for (const kind of Object.keys(WITHOUT_PEOPLE) as KindWithPeople[]) {
    looked = Math.max(looked, await store.transaction((tx) => forgetIn(tx, kind, before, limit)));
  }
  if (looked > 0) events.reread();
  return looked;
}

async function forgetIn(tx: Repositories, kind: KindWithPeople, before: Instant, limit: number): Promise<number> {
  const mark = `people-forgotten:${kind}`;
  const beyondId = await tx.jobState.get(mark);
  const { items } = await tx[kind].page({ to: before }, { limit, direction: 'backward', beyondId });
  // Pages are newest first, whatever the direction of reading.
  const last = items[0];
  for (const item of items) {
    if (kind === 'bindings' && !isOver((item as Binding).status)) continue;
    const without = (record: unknown) => WITHOUT_PEOPLE[kind](record as never) as never;
    await tx[kind].forget(item.id, without);
    // A client that resumes a subscription is not to learn from the log what the record has forgotten.
    const events = await tx.events.about(item.id);
    await tx.events.rewrite(events.map((event) => ({ ...event, record: without(event.record) })));
    await tx.recordings.forget(item.id);
  }
  if (last) await tx.jobState.set(mark, last.id);
  return items.length;
}
