import type { Part } from './serve.ts';

/** An order as its team stores it: nothing of it is about voice but the number that the customer left. */
export interface Order {
  readonly id: string;
  readonly destination: string;
  readonly driverId: string;
  readonly customerPhone: string;
}

export const ORDERS: readonly Order[] = [
  { id: 'order-41', destination: 'Pudong Airport, Terminal 2', driverId: 'driver-1', customerPhone: '13800138000' },
  { id: 'order-42', destination: 'Nanjing Road 20', driverId: 'driver-2', customerPhone: '13800138001' },
  { id: 'order-43', destination: 'Hongqiao Station, North Gate', driverId: 'driver-3', customerPhone: '13800138002' },
];

/**
 * The orders' subgraph. `voice` names what happens by voice under an order, and stores none of it. It may be null: where
 * the voice service is down, or not for the caller, the rest of the order is there.
 */
export const orders: Part = {
  name: 'orders',
  sdl: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

    type Query {
      orders: [Order!]!
      order(id: ID!): Order
    }

    type Order @key(fields: "id") {
      id: ID!
      destination: String!
      driver: Driver
      voice: VoiceActivity
    }

    type Driver @key(fields: "id", resolvable: false) {
      id: ID!
    }

    type VoiceActivity @key(fields: "reference", resolvable: false) {
      reference: String!
    }
  `,
  resolvers: {
    Query: {
      orders: () => ORDERS,
      order: (_root: object, { id }: { readonly id: string }) => ORDERS.find((order) => order.id === id),
    },
    Order: {
      driver: ({ driverId }: Order) => ({ id: driverId }),
      voice: ({ id }: Order) => ({ reference: id }),
    },
  },
};
