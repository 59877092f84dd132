import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { mercurius } from 'mercurius';
import { createSchema } from '../../src/graphql/schema.ts';
import { listening } from '../processes/peer.ts';
import { openStorePeer } from './over-store.ts';

// Compiled the first time that a document is seen.
const JIT = 1;

const { contextOf } = await openStorePeer();
const app = fastify();
await app.register(mercurius, {
  schema: createSchema(),
  jit: JIT,
  context: ({ headers }) => ({ ...contextOf(headers.authorization) }),
});
await app.listen({ port: 0, host: '127.0.0.1' });
listening(app.server.address() as AddressInfo);
