import type { Remark } from '../domain/delivery.ts';
import { readPhoneNumber } from '../domain/phone-number.ts';
import { isOdd, type Odd, type Reader, type Reading } from './read-text.ts';

/**
 * What a field is to its item. Without a `required` one, or without any of the `name`s, the item cannot be read; one
 * that names the `account` may be missing, and with another value the item is never applied; an odd `optional` one is
 * left out, with a remark.
 */
export type Need = 'required' | 'name' | 'account' | 'optional';

type Said = string | number;

/** A field of a vendor's item. */
export interface Field<Value extends Said = Said, N extends Need = Need> {
  readonly need: N;
  readonly reader: Reader<Value>;
  /** The names under which it can come, where those are not known for sure; else it has the name in its table. */
  readonly names?: readonly [string, ...string[]];
}

export const required = <Value extends Said>(
  reader: Reader<Value>,
  ...names: readonly string[]
): Field<Value, 'required'> => field('required', reader, names);

export const optional = <Value extends Said>(
  reader: Reader<Value>,
  ...names: readonly string[]
): Field<Value, 'optional'> => field('optional', reader, names);

/** One of the fields that name the record; any of them suffices. */
export const name = <Value extends Said>(reader: Reader<Value>): Field<Value, 'name'> => field('name', reader, []);

/** Names are compared without spaces: Emay prints some around the dashes of its own (2.1.2.2). */
const accountName: Reader<string> = {
  reads: 'account',
  // Only what is empty is missing here: a word such as “null” is another account’s name.
  read: (said) => (said === null || said === undefined ? undefined : withoutSpaces(said) || undefined),
};

/** A field that names the account. */
export const account = (...names: readonly string[]): Field<string, 'account'> => field('account', accountName, names);

/** A value for comparison; what is no text equals none. */
export const withoutSpaces = (said: unknown): string =>
  typeof said === 'string' || typeof said === 'number' ? String(said).replace(/\s/g, '') : ' ';

function field<Value extends Said, N extends Need>(
  need: N,
  reader: Reader<Value>,
  names: readonly string[],
): Field<Value, N> {
  const [first, ...rest] = names;
  return { need, reader, ...(first === undefined ? {} : { names: [first, ...rest] }) };
}

export type Fields = Readonly<Record<string, Field>>;
type ValueOf<F> = F extends Field<infer Value> ? Value : never;
type NamesOf<F extends Fields, N extends Need> = {
  [Name in keyof F]: F[Name]['need'] extends N ? Name : never;
}[keyof F];

/** What was read of an item. */
export type Values<F extends Fields> = { readonly [Name in NamesOf<F, 'required'>]: ValueOf<F[Name]> } & {
  readonly [Name in Exclude<keyof F, NamesOf<F, 'required'>>]?: ValueOf<F[Name]> | undefined;
};

/** What each field that names the account has to be, by its name in the table. */
type Own<F extends Fields> = { readonly [Name in NamesOf<F, 'account'>]: string };

export type ItemRead<F extends Fields> =
  | { readonly values: Values<F>; readonly remarks: readonly Remark[] }
  | { readonly unreadable: string };

/** The fields of a kind of item, said once: how each is read, and what it costs where it cannot be. */
export interface FieldTable<F extends Fields = Fields> {
  readonly fields: F;
  /** Every name that a field can come under. */
  readonly names: readonly string[];
  read(item: unknown, own: Own<F>): ItemRead<F>;
}

export function fieldTable<const F extends Fields>(fields: F): FieldTable<F> {
  const rows = Object.entries<Field>(fields).map(([key, field]): Row => ({ key, names: [key], ...field }));
  const naming = rows.filter(({ need }) => need === 'name').map(({ key }) => key);
  const nameless = { unreadable: `It names neither ${naming.join(' nor ')}.` };
  return {
    fields,
    names: rows.flatMap(({ names }) => names),
    read: (item, own) => {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) return NO_OBJECT;
      const values: Record<string, Said> = {};
      const oddities: Oddity[] = [];
      for (const { key, names, need, reader } of rows) {
        const value = readFirst(item as Readonly<Record<string, unknown>>, names, reader, oddities);
        if (value !== undefined) values[key] = value;
        if (need === 'required' && value === undefined) return { unreadable: withoutValue(key, names, oddities) };
        if (need === 'account' && value !== undefined && value !== withoutSpaces((own as OwnNames)[key])) {
          return { unreadable: `The push names another ${key} than the one of this account.` };
        }
      }
      for (const { key, names, need } of idsOfPeople(rows, values)) {
        delete values[key];
        const field = names.find((each) => each in item) ?? key;
        oddities.push({ field, odd: 'is the telephone number of a person' });
        if (need === 'required') return { unreadable: withoutValue(key, names, oddities) };
      }
      if (naming.length > 0 && naming.every((key) => values[key] === undefined)) return nameless;
      return { values: values as Values<F>, remarks: oddities.map(remarkOn) };
    },
  };
}

interface Row extends Field {
  readonly key: string;
  readonly names: readonly [string, ...string[]];
}

/**
 * Fields that should hold an id and hold the number of a person who calls or is called. It would make one record of all
 * calls of that person, and ids do not lie sealed in the database.
 */
function idsOfPeople(rows: readonly Row[], values: Readonly<Record<string, Said>>): Row[] {
  const people = rows.flatMap(({ key, reader }) => (reader.reads === 'phone number' ? (values[key] ?? []) : []));
  if (people.length === 0) return [];
  return rows.filter(({ key, reader }) => {
    const id = reader.reads === 'id' ? values[key] : undefined;
    return typeof id === 'string' && people.includes(readPhoneNumber(id));
  });
}

type OwnNames = Readonly<Record<string, string>>;

const NO_OBJECT = { unreadable: 'It is no object with fields.' };

interface Oddity extends Odd {
  readonly field: string;
}

const remarkOn = ({ field, odd }: Oddity): Remark => ({ field, message: `It ${odd}, so it was left out.` });

/** The value under the first name that has one; what is odd under the names before it is noted. */
function readFirst(
  item: Readonly<Record<string, unknown>>,
  names: readonly string[],
  reader: Reader<Said>,
  oddities: Oddity[],
): Said | undefined {
  for (const field of names) {
    const reading: Reading<Said> = reader.read(item[field]);
    if (isOdd(reading)) oddities.push({ field, odd: reading.odd });
    else if (reading !== undefined) return reading;
  }
  return undefined;
}

/** Why an item has no value for what it must have. */
function withoutValue(key: string, names: readonly string[], oddities: readonly Oddity[]): string {
  const found = oddities.findLast(({ field }) => names.includes(field));
  if (found) return `${found.field}: ${found.odd}.`;
  return `${names.length > 1 ? `${key} (${names.join(', ')})` : key}: is missing.`;
}
