import { type Binding, TERM_FACTS } from '../domain/binding.ts';
import { CALL_FACTS, type Call } from '../domain/call.ts';
import type { EventSubject } from '../domain/event.ts';
import { findingFacts, numberFacts } from '../domain/facts.ts';
import type { NumberGroup } from '../domain/group.ts';
import { MESSAGE_FACTS, type VoiceMessage } from '../domain/message.ts';
import { readPhoneNumber } from '../domain/phone-number.ts';
import { SMS_FACTS, type SmsMessage } from '../domain/sms.ts';

/** The tables whose rows are sealed records with an id. */
export type RecordTable = keyof typeof NUMBERS_OF | 'account_states';

/** The facts by which records are found, and those that are numbers, as the tables of facts have them. */
const FINDING = {
  terms: findingFacts(TERM_FACTS),
  call: findingFacts(CALL_FACTS),
  sms: findingFacts(SMS_FACTS),
} as const;
const NUMBERS = {
  terms: numberFacts(TERM_FACTS),
  call: numberFacts(CALL_FACTS),
  message: numberFacts(MESSAGE_FACTS),
  sms: numberFacts(SMS_FACTS),
} as const;

/** The numbers by which a record of each table is found. */
export const NUMBERS_OF = {
  bindings: ({ terms }: Binding) => FINDING.terms.map((term) => terms[term]),
  calls: (call: Call) => FINDING.call.map((fact) => call[fact]),
  messages: ({ recipient }: VoiceMessage) => [recipient],
  sms: (sms: SmsMessage) => FINDING.sms.map((fact) => sms[fact]),
  number_groups: ({ numbers }: NumberGroup) => numbers,
} as const;

/** The numbers in the record of an event, as it stood then. */
export function numbersOfEvent(event: EventSubject): readonly (string | undefined)[] {
  switch (event.topic) {
    case 'BINDING':
      return NUMBERS_OF.bindings(event.record);
    case 'CALL':
      return NUMBERS_OF.calls(event.record);
    case 'MESSAGE':
      return NUMBERS_OF.messages(event.record);
    case 'SMS':
      return NUMBERS_OF.sms(event.record);
    case 'ACCOUNT':
      return [];
  }
}

/**
 * A record of each table with its numbers in their one spelling, the same object where they are: a row can be of a
 * version that left some of them as vendors write them.
 */
const SPELLED = {
  bindings: (binding: Binding): Binding => {
    const terms = spelled(binding.terms, NUMBERS.terms);
    return terms === binding.terms ? binding : { ...binding, terms };
  },
  calls: (call: Call): Call => spelled(call, NUMBERS.call),
  messages: (message: VoiceMessage): VoiceMessage => {
    const content = spelled(message.content, ['displayNumber']);
    const own = content === message.content ? message : { ...message, content };
    return spelled(own, ['recipient', ...NUMBERS.message]);
  },
  sms: (sms: SmsMessage): SmsMessage => spelled(sms, NUMBERS.sms),
  number_groups: (group: NumberGroup): NumberGroup => {
    const numbers = group.numbers.map(readPhoneNumber);
    return numbers.every((number, place) => number === group.numbers[place])
      ? group
      : { ...group, numbers: [...new Set(numbers)] };
  },
} as const;

/** Where the record of an event lies. */
export const TABLE_OF_TOPIC = { BINDING: 'bindings', CALL: 'calls', MESSAGE: 'messages', SMS: 'sms' } as const;

/** A record of a table with its numbers in their one spelling. */
export function spelledRecord<Item>(table: RecordTable, record: Item): Item {
  return table === 'account_states' ? record : (SPELLED[table](record as never) as Item);
}

/** An event whose record has its numbers in their one spelling; the same object where it had them so. */
export function spelledEvent<Event extends EventSubject>(event: Event): Event {
  if (event.topic === 'ACCOUNT') return event;
  const record = spelledRecord<unknown>(TABLE_OF_TOPIC[event.topic], event.record);
  return record === event.record ? event : { ...event, record };
}

/** An object with some of its texts read as numbers; the same object where that changes none. */
function spelled<T extends object>(object: T, fields: readonly (keyof T)[]): T {
  const changed = fields.flatMap((field) => {
    const given = object[field];
    const read = typeof given === 'string' ? readPhoneNumber(given) : given;
    return read === given ? [] : [[field, read]];
  });
  return changed.length === 0 ? object : { ...object, ...Object.fromEntries(changed) };
}
