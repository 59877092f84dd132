import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCOUNT, bearer, PRODUCTION } from '../support/production.ts';
import { type GraphQLAnswer, type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { openSocket, type TestSocket } from '../support/socket.ts';

// Each stands for what a caller may put into a document by mistake: a person's number.
const CANARY = '13800138000';
const CANARY_NAME = 'x13800138000';
// The number, but not where it is part of a name: what a document calls by a name is told.
const ECHO = new RegExp(`(?<![A-Za-z_])${CANARY}`);
const STRING = `"${CANARY}"`;

interface Placed {
  readonly extensions: { readonly code: string };
  readonly path: readonly (string | number)[];
}

interface Case {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

/** Literals that fit nowhere in the places that they are put into. */
const LITERALS = [
  STRING,
  CANARY,
  `-${CANARY}`,
  `${CANARY}.5`,
  CANARY_NAME,
  `[${STRING}]`,
  `{ ${CANARY_NAME}: 1 }`,
  `{ a: ${STRING} }`,
];

/** Places of every scalar, of enums and of input objects, each with a hole for a literal. */
const PLACES = [
  (value: string) => `{ calls(first: ${value}) { nodes { id } } }`,
  (value: string) => `{ calls(first: 1, after: ${value}) { nodes { id } } }`,
  (value: string) => `{ calls(first: 1, filter: { statuses: ${value} }) { nodes { id } } }`,
  (value: string) => `{ calls(first: 1, filter: { created: { from: ${value} } }) { nodes { id } } }`,
  (value: string) => `{ calls(first: 1, filter: ${value}) { nodes { id } } }`,
  (value: string) => `{ call(id: ${value}) { id } }`,
  (value: string) => `{ accounts @skip(if: ${value}) { id } }`,
  (value: string) => `mutation { createAxbBinding(input: ${value}) { binding { id } } }`,
  (value: string) =>
    `mutation { createAxbBinding(input: { idempotencyKey: "k", numberA: ${value}, metadata: ${value}, record: ${value}, lifetimeSeconds: ${value} }) { binding { id } } }`,
  (value: string) =>
    `mutation { sendVoiceNotification(input: { idempotencyKey: "k", recipients: ${value}, templateId: ${value}, accountId: "${CANARY}" }) { userErrors { message } } }`,
  (value: string) => `query Q($first: Int = ${value}) { calls(first: $first) { nodes { id } } }`,
  (value: string) => `subscription { callStatusChanged(filter: { ids: ${value} }, after: ${value}) { cursor } }`,
  (value: string) => `{ _entities(representations: [{ __typename: ${value} }]) { __typename } }`,
  (value: string) => `{ _entities(representations: [${value}]) { __typename } }`,
];

const SYNTAX = [
  `{ accounts ${STRING} }`,
  `{ accounts ${CANARY} }`,
  `${STRING} { accounts { id } }`,
  `{ accounts(id ${STRING}) { id } }`,
  `{ call(id: "\\u${CANARY}") { id } }`,
  `{ call(id: "\\q${CANARY}") { id } }`,
  `{ call(id: "${CANARY}`,
  `{ call(id: 0${CANARY}) { id } }`,
  `query Q($a: Int = $${CANARY_NAME} ${STRING}`,
];

/** Values that fit no variable of the type. */
const VALUES = [
  CANARY,
  Number(CANARY),
  Number(`${CANARY}.5`),
  [CANARY],
  { [CANARY]: 1 },
  { [CANARY_NAME]: { a: CANARY } },
];
const VARIABLES = [
  ['Int!', '{ calls(first: $v) { nodes { id } } }'],
  ['CallFilter', '{ calls(first: 1, filter: $v) { nodes { id } } }'],
  ['[CallStatus!]', '{ calls(first: 1, filter: { statuses: $v }) { nodes { id } } }'],
  ['DateTime', '{ calls(first: 1, filter: { created: { from: $v } }) { nodes { id } } }'],
  ['Boolean!', '{ accounts @include(if: $v) { id } }'],
  [
    'JSONObject',
    'createAxbBinding(input: { idempotencyKey: "k", numberA: "1", numberB: "2", metadata: $v }) { binding { id } }',
  ],
  ['CreateAxbBindingInput!', 'createAxbBinding(input: $v) { binding { id } }'],
] as const;

const CASES: readonly Case[] = [
  ...PLACES.flatMap((place) => LITERALS.map((value) => ({ query: place(value) }))),
  ...SYNTAX.map((query) => ({ query })),
  ...VARIABLES.flatMap(([type, body]) =>
    VALUES.map((v) => ({
      query: body.startsWith('{') ? `query Q($v: ${type}) ${body}` : `mutation M($v: ${type}) { ${body} }`,
      variables: { v },
    })),
  ),
  ...[
    CANARY,
    'toString',
    '__proto__',
    'constructor',
    'Query',
    'PageInfo',
    'call',
    'Call ',
    '',
    7,
    null,
    true,
    [],
    { toString: 1 },
  ].map((name) => ({
    query: 'query Q($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    variables: { r: [{ __typename: name, id: CANARY, vendor: CANARY }] },
  })),
  { query: '{ accounts { id } }', operationName: CANARY },
  { query: 'mutation { refreshAccount(input: { accountId: "13800138000" }) { userErrors { message } } }' },
  { query: 'mutation { pullReports(input: { accountId: "13800138000" }) { userErrors { message } } }' },
  { query: 'mutation { releaseBinding(input: { bindingId: "13800138000" }) { userErrors { message } } }' },
  { query: 'mutation { replayDelivery(input: { deliveryId: "13800138000" }) { userErrors { message } } }' },
];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;
let headers: Record<string, string>;
let socket: TestSocket;

beforeAll(async () => {
  folder = await temporaryFolder();
  const unbounded = { LIMIT_MESSAGES_PER_MINUTE: '100000' };
  service = await startService(folder.path, { ...PRODUCTION, ...unbounded }, [ACCOUNT]);
  headers = await bearer({ scope: 'voice:read voice:write voice:admin' });
  socket = await openSocket(service.url, { parameters: headers });
});

afterAll(async () => {
  socket[Symbol.dispose]();
  await service[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

type Ask = (asked: Case) => Promise<string>;

const ROADS: readonly (readonly [name: string, ask: Ask])[] = [
  [
    'POST',
    async (asked) => {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(asked),
      });
      expect(response.status).toBeLessThan(500);
      return response.text();
    },
  ],
  [
    'GET',
    async ({ query, variables, operationName }) => {
      const search = new URLSearchParams({ query, variables: JSON.stringify(variables ?? {}) });
      if (operationName) search.set('operationName', operationName);
      const response = await fetch(`${service.url}/graphql?${search}`, {
        headers: { 'apollo-require-preflight': '1', ...headers },
      });
      expect(response.status).toBeLessThan(500);
      return response.text();
    },
  ],
  ['a socket', async (asked) => JSON.stringify((await socket.ask(asked)) as GraphQLAnswer<unknown>)],
];

describe.each(ROADS)('over %s', (_road, ask) => {
  test('an error says what is wrong and repeats no value of the request', async () => {
    const echoed = [];
    for (const asked of CASES) {
      const answer = await ask(asked);
      if (ECHO.test(answer) || answer.includes('INTERNAL_SERVER_ERROR')) echoed.push({ asked, answer });
    }
    expect(echoed).toEqual([]);
    expect(service.output()).not.toMatch(/"level":(50|60)/);
  });
});

test('a representation whose __typename is no entity, however it is spelt, is an error of its own entry', async () => {
  const representations = [
    'Call ',
    'call',
    'PageInfo',
    '__proto__',
    'constructor',
    'toString',
    '',
    7,
    null,
    { a: 1 },
    [],
  ].map((name) => ({ __typename: name, id: 'call_1' }));
  const { data, errors } = await service.query<{ _entities: unknown[] }>(
    'query Q($r: [_Any!]!) { _entities(representations: $r) { __typename ... on VoiceActivity { reference } } }',
    { r: [...representations, { __typename: 'VoiceActivity', reference: 'order-42' }, { __typename: 'Call' }, 7] },
    headers,
  );
  const places = [...representations.keys(), representations.length + 1, representations.length + 2];
  expect(data._entities[representations.length]).toEqual({ __typename: 'VoiceActivity', reference: 'order-42' });
  expect((errors as readonly Placed[] | undefined)?.map(({ extensions, path }) => [extensions.code, path])).toEqual(
    expect.arrayContaining(places.map((place) => ['BAD_USER_INPUT', ['_entities', place]])),
  );
  expect(errors).toHaveLength(places.length);
  expect(service.output()).not.toMatch(/"level":(50|60)/);
});
