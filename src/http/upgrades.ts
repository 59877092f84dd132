import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import type { Metrics } from '../metrics/metrics.ts';
import type { Origins } from './graphql/origins.ts';
import { doorOf, refuseConnection } from './refusals.ts';

interface Doorkeepers {
  readonly origins: Origins;
  readonly metrics: Metrics;
}

/** Hands requests for a WebSocket at `/graphql` on, and refuses those at any other address. Returns how to stop. */
export function serveUpgrades(server: Server, sockets: WebSocketServer, { origins, metrics }: Doorkeepers): () => void {
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { url = '', headers } = request;
    if (!AT_GRAPHQL.test(url)) {
      metrics.refused(doorOf(url), 'NOT_FOUND');
      return refuseConnection(socket, '400 Bad Request', 'A WebSocket is opened at /graphql, and at no other address.');
    }
    if (!origins.mayOpenSocket(headers.origin, headers.host)) {
      metrics.refused('graphql', 'FORBIDDEN');
      return refuseConnection(socket, '403 Forbidden', 'Pages of this origin may not open a WebSocket here.');
    }
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  };
  sockets.on('wsClientError', ({ message }, socket) => {
    metrics.refused('graphql', 'MALFORMED');
    refuseConnection(socket, '400 Bad Request', `The WebSocket could not be opened: ${message}.`);
  });
  server.on('upgrade', onUpgrade);
  return () => void server.off('upgrade', onUpgrade);
}

// As generous as the router is with slashes and letters.
const AT_GRAPHQL = /^(?:https?:\/\/[^/?]*)?\/+graphql\/?(?:\?|$)/i;
