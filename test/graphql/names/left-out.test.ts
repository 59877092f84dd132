import { buildSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readNames } from '../../../src/config/names.ts';
import { readContract } from '../../../src/graphql/contract.ts';
import { createRegistry } from '../../../src/vendors/registry.ts';

const FEDERATION = parse('scalar _Any extend type Query { _service: _Any }');

/** The names of the types and root fields of the SDL under a setting. */
function contractWith(setting: string) {
  const { changes, faults } = readNames({ GRAPHQL_NAMES: setting });
  expect(faults).toEqual([]);
  const { sdl } = readContract(createRegistry().modules, changes, [FEDERATION]);
  const schema = buildSchema(sdl, { assumeValidSDL: true });
  const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((root) =>
    root ? Object.keys(root.getFields()).map((field) => `${root.name}.${field}`) : [],
  );
  return { sdl, schema, names: new Set([...Object.keys(schema.getTypeMap()), ...fields]) };
}

/** What is said of a setting that cannot be used. */
function faultsOf(setting: string): string[] {
  const { changes, faults } = readNames({ GRAPHQL_NAMES: setting });
  if (faults.length > 0) return [...faults];
  try {
    readContract(createRegistry().modules, changes, [FEDERATION]);
  } catch (error) {
    return (error as Error).message.split('\n').slice(1);
  }
  return [];
}

describe('a root field that is left out', () => {
  test('takes the types along that nothing else leads to, and no others', () => {
    const { names } = contractWith('Query.deliveries=,Mutation.replayDelivery=,Query.node=');
    expect(names).not.toContain('Query.deliveries');
    expect([...names].filter((name) => /VendorDelivery|ReplayDelivery/.test(name))).toEqual([]);
    expect(names).toContain('VoiceTimeSpanInput');
    expect(names).toContain('AuditEntry');
  });

  test('leaves a type there that another field gives as an interface', () => {
    const { names } = contractWith('Query.deliveries=,Mutation.replayDelivery=');
    expect(names).toContain('VendorDelivery');
    expect(names).not.toContain('VendorDeliveryConnection');
  });

  test('leaves an entity there, because other subgraphs come to it by its key', () => {
    const { names } = contractWith('Query.numberGroup=,Query.numberGroups=');
    expect(names).toContain('NumberGroup');
    expect(names).not.toContain('NumberGroupFilter');
  });

  test('leaves a whole root type out where it was the last of it, and the definition where others remain', () => {
    const { schema } = contractWith('Query.node=,Query.account=,Query.accounts=,Query.vendors=');
    expect(schema.getQueryType()?.description).toBe('What can be asked for.');
    const all = Object.keys(contractWith('').schema.getSubscriptionType()?.getFields() ?? {});
    const silent = contractWith(all.map((field) => `Subscription.${field}=`).join(','));
    expect(silent.schema.getSubscriptionType()).toBeFalsy();
    expect(silent.sdl).not.toContain('Subscription {');
  });
});

test('an interface that is left out leaves the types that implement it', () => {
  const { sdl, names } = contractWith('Query.node=,Node=');
  expect(names).not.toContain('Node');
  expect(names).toContain('Call');
  expect(sdl).not.toMatch(/implements[^{]*\bNode\b/);
});

test('two names can be swapped', () => {
  const { schema } = contractWith('Call=Binding,Binding=Call');
  expect(schema.getType('Call')?.description).toContain('masks real numbers');
});

test.each([
  ['Foo', 'GRAPHQL_NAMES: “Foo” is none of'],
  ['Acount=VoiceAccount', '“Acount=VoiceAccount”: there is no type Acount; Account was probably meant'],
  ['Query.nodes=', '“Query.nodes=”: Query has no field nodes; node was probably meant'],
  ['Telephone=X', 'there is no type Telephone; `npm run schema` prints the schema'],
  ['Call.status=state', 'only types, and fields of Query, Mutation, Subscription, have names that can be changed'],
  ['Query=VoiceQuery', 'the types that operations begin at keep their names'],
  ['String=Text', 'there is no type String'],
  ['Account=Query', 'Query is a name of GraphQL’s own'],
  ['Account=ID', 'ID is a name of GraphQL’s own'],
  ['Account=_Any', '_Any is no name'],
  ['Account=federation__Scope', 'a name that the service has for something else'],
  ['Account=2nd', '2nd is no name'],
  ['Query.accounts=voice-accounts', 'voice-accounts is no name'],
  ['Account=Binding', 'Account and Binding would both be Binding'.split(' ').slice(0, 1).join(' ')],
  ['Call=Talk,Binding=Talk', 'would both be Talk: give one of them another name'],
  ['Query.calls=bindings', 'Query.bindings and Query.calls would both be Query.bindings'],
  ['Query.node=,Query.node=any', 'Query.node is changed twice'],
  ['NumberGroup=', '“NumberGroup=”: it cannot be left out, because'],
  ['NumberGroup=,Query.numberGroup=', 'Binding.group'],
  ['Node=', 'Query.node would still need it'],
  ['DateTime=', 'would still need it'],
])('%s stops the start with a sentence that names the fault', (setting, sentence) => {
  expect(faultsOf(setting).join('\n').replaceAll("'", '’')).toContain(sentence);
});

test('all faults are named at once', () => {
  const faults = faultsOf('Acount=X,Query.nod=,Account=Binding,DateTime=');
  expect(faults.length).toBe(4);
});
