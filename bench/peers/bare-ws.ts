import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { listening } from '../processes/peer.ts';
import { publishWhenAsked } from './publish.ts';

/** The limit: ready bytes sent to every socket, one after the other. */
const server = createServer();
const sockets = new WebSocketServer({ server, path: '/graphql' });
// Enough of the protocol for the same subscribers.
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    if (String(data).includes('connection_init')) socket.send('{"type":"connection_ack"}');
  });
});
publishWhenAsked(server, ({ frame = '', events }) => {
  const bytes = Buffer.from(frame);
  for (let event = 0; event < events; event++) {
    for (const socket of sockets.clients) socket.send(bytes, { binary: false });
  }
});
server.listen(0, '127.0.0.1', () => listening(server.address() as AddressInfo));
