import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { Subgraph } from '../compose.ts';

/** A team's part of the supergraph. */
export interface Part {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, object>>;
  /** Finds each entity of this part that other parts name by its key. */
  readonly entities?: Readonly<Record<string, (key: { readonly id: string }) => object | undefined>>;
}

/** What makes a schema a subgraph (Apollo Federation subgraph specification). */
const federationOf = (entities: readonly string[]) => `
  directive @link(url: String!, import: [String!]) repeatable on SCHEMA
  directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT
  type _Service { sdl: String! }
  extend type Query {
    _service: _Service!
    ${entities.length > 0 ? '_entities(representations: [_Any!]!): [_Entity]!' : ''}
  }
  ${entities.length > 0 ? `scalar _Any union _Entity = ${entities.join(' | ')}` : ''}
`;

/** Serves a part on a port of its own. */
export async function servePart({ name, sdl, resolvers, entities = {} }: Part): Promise<Subgraph & AsyncDisposable> {
  const names = Object.keys(entities);
  const find = (representation: { readonly __typename: string; readonly id: string }) => {
    const found = entities[representation.__typename]?.(representation);
    return found ? { __typename: representation.__typename, ...found } : null;
  };
  const federation = {
    _service: () => ({ sdl }),
    ...(names.length > 0
      ? { _entities: (_root: object, { representations }: { representations: never[] }) => representations.map(find) }
      : {}),
  };
  const schema = makeExecutableSchema({
    typeDefs: [sdl, federationOf(names)],
    resolvers: { ...resolvers, Query: { ...resolvers.Query, ...federation } },
  });
  const server = new ApolloServer({ schema, plugins: [ApolloServerPluginInlineTraceDisabled()] });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { name, url, sdl, [Symbol.asyncDispose]: () => server.stop() };
}
