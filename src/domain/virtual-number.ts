import { type Binding, TERM_FACTS } from './binding.ts';
import { CALL_FACTS, type Call } from './call.ts';
import type { FactRow } from './facts.ts';
import type { VoiceMessage } from './message.ts';
import { SMS_FACTS, type SmsMessage } from './sms.ts';

interface Roles<Item> {
  /** What the record names as a virtual number: X, Y, or what the callee saw. */
  virtual(record: Item): readonly (string | undefined)[];
  /** The numbers of people in it. */
  real(record: Item): readonly (string | undefined)[];
}

/** The numbers among some facts, told apart by whether they are people's. */
function rolesOf<Item>(table: object, factsOf: (record: Item) => object): Roles<Item> {
  const rows = table as Readonly<Record<string, FactRow>>;
  const [people, others] = [true, false].map((isPersons) =>
    Object.keys(rows).filter((fact) => rows[fact]?.number && (rows[fact].ofPerson === true) === isPersons),
  );
  const valuesOf = (record: Item, facts: readonly string[] = []) => {
    const values = factsOf(record) as Readonly<Record<string, string | undefined>>;
    return facts.map((fact) => values[fact]);
  };
  return { virtual: (record) => valuesOf(record, others), real: (record) => valuesOf(record, people) };
}

/** Roles in what vendors report of: X stays a person's number after the person was forgotten. */
function rolesInTraffic<Item extends Call | SmsMessage>(table: object): Roles<Item> {
  const { virtual, real } = rolesOf<Item>(table, (record) => record);
  return { virtual, real: (record) => [...real(record), ...(record.isXReal ? [record.numberX] : [])] };
}

/**
 * Which numbers of a record are named as virtual ones, and which are people's. Vendors put people's into fields that
 * are named after virtual ones: in Winnerlook's own sample (2.1.11) `displayNumber` is `callerNumber`.
 */
export const NUMBER_ROLES = {
  bindings: rolesOf<Binding>(TERM_FACTS, ({ terms }) => terms),
  calls: rolesInTraffic<Call>(CALL_FACTS),
  sms: rolesInTraffic<SmsMessage>(SMS_FACTS),
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
 * The numbers by which a binding proves that they are its account's virtual ones: its vendor has made it with them.
 * What was only asked for is not proved, nor is an X that a report alone has told.
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
