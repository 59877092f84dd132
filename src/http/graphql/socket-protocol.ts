import type { IncomingMessage } from 'node:http';
import { CloseCode, makeServer, type ServerOptions } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket, WebSocketServer } from 'ws';
import { createOperationIds, OF_OPERATION, type OperationIds } from './operation-ids.ts';

/** A socket and the request that it was opened with: what hooks of the protocol get as `extra`. */
export interface SocketExtra {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
}

export interface SocketProtocol {
  readonly log: Logger;
  /** What an operation is ended with that failed by a fault of ours. */
  readonly failure: (thrown: unknown) => object;
  /** The payload that takes the place of a message that is too large; undefined where it may be sent. */
  readonly inPlaceOf: (text: string) => object | undefined;
  /** So long a message may lie unread. */
  readonly unreadMs: number;
  /** So much may lie unread of a socket at a time. */
  readonly unreadBytes: number;
  readonly onUnread: () => void;
}

// As often as graphql-ws does it in its own server for `ws`.
const KEEP_ALIVE_MS = 12_000;

/**
 * Serves graphql-transport-ws on every socket of a server. In place of graphql-ws's own adapter for `ws`, because there
 * an operation that throws closes its socket and is printed to the console.
 */
export function serveProtocol<Extra extends SocketExtra>(
  sockets: WebSocketServer,
  options: ServerOptions<Record<string, unknown>, Extra>,
  protocol: SocketProtocol,
): void {
  const server = makeServer<Record<string, unknown>, Extra>(options);
  sockets.on('connection', (socket, request) => {
    const ids = createOperationIds();
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send: (text) => send(socket, ids, text, protocol),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => {
          socket.on('message', (data) => void receive(socket, ids, String(data), handle, protocol));
        },
      },
      { socket, request } as Extra,
    );
    const stopPinging = keepAlive(socket);
    socket.once('close', (code, reason) => {
      stopPinging();
      closed(code, String(reason)).catch((err: unknown) => {
        protocol.log.error({ err }, 'what belonged to a socket could not be ended');
      });
    });
  });
}

/** Hands a message on. What is thrown while it is handled ends the operation that it began, and no other. */
async function receive(
  socket: WebSocket,
  ids: OperationIds,
  text: string,
  handle: (text: string) => Promise<void>,
  { log, failure }: SocketProtocol,
): Promise<void> {
  const message = ids.incoming(text);
  if (message === 'drop') return;
  if ('close' in message) {
    socket.close(message.close.code, message.close.reason);
    return;
  }
  try {
    await handle(message.text);
  } catch (err) {
    log.error({ err }, 'a message over a socket could not be handled');
    if (message.begins === undefined) {
      socket.close(CloseCode.InternalServerError, 'Something went wrong inside the service. It was logged.');
      return;
    }
    const id = ids.end(message.begins);
    if (id !== undefined && socket.readyState === socket.OPEN) {
      socket.send(JSON.stringify({ id, type: 'error', payload: [failure(err)] }));
    }
  }
}

/** Sends a message; resolves once it was handed to the network, or is not to be sent any more. */
function send(socket: WebSocket, ids: OperationIds, given: string, protocol: SocketProtocol): Promise<void> {
  const text = ids.outgoing(fitting(given, protocol));
  if (text === undefined || socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    let late: NodeJS.Timeout | undefined;
    const cut = () => {
      protocol.onUnread();
      socket.terminate();
    };
    // A socket that fails to send closes, and what belongs to it ends then: nothing is to be done here.
    socket.send(text, () => {
      clearTimeout(late);
      resolve();
    });
    if (socket.bufferedAmount > protocol.unreadBytes) cut();
    else if (socket.bufferedAmount > 0) late = setTimeout(cut, protocol.unreadMs).unref();
  });
}

/** A message as it may be sent. */
function fitting(text: string, { inPlaceOf }: SocketProtocol): string {
  const payload = inPlaceOf(text);
  const [, id] = payload ? (OF_OPERATION.exec(text) ?? []) : [];
  return id === undefined ? text : JSON.stringify({ id, type: 'next', payload });
}

/** Asks now and then whether the client is still there. Returns how to stop. */
function keepAlive(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const interval = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, KEEP_ALIVE_MS).unref();
  return () => clearInterval(interval);
}
