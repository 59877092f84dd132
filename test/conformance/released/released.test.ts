import { expect, test } from 'vitest';
import { accepted, breakingChanges, changesBetween } from './changes.ts';

const ANSWER = 'Undo these, or accept them and say why: npm run schema:accept -- "…"; and list them in CHANGELOG.md.';

test('nothing breaks with the last release that was not accepted with a reason', () => {
  const known = new Set(accepted().flatMap(({ changes }) => changes));
  expect(
    breakingChanges().filter((change) => !known.has(change)),
    ANSWER,
  ).toEqual([]);
});

test('every accepted change has a reason, and is one still', () => {
  const now = new Set(breakingChanges());
  for (const { reason, changes } of accepted()) {
    expect(reason.length).toBeGreaterThan(20);
    expect(
      changes.filter((change) => !now.has(change)),
      'npm run schema:accept forgets these',
    ).toEqual([]);
  }
});

const BEFORE = `
  type Query { call(id: ID!): Call @requiresScopes(scopes: [["a"]]) old: String @deprecated }
  type Call @key(fields: "id") @key(fields: "vendor vendorId") { id: ID! vendor: String! vendorId: String! state: State! }
  enum State { ON OFF }
  input Filter { id: ID }`;

test.each([
  ['a field that is gone', 'old: String @deprecated', '', ['FIELD_REMOVED']],
  ['a field that can be null', 'state: State!', 'state: State', ['FIELD_CHANGED_KIND']],
  ['an enum value that is gone', 'ON OFF', 'ON', ['VALUE_REMOVED_FROM_ENUM']],
  ['an input that asks for more', 'id: ID }', 'id: ID until: Int! }', ['REQUIRED_INPUT_FIELD_ADDED']],
  ['a key that is gone', '@key(fields: "vendor vendorId")', '', ['KEY_REMOVED']],
  ['a field that asks for another scope', '[["a"]]', '[["b"]]', ['ACCESS_CHANGED']],
  ['a new value, a new field and an option', 'ON OFF', 'ON OFF ASLEEP', []],
])('%s is told', (_what, had, has, kinds) => {
  expect(changesBetween(BEFORE, BEFORE.replace(had, has)).map((line) => line.split(':')[0])).toEqual(kinds);
});
