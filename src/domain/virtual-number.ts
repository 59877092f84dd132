import type { Binding } from './binding.ts';
import type { Call } from './call.ts';
import type { VoiceMessage } from './message.ts';
import type { SmsMessage } from './sms.ts';

interface Roles<Item> {
  /** What the record names as a virtual number: X, Y, or what the callee saw. */
  virtual(record: Item): readonly (string | undefined)[];
  /** The numbers of people in it. */
  real(record: Item): readonly (string | undefined)[];
}

/**
 * Which numbers of a record are named as virtual ones, and which are people's. Vendors put people's into fields that are
 * named after virtual ones: in Winnerlook's own sample (2.1.11) `displayNumber` is `callerNumber`.
 */
export const NUMBER_ROLES = {
  bindings: {
    virtual: ({ terms }) => [terms.numberX, terms.numberY],
    real: ({ terms }) => [terms.numberA, terms.numberB, terms.replacesNumberA],
  } satisfies Roles<Binding>,
  calls: {
    virtual: ({ numberX }) => [numberX],
    real: ({ caller, callee, isXReal, numberX }) => [caller, callee, ...(isXReal ? [numberX] : [])],
  } satisfies Roles<Call>,
  sms: {
    virtual: ({ numberX }) => [numberX],
    real: ({ from, to, isXReal, numberX }) => [from, to, ...(isXReal ? [numberX] : [])],
  } satisfies Roles<SmsMessage>,
  messages: {
    virtual: ({ displayedNumber }) => [displayedNumber],
    real: ({ recipient }) => [recipient],
  } satisfies Roles<VoiceMessage>,
} as const;

/** The kinds of records that have numbers of both roles. */
export type KindWithRoles = keyof typeof NUMBER_ROLES;

/** The numbers that a record names as virtual ones and that are none of its own people's. */
export function mayBeVirtual(kind: KindWithRoles, record: unknown): string[] {
  const { virtual, real } = NUMBER_ROLES[kind] as Roles<unknown>;
  const people = real(record);
  return virtual(record).filter((number): number is string => number !== undefined && !people.includes(number));
}

/** Whether a number is one of the real ones that a binding hides. */
export function isRealIn(binding: Binding, number: string): boolean {
  return NUMBER_ROLES.bindings.real(binding).includes(number);
}

/**
 * The numbers by which a binding proves that they are its account's virtual ones: its vendor has made it with them. What
 * was only asked for is not proved, nor is an X that a report alone has told.
 */
export function provedBy(binding: Binding): string[] {
  const { status, activatedAt, isXTold, terms } = binding;
  if (activatedAt === undefined && status !== 'ACTIVE') return [];
  return mayBeVirtual('bindings', binding).filter((number) => !(isXTold && number === terms.numberX));
}

/** The mark of a record whose X is a person's number: what says so is about to be taken out of it. */
export function markRealX<Item extends Call | SmsMessage>(kind: 'calls' | 'sms', record: Item): Item {
  const { numberX } = record;
  if (numberX === undefined || mayBeVirtual(kind, record).includes(numberX)) return record;
  return { ...record, isXReal: true };
}
