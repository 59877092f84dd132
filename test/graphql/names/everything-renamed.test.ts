import { type GraphQLObjectType, type GraphQLSchema, isObjectType, parse, printSchema, validate } from 'graphql';
import { getComplexity } from 'graphql-query-complexity';
import { expect, test, vi } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { requirementOf } from '../../../src/graphql/access.ts';
import { readContract } from '../../../src/graphql/contract.ts';
import { costOfField } from '../../../src/graphql/limits/cost.ts';
import { limitRules } from '../../../src/graphql/limits/rules.ts';
import { operationsFor } from '../../../src/graphql/names/rename-operations.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import { CONSOLE_TABS } from '../../../src/http/console/tabs.ts';
import { sandboxSchema } from '../../../src/sandbox/api/resolvers.ts';
import { createRegistry } from '../../../src/vendors/registry.ts';
import { renameEverything } from './rename-everything.ts';

// Vite would load graphql's ES module beside the CommonJS one that Node gives elsewhere.
vi.mock('graphql', async () => (await import('node:module')).createRequire(import.meta.url)('graphql'));

const SANDBOX = [sandboxSchema(() => undefined)];
const plain = createSchema(SANDBOX);
const { changes, back } = renameEverything();
const renamed = createSchema(SANDBOX, changes);

/** What a field of each type asks of its caller, by the names that the contract has. */
const requirements = (schema: GraphQLSchema, name: (text: string) => string) =>
  Object.values(schema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => [`${name(type.name)}.${name(field.name)}`, requirementOf(field)]),
    )
    .sort();

test('a schema in which every type and root field has another name is the same schema, name for name', () => {
  const before = printSchema(plain);
  const after = printSchema(renamed);

  expect(after).not.toMatch(/\b(?:type Call|scalar PhoneNumber|createAxbBinding|union _Entity = Account)\b/);
  const lines = (sdl: string) => sdl.split('\n').sort();
  expect(lines(back(after))).toEqual(lines(before));
});

test('every field asks the same of its caller under another name', () => {
  expect(requirements(renamed, back)).toEqual(requirements(plain, (name) => name));
});

test('operations written by the contract’s names can be sent to it, answer under them, and cost the same', () => {
  const cost = (schema: GraphQLSchema, query: string) =>
    getComplexity({ schema, query: parse(query), estimators: [costOfField], variables: { id: 'x', input: {} } });
  const costly = `query ($filter: CallFilter) { calls(first: 50, filter: $filter) { nodes { id } edges { node { id } } pageInfo { endCursor } } ...on Query { vendors { name } } }`;
  const sending =
    'mutation { sendIvrCall(input: { idempotencyKey: "k", recipients: ["1", "2"] }) { userErrors { code } } }';
  for (const text of [...CONSOLE_TABS.map(({ query }) => query), costly, sending]) {
    const outside = operationsFor(renamed, text) ?? '';
    expect(validate(renamed, parse(outside))).toEqual([]);
    if (!text.includes('subscription')) expect(cost(renamed, outside)).toBe(cost(plain, text));
  }
});

test('a mutation under another name counts as one that reaches a vendor, or as one that does not', () => {
  const refused = (mutations: string) => {
    const text = operationsFor(renamed, `mutation { ${mutations} }`) ?? '';
    return (
      validate(renamed, parse(text), limitRules({ ...readConfig({}).limits, vendorMutations: 1 }, true)).length > 0
    );
  };
  const replay = (alias: string) => `${alias}: replayDelivery(input: { deliveryId: "x" }) { userErrors { code } }`;
  const refresh = (alias: string) => `${alias}: refreshAccount(input: { accountId: "x" }) { userErrors { code } }`;
  expect(refused(`${replay('a')} ${replay('b')}`)).toBe(false);
  expect(refused(`${refresh('a')} ${replay('b')}`)).toBe(false);
  expect(refused(`${refresh('a')} ${refresh('b')}`)).toBe(true);
});

test('the printed SDL has every change, in descriptions too where a name can be nothing else', () => {
  const { sdl } = readContract(createRegistry().modules, changes);
  expect(sdl).toContain('as mRefreshAccount last heard');
  expect(sdl).toContain('{ __typename: "TVoiceActivity", reference: order.id }');
  expect(sdl).toContain('"One telephone call through a binding."');
});
