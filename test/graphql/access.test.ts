import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLField, type GraphQLObjectType, type GraphQLSchema, graphql, isUnionType } from 'graphql';
import { describe, expect, test, vi } from 'vitest';
import { ANONYMOUS, type Caller } from '../../src/domain/caller.ts';
import { enforceAccess, requirementOf } from '../../src/graphql/access.ts';
import type { GraphQLContext } from '../../src/graphql/context.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { sandboxSchema } from '../../src/sandbox/api/resolvers.ts';
import { aBinding, NEW_YEAR } from '../support/records.ts';
import { KEYED_TYPES } from './schema-files.ts';

// Vite would load graphql's ES module beside the CommonJS one that Node gives to other modules, and types of one are
// none of the other's. Here as in the running service there is one.
vi.mock('graphql', async () => (await import('node:module')).createRequire(import.meta.url)('graphql'));

const SCHEMAS = {
  'in the sandbox': createSchema([sandboxSchema(() => undefined)]),
  'outside the sandbox': createSchema(),
};
/** What a request without a token may ask for: the schema itself, and entities, whose types ask for what they need. */
const PUBLIC = ['Query._service', 'Query._entities'];
/** What only the operator of the vendor accounts may do. */
const OPERATORS = [
  'Query.auditTrail',
  'Query.deliveries',
  'Mutation.eraseNumber',
  'Mutation.refreshAccount',
  'Mutation.pullReports',
  'Mutation.replayDelivery',
];

type Field = GraphQLField<unknown, unknown>;
const fieldsOf = (type: GraphQLObjectType | null | undefined): Field[] => Object.values(type?.getFields() ?? {});

function rootFields(schema: GraphQLSchema): { name: string; field: Field }[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    fieldsOf(type).map((field) => ({ name: `${type?.name}.${field.name}`, field })),
  );
}

const guardedFields = (schema: GraphQLSchema) => rootFields(schema).filter(({ name }) => !PUBLIC.includes(name));
const callerWith = (...scopes: string[]): Caller => ({ ...ANONYMOUS, subject: 'somebody', scopes: new Set(scopes) });
/** A context that knows who asks; whatever else is asked of it, the guard let through. */
const contextOf = (caller: Caller) => ({ caller }) as GraphQLContext;

function ask({ field, caller }: { field: Field; caller: Caller }): unknown {
  const call = field.subscribe ?? field.resolve;
  return call?.({}, {}, contextOf(caller), {} as never);
}

describe.each(Object.entries(SCHEMAS))('%s', (_where, schema) => {
  test('every field of Query, Mutation and Subscription is guarded, or known to be public', () => {
    const open = rootFields(schema).filter(({ field }) => requirementOf(field).scopes.length === 0);
    expect(open.map(({ name }) => name).sort()).toEqual(PUBLIC.toSorted());
  });

  test('without a token nothing but the schema is answered', () => {
    for (const { name, field } of guardedFields(schema)) {
      expect(() => ask({ field, caller: ANONYMOUS }), name).toThrow(
        expect.objectContaining({ extensions: expect.objectContaining({ code: 'UNAUTHENTICATED' }) }),
      );
    }
  });

  test('a token without scopes gets no further than one that names them', () => {
    for (const { name, field } of guardedFields(schema)) {
      expect(() => ask({ field, caller: callerWith() }), name).toThrow(
        expect.objectContaining({ message: expect.stringMatching(/voice:/), extensions: { code: 'FORBIDDEN' } }),
      );
    }
  });

  test('mutations need voice:write, queries and subscriptions voice:read, and what is the operator’s voice:admin', () => {
    for (const { name, field } of guardedFields(schema)) {
      const usual = name.startsWith('Mutation.') ? 'voice:write' : 'voice:read';
      const scope = OPERATORS.includes(name) ? 'voice:admin' : usual;
      const needed = requirementOf(field).scopes.some((lists) => lists.every((list) => list.includes(scope)));
      expect(needed, `${name} needs ${scope}`).toBe(true);
      const others = ['voice:read', 'voice:write', 'voice:pii', 'voice:admin'].filter((other) => other !== scope);
      expect(() => ask({ field, caller: callerWith(...others) }), name).toThrow(
        expect.objectContaining({ extensions: { code: 'FORBIDDEN' } }),
      );
    }
  });

  test('the entities are the types with a key', () => {
    const union = schema.getType('_Entity');
    const members = isUnionType(union) ? union.getTypes() : [];
    expect(members.map(({ name }) => name).sort()).toEqual(KEYED_TYPES);
  });

  test.each(KEYED_TYPES)('the entity %s asks for a token with voice:read by its type', (name) => {
    const directives = schema.getType(name)?.astNode?.directives ?? [];
    expect(directives.map((directive) => directive.name.value)).toEqual(
      expect.arrayContaining(['authenticated', 'requiresScopes']),
    );
  });
});

describe('an entity that another subgraph asks for', () => {
  const binding = aBinding({ reference: 'order-42', metadata: { note: 'ring twice' } });
  const entity = (caller: Caller, fields = '... on Binding { id status reference metadata }') =>
    graphql({
      schema: SCHEMAS['outside the sandbox'],
      source: `query ($of: [_Any!]!) { _entities(representations: $of) { ${fields} } }`,
      variableValues: { of: [{ __typename: 'Binding', id: binding.id }] },
      contextValue: { caller, reads: { bindings: { load: async () => binding } } },
    });

  test('is shown to a caller that may read', async () => {
    expect(await entity(callerWith('voice:read'))).toMatchObject({
      data: { _entities: [{ id: binding.id, status: 'ACTIVE', reference: 'order-42', metadata: binding.metadata }] },
    });
  });

  test.each([
    ['who sends no token', ANONYMOUS, 'UNAUTHENTICATED'],
    ['a token without voice:read', callerWith('voice:write', 'voice:pii'), 'FORBIDDEN'],
  ])('is not shown to %s', async (_who, caller, code) => {
    const answer = await entity(caller);
    expect(JSON.stringify(answer.data ?? null)).not.toMatch(/order-42|ring twice|ACTIVE/);
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
    // Nor does its caller learn that there is such a binding.
    expect(JSON.stringify(await entity(caller, '__typename'))).not.toContain('Binding');
  });
});

test('attempts at accounts that the caller may not see are left out; attempts at an account that is gone are shown', async () => {
  const failure = { code: 'VENDOR_ERROR', message: 'It failed.', vendor: { code: '7', message: '失败' } } as const;
  const tried = (accountId: string) => ({ accountId, at: NEW_YEAR, outcome: 'Rejected', failure }) as const;
  const binding = aBinding({ attempts: [tried('acct_1'), tried('acct_2')] });
  const attempts = async (accounts: readonly string[] | undefined) => {
    const { data, errors } = await graphql({
      schema: SCHEMAS['outside the sandbox'],
      source: `{ binding(id: "${binding.id}") { attempts { outcome account { id } error { code vendor { code } } } } }`,
      contextValue: {
        caller: { ...callerWith('voice:read'), accounts: accounts && new Set(accounts) },
        reads: { bindings: { load: async () => binding }, accounts: { find: () => undefined } },
      },
    });
    expect(errors).toBeUndefined();
    return (data as { binding: { attempts: object[] } }).binding.attempts;
  };
  expect(await attempts(['acct_1'])).toEqual([
    { outcome: 'REJECTED', account: null, error: { code: 'VENDOR_ERROR', vendor: null } },
  ]);
  expect(await attempts(undefined)).toHaveLength(2);
});

describe('a field', () => {
  const schema = enforceAccess(
    makeExecutableSchema({
      typeDefs: `
        directive @authenticated on FIELD_DEFINITION | OBJECT
        directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION | OBJECT
        scalar PhoneNumber
        type Secret @requiresScopes(scopes: [["c"]]) { value: String }
        type Query {
          open: String
          token: String @authenticated
          either: String @requiresScopes(scopes: [["a", "b"], ["c"]])
          both: Secret @requiresScopes(scopes: [["a"]])
          number: PhoneNumber
          numbers: [[PhoneNumber]]
          later: PhoneNumber
          none: PhoneNumber
          failure: VendorError
        }
        type VendorError { code: String, message: String }`,
      resolvers: {
        Query: {
          both: () => ({ value: 'secret' }),
          number: () => '13800138000',
          numbers: () => [['13800138000', null], ['95588']],
          later: async () => '13900139000',
          failure: () => ({ code: '13800138000', message: '号码 13800138000 在黑名单' }),
        },
      },
    }),
  );
  const read = async (source: string, caller: Caller) => {
    const { data, errors } = await graphql({
      schema,
      source: `{ ${source} }`,
      contextValue: { caller },
      rootValue: {},
    });
    return errors ? errors[0]?.extensions.code : { ...data };
  };

  test.each([
    ['open', ANONYMOUS, { open: null }],
    ['token', ANONYMOUS, 'UNAUTHENTICATED'],
    ['token', callerWith(), { token: null }],
    ['either', callerWith('a'), 'FORBIDDEN'],
    ['either', callerWith('b'), 'FORBIDDEN'],
    ['either', callerWith('a', 'b'), { either: null }],
    ['either', callerWith('c'), { either: null }],
    ['both { value }', callerWith('a'), 'FORBIDDEN'],
    ['both { value }', callerWith('c'), 'FORBIDDEN'],
    ['both { value }', callerWith('a', 'c'), { both: { value: 'secret' } }],
  ])('asks for all scopes of one of its lists, and for those of its type: %s', async (source, caller, expected) => {
    expect(await read(source, caller)).toEqual(expected);
  });

  test('shows a number masked, in lists and from promises too, unless the caller may see numbers', async () => {
    const source = 'number numbers later none';
    expect(await read(source, ANONYMOUS)).toEqual({
      number: '138****8000',
      numbers: [['138****8000', null], ['****']],
      later: '139****9000',
      none: null,
    });
    expect(await read('failure { message }', ANONYMOUS)).toEqual({ failure: { message: '号码 138****8000 在黑名单' } });
    expect(await read(source, callerWith('voice:pii'))).toMatchObject({ number: '13800138000', later: '13900139000' });
  });
});
