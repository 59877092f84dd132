import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObjectType } from 'graphql';
import { PubSub } from 'graphql-subscriptions';
import { useServer as serveSubscriptions } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { newId } from '../../src/application/records/new-id.ts';
import type { Call } from '../../src/domain/call.ts';
import type { EventOf } from '../../src/domain/event.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { aCall } from '../../test/support/records.ts';
import { listening } from '../processes/peer.ts';
import { openStorePeer } from './over-store.ts';
import { publishWhenAsked } from './publish.ts';

/**
 * graphql-ws over ws as its first page sets it up, with the pub/sub that goes with it: the service's schema and resolvers,
 * but for where events come from. A subscriber with ids follows a topic for each of them, any other one that of all.
 */
const ALL = 'all';
const pubsub = new PubSub();
const schema = createSchema();
const root = schema.getSubscriptionType();
const field = isObjectType(root) ? root.getFields().callStatusChanged : undefined;
if (!field) throw new Error('The schema has no callStatusChanged.');
field.subscribe = (_source, { filter }: { filter?: { ids?: readonly string[] } }) =>
  pubsub.asyncIterableIterator<EventOf<'CALL'>>([...(filter?.ids ?? [ALL])]);

const { contextOf } = await openStorePeer();
const server = createServer();
const sockets = new WebSocketServer({ server, path: '/graphql' });
serveSubscriptions({ schema, context: ({ extra }) => contextOf(extra.request.headers.authorization) }, sockets);

// What a call through a binding goes through, in the order of the service's own events.
const STATUSES = ['INITIATED', 'IN_PROGRESS', 'COMPLETED'] as const;
let seq = 0;

publishWhenAsked(server, ({ id, events }) => {
  const call: Call = aCall({ id: id ?? newId('call'), caller: '13800000001', callee: '13900000001' });
  for (let event = 0; event < events; event++) {
    const status = STATUSES[event] ?? 'COMPLETED';
    const change: EventOf<'CALL'> = {
      topic: 'CALL',
      seq: ++seq,
      at: Date.now(),
      previousStatus: STATUSES[event - 1],
      record: { ...call, status },
    };
    void pubsub.publish(id ?? ALL, change);
  }
});
server.listen(0, '127.0.0.1', () => listening(server.address() as AddressInfo));
