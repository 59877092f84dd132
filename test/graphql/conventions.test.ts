import { Kind, print, type TypeNode } from 'graphql';
import { expect, test } from 'vitest';
import { DEFINITIONS } from './schema-files.ts';

const definitions = DEFINITIONS.map(({ definition }) => definition);
const inputs = definitions.filter((definition) => definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION);
const objects = definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);

const withoutBang = (type: TypeNode): string => print(type.kind === Kind.NON_NULL_TYPE ? type.type : type);

/** Inputs whose fields share what they share. */
const FAMILIES: readonly [string, RegExp, number][] = [
  ['make a binding', /^Create\w+BindingInput$/, 8],
  ['send', /^Send\w+Input$/, 5],
];

test.each(FAMILIES)('the inputs of what can %s share names, types, descriptions and order', (_what, named, count) => {
  const family = inputs.filter(({ name }) => named.test(name.value));
  expect(family).toHaveLength(count);
  const meanings = new Map<string, string>();
  const faults: string[] = [];
  // Which fields stand before which, in any of them.
  const before = new Map<string, Set<string>>();
  for (const { name: input, fields = [] } of family) {
    fields.forEach(({ name, type, description }, place) => {
      const meaning = `${withoutBang(type)}: ${description?.value}`;
      const known = meanings.get(name.value) ?? meaning;
      meanings.set(name.value, known);
      if (known !== meaning) faults.push(`${input.value}.${name.value} is “${meaning}”, elsewhere “${known}”`);
      for (const earlier of fields.slice(0, place)) {
        before.set(name.value, (before.get(name.value) ?? new Set()).add(earlier.name.value));
        if (before.get(earlier.name.value)?.has(name.value))
          faults.push(`${input.value}: ${earlier.name.value} and ${name.value} stand in the other order elsewhere`);
      }
    });
  }
  expect(faults).toEqual([]);
});

test('every input that makes or sends something begins with the key, the account, the reference and the metadata', () => {
  const keyed = inputs.filter(({ name }) => /^(Create\w+Binding|Send\w+|UpsertNumberGroup)Input$/.test(name.value));
  expect(keyed.length).toBe(14);
  for (const { fields = [] } of keyed) {
    const first = fields.slice(0, 4).map(({ name, type }) => `${name.value}: ${print(type)}`);
    expect(first).toEqual(['idempotencyKey: String!', 'accountId: ID', 'reference: String', 'metadata: JSONObject']);
  }
});

test('every mutation has a payload of its own, named after it, which says what went wrong', () => {
  const mutations = definitions.flatMap((definition) =>
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    definition.name.value === 'Mutation'
      ? (definition.fields ?? [])
      : [],
  );
  expect(mutations.length).toBeGreaterThan(15);
  for (const { name, type } of mutations) {
    const payload = `${name.value.charAt(0).toUpperCase()}${name.value.slice(1)}Payload`;
    expect(withoutBang(type)).toBe(payload);
    const declared = objects.find((object) => object.name.value === payload);
    expect(declared?.interfaces?.map((each) => each.name.value)).toContain('VoicePayload');
  }
});

test('every record says at which revision it is', () => {
  for (const name of ['Account', 'Binding', 'Call', 'NumberGroup', 'SmsMessage', 'VoiceMessage']) {
    const revision = objects
      .find((object) => object.name.value === name)
      ?.fields?.find((field) => field.name.value === 'revision');
    expect(revision && print(revision.type), name).toBe('Int!');
  }
});
