import type { Part } from './serve.ts';

export interface Driver {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
}

export const DRIVERS: readonly Driver[] = [
  { id: 'driver-1', name: 'Li Wei', phone: '13900139000' },
  { id: 'driver-2', name: 'Wang Fang', phone: '13900139001' },
  { id: 'driver-3', name: 'Zhang Min', phone: '13900139002' },
];

/** The drivers' subgraph. A driver's own number is in no schema: customers call the virtual one. */
export const drivers: Part = {
  name: 'drivers',
  sdl: `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

    type Query {
      driver(id: ID!): Driver
    }

    type Driver @key(fields: "id") {
      id: ID!
      name: String!
    }
  `,
  resolvers: {
    Query: { driver: (_root: object, { id }: { readonly id: string }) => driverOf(id) },
  },
  entities: { Driver: ({ id }) => driverOf(id) },
};

const driverOf = (id: string) => DRIVERS.find((driver) => driver.id === id);
