import { assertCompositionSuccess, composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { startService, temporaryFolder } from '../support/service.ts';

/** Another team's subgraph that hangs its own data on our bindings. */
const ORDERS = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  type Query { order(id: ID!): Order }
  type Order @key(fields: "id") { id: ID! binding: Binding }
  type Binding @key(fields: "id") { id: ID! orders: [Order!]! }
`;

test('the schema composes into a supergraph with a subgraph that extends Binding', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  const { data } = await service.query<{ _service: { sdl: string } }>('{ _service { sdl } }');

  const composed = composeServices([
    { name: 'voice', typeDefs: parse(data._service.sdl), url: service.url },
    { name: 'orders', typeDefs: parse(ORDERS) },
  ]);

  assertCompositionSuccess(composed);
  expect(composed.supergraphSdl).toMatch(/type Binding[^{]*\{[^}]*orders: \[Order!\]!/);
  expect(composed.supergraphSdl).toContain('callStatusChanged');
  expect(composed.supergraphSdl).not.toContain('sandboxDial');
});

test('a router finds entities by their keys, in order, and gets null for what is not there', async () => {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path);
  const bound = await service.query<{ createAxbBinding: { binding: { id: string; vendorBindingId: string } } }>(
    `mutation { createAxbBinding(input: { idempotencyKey: "k", numberA: "13800138000", numberB: "13900139000" }) { binding { id vendorBindingId } } }`,
  );
  const { id, vendorBindingId } = bound.data.createAxbBinding.binding;
  const representations = [
    { __typename: 'Binding', vendor: 'WINNERLOOK', vendorBindingId },
    { __typename: 'Account', id: 'acct_sandbox_winnerlook' },
    { __typename: 'Call', id: 'call_00000000000000000000000000000000' },
    { __typename: 'Binding', id },
    { __typename: 'Binding', vendor: 'WINNERLOOK', vendorBindingId: 'none' },
  ];
  const answer = await service.query(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Binding { id mode } ... on Account { vendor } } }',
    { representations },
  );
  expect(answer).toEqual({
    data: {
      _entities: [
        { __typename: 'Binding', id, mode: 'AXB' },
        { __typename: 'Account', vendor: 'WINNERLOOK' },
        null,
        { __typename: 'Binding', id, mode: 'AXB' },
        null,
      ],
    },
  });
  const nodes = await service.query(
    `{ a: node(id: "${id}") { __typename id } b: node(id: "acct_sandbox_winnerlook") { __typename } c: node(id: "x") { id } }`,
  );
  expect(nodes.data).toEqual({ a: { __typename: 'Binding', id }, b: { __typename: 'Account' }, c: null });
});
