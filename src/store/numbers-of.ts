import type { Binding } from '../domain/binding.ts';
import type { Call } from '../domain/call.ts';
import type { EventSubject } from '../domain/event.ts';
import type { NumberGroup } from '../domain/group.ts';
import type { VoiceMessage } from '../domain/message.ts';
import type { SmsMessage } from '../domain/sms.ts';

/** The numbers by which a record of each table is found. */
export const NUMBERS_OF = {
  bindings: ({ terms }: Binding) => [terms.numberA, terms.numberB, terms.numberX, terms.numberY],
  calls: ({ caller, callee, numberX }: Call) => [caller, callee, numberX],
  messages: ({ recipient }: VoiceMessage) => [recipient],
  sms: ({ from, to, numberX }: SmsMessage) => [from, to, numberX],
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
