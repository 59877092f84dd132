import { describe, expect, test } from 'vitest';
import type { Field } from '../../src/vendors/field-table.ts';
import type { Decoded, Report, VendorAccount } from '../../src/vendors/vendor.ts';
import { leavesOf } from './leaves.ts';
import { NOTHING_SAID, otherSpellings, UNREADABLE } from './spellings-of-fields.ts';
import type { PushSample, VendorContract } from './vendor-contract.ts';

const LONG_IDS = ['12345678901234567890', '12345678901234567891'];
const PLACEHOLDER = '@id@';

type Item = PushSample['item'];

/** Every field of every kind of push, spoiled in every way, one at a time: what it may cost is itself. */
export function describeSpoiledFields({ module, samples, credentials }: VendorContract): void {
  const account: VendorAccount<unknown> = {
    id: 'acct_1',
    vendor: module.vendor,
    baseUrl: 'http://vendor.invalid',
    credentials,
    services: undefined,
    callbackUrl: () => 'http://127.0.0.1:9/callbacks/acct_1/token',
  };
  const { tables } = module.callbacks;

  /** The item itself and what came beside it. */
  const decode = (sample: PushSample, item: Item, change = (body: string) => body) => {
    const { body, ...push } = sample.push(item);
    const bytes = Buffer.from(change(body));
    const decoded = module.callbacks.decode({ kind: undefined, headers: {}, ...push, body: bytes }, account);
    const place = sample.place ?? 0;
    return { own: decoded[place] as Decoded, beside: decoded.toSpliced(place, 1) };
  };
  const reportsIn = (decoded: Decoded): Report => {
    if ('unreadable' in decoded) throw new Error(decoded.unreadable);
    return decoded.report;
  };
  const fieldsOf = (...needs: readonly Field['need'][]) =>
    samples.flatMap((sample) =>
      Object.entries(tables[sample.table]?.fields ?? {}).flatMap(([key, field]) => {
        const name = [...(field.names ?? [key])].find((each) => each in sample.item);
        const isAsked = needs.includes(field.need) && name !== undefined && !sample.decisive?.includes(name);
        return isAsked ? [[`${sample.title}: ${name}`, sample, name, field] as const] : [];
      }),
    );
  const without = (item: Item, name: string): Item => {
    const { [name]: _left, ...rest } = item;
    return rest;
  };

  test('there is a readable sample of each kind of push, and each of its fields is in one', () => {
    expect(new Set(samples.map(({ table }) => table))).toEqual(new Set(Object.keys(tables)));
    for (const sample of samples) expect(decode(sample, sample.item).own).toEqual({ report: expect.anything() });
    for (const [name, { fields }] of Object.entries(tables)) {
      const items = samples.filter(({ table }) => table === name).map(({ item }) => item);
      const lost = Object.entries(fields).filter(
        ([key, field]) => !(field.names ?? [key]).some((each) => items.some((item) => each in item)),
      );
      expect(lost).toEqual([]);
    }
  });

  const optional = fieldsOf('optional', 'name');
  describe.each(optional)('%s, which the item can be without,', (_title, sample, name, field) => {
    const base = () => decode(sample, sample.item);
    const lacking = () => decode(sample, without(sample.item, name));
    /** What is said of the item whether the field is there or not. */
    const untouched = () => {
      const left = leavesOf(reportsIn(lacking().own));
      return [...leavesOf(reportsIn(base().own))].filter((leaf) => left.has(leaf));
    };

    test.each(NOTHING_SAID)('costs nothing where it is $title', ({ value }) => {
      const { own, beside } = decode(sample, { ...sample.item, [name]: value });
      expect(reportsIn(own)).toEqual(reportsIn(lacking().own));
      expect(beside).toEqual(base().beside);
    });

    test.each(UNREADABLE)('costs itself where it is $title, and that is said', ({ value, isText }) => {
      const { own, beside } = decode(sample, { ...sample.item, [name]: value });
      // What takes any text takes this too, and may decide by it how a call went.
      if (isText && TAKES_ANY_TEXT.has(field.reader.reads))
        return expect(reportsIn(own).type).toBe(reportsIn(base().own).type);
      const leaves = leavesOf(reportsIn(own));
      for (const leaf of untouched()) expect(leaves).toContain(leaf);
      expect(beside).toEqual(base().beside);
      expect(own.remarks).toContainEqual({ field: name, message: expect.stringMatching(/left out/) });
      const known = new Set([...leavesOf(reportsIn(base().own)), ...leavesOf(reportsIn(lacking().own))]);
      expect([...leaves].filter((leaf) => !known.has(leaf))).toEqual([]);
    });

    const spellings = otherSpellings(field.reader, sample.item[name]);
    test.each(spellings.map((value) => [value]))('says the same where it is %j', (value) => {
      const { own, beside } = decode(sample, { ...sample.item, [name]: value });
      expect(own).toEqual(base().own);
      expect(beside).toEqual(base().beside);
    });
  });

  test('a push in which nothing names the record is unreadable, and its neighbours are not', () => {
    for (const sample of samples) {
      const naming = Object.entries(tables[sample.table]?.fields ?? {}).filter(([, { need }]) => need === 'name');
      if (naming.length === 0) continue;
      const item = naming.reduce((left, [name]) => without(left, name), sample.item);
      const { own, beside } = decode(sample, item);
      expect(own).toEqual({ unreadable: expect.stringMatching(/\S/) });
      expect(beside).toEqual(decode(sample, sample.item).beside);
    }
  });

  test('an id that is the number of a person in the same item is none: ids do not lie sealed', () => {
    for (const [, sample, name, { need }] of fieldsOf('required', 'name', 'optional').filter(isId)) {
      const person = Object.entries(tables[sample.table]?.fields ?? {})
        .filter(([, { reader }]) => reader.reads === 'phone number')
        .flatMap(([key, { names = [key] }]) =>
          names.flatMap((each) => (each in sample.item ? [sample.item[each]] : [])),
        )[0];
      if (person === undefined) continue;
      const { own } = decode(sample, { ...sample.item, [name]: `+86 ${person}` });
      if (need === 'required') expect(own).toEqual({ unreadable: expect.stringContaining(name) });
      else {
        expect(own.remarks).toContainEqual({ field: name, message: expect.stringMatching(/telephone number/) });
        expect(reportsIn(own)).toEqual(reportsIn(decode(sample, without(sample.item, name)).own));
      }
    }
  });

  const required = fieldsOf('required');
  if (required.length > 0) {
    test.each(required)(
      '%s is needed: without it that item is unreadable, and its neighbours are not',
      (_title, sample, name) => {
        for (const { value } of [...NOTHING_SAID, ...UNREADABLE.filter(({ isText }) => !isText)]) {
          const { own, beside } = decode(sample, { ...sample.item, [name]: value });
          expect(own).toEqual({ unreadable: expect.stringContaining(name) });
          expect(beside).toEqual(decode(sample, sample.item).beside);
        }
      },
    );
  }

  const naming = fieldsOf('account');
  if (naming.length > 0) {
    test.each(naming)('%s may be missing, and with another value the item is never applied', (_title, sample, name) => {
      const base = decode(sample, sample.item);
      for (const value of [undefined, null, '', ' '])
        expect(decode(sample, { ...sample.item, [name]: value })).toEqual(base);
      for (const value of ['another', 'null', '-', 0, -1, true, {}, [], [sample.item[name]]]) {
        const { own, beside } = decode(sample, { ...sample.item, [name]: value });
        expect(own).toEqual({ unreadable: expect.stringContaining('another') });
        expect(beside).toEqual(base.beside);
      }
    });
  }

  const ids = fieldsOf('optional', 'name', 'required').filter(isId);
  if (ids.length > 0) {
    test.each(ids)('%s keeps every digit where it is a JSON number', (_title, sample, name) => {
      for (const id of LONG_IDS) {
        const item = { ...sample.item, [name]: PLACEHOLDER };
        const { own } = decode(sample, item, (body) => body.replace(`"${PLACEHOLDER}"`, id));
        const asText = decode(sample, { ...sample.item, [name]: id });
        expect(own).toEqual(asText.own);
        expect(own).not.toHaveProperty('remarks');
      }
    });
  }
}

function isId([, , , { reader }]: readonly [string, PushSample, string, Field]): boolean {
  return reader.reads === 'id';
}

const TAKES_ANY_TEXT: ReadonlySet<string> = new Set(['text', 'words', 'id', 'phone number', 'virtual number', 'token']);
