import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { GraphQLContext } from '../../src/graphql/context.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { listening } from '../processes/peer.ts';
import { openStorePeer } from './over-store.ts';

// Apollo Server as its own first page sets it up, over the service's schema, resolvers and store.
const { contextOf } = await openStorePeer();
const apollo = new ApolloServer<GraphQLContext>({ schema: createSchema() });
const { url } = await startStandaloneServer(apollo, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async ({ req }) => contextOf(req.headers.authorization),
});
listening({ port: Number(new URL(url).port) });
