import { Kind } from 'graphql';
import { describe, expect, test } from 'vitest';
import { DEFINITIONS } from '../graphql/schema-files.ts';
import { type Gateway, startGateway, voiceSubgraph } from '../support/gateway.ts';
import { startOrders } from '../support/orders.ts';
import { bearer, PRODUCTION } from '../support/production.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { shared } from '../support/shared.ts';

const ROOTS = ['Query', 'Mutation', 'Subscription', 'VoiceActivity'];

/** The fields of root types, and of the type that other subgraphs hang on their own. */
const FIELDS = DEFINITIONS.flatMap(({ definition }) =>
  (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) &&
  ROOTS.includes(definition.name.value)
    ? (definition.fields ?? []).map((field) => ({ type: definition.name.value, field }))
    : [],
);

test('every root field, and every field of VoiceActivity but its key, can be null', () => {
  const strict = FIELDS.filter(({ field }) => field.type.kind === Kind.NON_NULL_TYPE);
  expect(FIELDS.length).toBeGreaterThan(40);
  expect(strict.map(({ type, field }) => `${type}.${field.name.value}`)).toEqual(['VoiceActivity.reference']);
});

/** A gateway over orders and this service. */
interface Supergraph extends AsyncDisposable {
  readonly gateway: Gateway;
  stopVoice(): Promise<unknown>;
}

async function startSupergraph(): Promise<Supergraph> {
  const resources = new AsyncDisposableStack();
  const folder = resources.use(await temporaryFolder());
  const service = resources.use(await startService(folder.path, { AUTH_SECRET: PRODUCTION.AUTH_SECRET }));
  const orders = resources.use(await startOrders());
  const gateway = resources.use(await startGateway([orders, await voiceSubgraph(service)]));
  return { gateway, stopVoice: () => service.stop(), [Symbol.asyncDispose]: () => resources.disposeAsync() };
}

const ORDERS = [
  { id: 'order-1', total: 12 },
  { id: 'order-2', total: 34 },
];

/** Every root field of Query, asked for in one document, each by what it needs at the least. */
const EVERY_QUERY = FIELDS.filter(({ type }) => type === 'Query').map(({ field }) => {
  const args = (field.arguments ?? []).flatMap(({ name, type }) => {
    if (name.value === 'first') return ['first: 1'];
    return type.kind === Kind.NON_NULL_TYPE ? [`${name.value}: "x"`] : [];
  });
  return `${field.name.value}${args.length > 0 ? `(${args.join(', ')})` : ''} { __typename }`;
});
const NAMES = FIELDS.filter(({ type }) => type === 'Query').map(({ field }) => field.name.value);

const PAGE =
  '{ orders { id total voice { bindings(first: 1) { nodes { id } } smsMessages(first: 1) { nodes { id } } } } }';
const BOTH = `mutation {
  before: noteOnOrder(id: "order-1", text: "called") { id note }
  createAxbBinding(input: { idempotencyKey: "k", numberA: "13800138000", numberB: "13900139000" }) { userErrors { code } }
  after: noteOnOrder(id: "order-2", text: "bound") { id note }
}`;

/** What the page of orders holds, whatever became of the voice in it. */
async function pageFor(gateway: Gateway, headers: Record<string, string>) {
  const page = await gateway.query<{ orders: readonly object[] }>(PAGE, {}, headers);
  const roots = await gateway.query<Record<string, unknown>>(
    `{ orders { id total } ${EVERY_QUERY.join(' ')} }`,
    {},
    headers,
  );
  return { page, roots };
}

describe('a page of orders beside this subgraph', () => {
  const running = shared(startSupergraph);
  const scoped = (scope: string) => bearer({ scope });

  test('has its orders and their voice history', async () => {
    const { page } = await pageFor(running().gateway, await scoped('voice:read'));
    const none = { bindings: { nodes: [] }, smsMessages: { nodes: [] } };
    expect(page).toEqual({ data: { orders: ORDERS.map((order) => ({ ...order, voice: none })) } });
  });

  test.each([
    ['without scopes', 'FORBIDDEN', () => scoped('')],
    ['without a token', 'UNAUTHENTICATED', async () => ({})],
  ])('has its orders for a caller %s', async (_who, code, headers) => {
    const { page, roots } = await pageFor(running().gateway, await headers());
    expect(page.data.orders).toMatchObject(ORDERS);
    expect(JSON.stringify(page.errors)).toContain(code);
    expect(roots.data.orders).toEqual(ORDERS);
    for (const name of NAMES) expect({ [name]: roots.data[name] }).toEqual({ [name]: null });
  });

  test('has its orders where its voice history costs more than it may', async () => {
    const calls = 'nodes { calls(first: 100) { nodes { id } } }';
    const query = `{ orders { id total voice { bindings(first: 100) { ${calls} } } } a: bindings(first: 100) { ${calls} } b: bindings(first: 100) { ${calls} } c: bindings(first: 100) { ${calls} } }`;
    const page = await running().gateway.query<Record<string, unknown>>(query, {}, await scoped('voice:read'));
    expect(page.data).toMatchObject({ orders: ORDERS, a: null });
    expect(JSON.stringify(page.errors)).toContain('QUERY_TOO_EXPENSIVE');
  });

  test('keeps what its own mutations gave where one of this subgraph is refused', async () => {
    const answer = await running().gateway.query(BOTH, {}, await scoped('voice:read'));
    expect(answer.data).toEqual({
      before: { id: 'order-1', note: 'called' },
      createAxbBinding: null,
      after: { id: 'order-2', note: 'bound' },
    });
    expect(JSON.stringify(answer.errors)).toContain('FORBIDDEN');
  });

  test('has its orders, and its mutations, where this subgraph is stopped', async () => {
    await using supergraph = await startSupergraph();
    const headers = await scoped('voice:read voice:write voice:admin');
    await supergraph.stopVoice();
    const { page, roots } = await pageFor(supergraph.gateway, headers);
    expect(page.data.orders).toEqual(
      ORDERS.map((order) => ({ ...order, voice: { bindings: null, smsMessages: null } })),
    );
    expect(page.errors?.length).toBeGreaterThan(0);
    expect(roots.data.orders).toEqual(ORDERS);
    for (const name of NAMES) expect({ [name]: roots.data[name] }).toEqual({ [name]: null });
    const changed = await supergraph.gateway.query(BOTH, {}, headers);
    expect(changed.data).toMatchObject({
      before: { note: 'called' },
      createAxbBinding: null,
      after: { note: 'bound' },
    });
  });
});
