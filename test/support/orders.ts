import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Subgraph } from './gateway.ts';

/** The subgraph of orders as docs/platform.md describes it, with a mutation of its own. */
const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

type Query {
  orders: [Order!]!
}

type Mutation {
  noteOnOrder(id: ID!, text: String!): Order!
}

type Order @key(fields: "id") {
  id: ID!
  total: Int!
  note: String
  voice: VoiceActivity
}

type VoiceActivity @key(fields: "reference", resolvable: false) {
  reference: String!
}
`;

// What federation adds when a subgraph is served.
const MACHINERY = `
  scalar _Any scalar _Import scalar _FieldSet
  directive @link(url: String!, import: [_Import]) repeatable on SCHEMA
  directive @key(fields: _FieldSet!, resolvable: Boolean = true) repeatable on OBJECT
  union _Entity = Order
  extend type Query { _entities(representations: [_Any!]!): [_Entity]! }
`;

interface Order {
  readonly id: string;
  readonly total: number;
  readonly note?: string;
}

/** Serves two orders, `order-1` and `order-2`, over HTTP: another team's subgraph that hangs VoiceActivity on its own. */
export async function startOrders(): Promise<Subgraph & AsyncDisposable> {
  const orders: readonly Order[] = [
    { id: 'order-1', total: 12 },
    { id: 'order-2', total: 34 },
  ];
  const find = (id: string) => orders.find((order) => order.id === id);
  const schema = makeExecutableSchema({
    typeDefs: [SDL, MACHINERY],
    resolvers: {
      Query: {
        orders: () => orders,
        _entities: (_root: unknown, { representations }: { representations: readonly { id: string }[] }) =>
          representations.map(({ id }) => find(id)),
      },
      Mutation: {
        noteOnOrder: (_root: unknown, { id, text }: { id: string; text: string }) => ({ ...find(id), note: text }),
      },
      Order: { voice: ({ id }: Order) => ({ reference: id }) },
      _Entity: { __resolveType: () => 'Order' },
    },
  });
  const server = new ApolloServer({ schema });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { name: 'orders', url, sdl: SDL, [Symbol.asyncDispose]: () => server.stop() };
}
