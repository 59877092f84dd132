import { once } from 'node:events';
import WebSocket from 'ws';
import type { GraphQLAnswer } from './service.ts';

/** A socket of graphql-transport-ws, message by message, so that it can also do what no client's library does. */
export interface TestSocket extends Disposable {
  send(message: object): void;
  /** Sends a text as it is. */
  sendText(text: string): void;
  /** Hands each message on as it comes. */
  listen(listener: (message: Message) => void): void;
  /** Sends an operation and waits for its first answer, which may be the refusal of it. */
  ask(payload: object): Promise<GraphQLAnswer<unknown>>;
  /** Starts an operation and leaves it running. */
  start(payload: object): void;
  /** How the socket was closed; waits for that. */
  readonly closed: Promise<{ code: number; reason: string }>;
}

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** Opens a socket and waits until it is accepted; rejects with the code where it is closed or refused instead. */
export async function openSocket(
  url: string,
  { parameters = {}, headers = {} }: { parameters?: object; headers?: Record<string, string> } = {},
): Promise<TestSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  const accepted = Promise.withResolvers<void>();
  const waiting = new Map<string, (answer: GraphQLAnswer<unknown>) => void>();
  socket.on('close', (code, reason) => {
    closed.resolve({ code, reason: String(reason) });
    accepted.reject(new Error(`The socket was closed: ${code} ${reason}`));
    for (const answer of waiting.values())
      answer({ data: null, errors: [{ message: String(reason), extensions: { code: `CLOSED_${code}` } }] });
  });
  socket.on('error', (error) => accepted.reject(error));
  socket.on('message', (data) => {
    const { id = '', type, payload } = JSON.parse(String(data)) as Message;
    if (type === 'connection_ack') accepted.resolve();
    if (type === 'next') waiting.get(id)?.(payload as GraphQLAnswer<unknown>);
    if (type === 'error') waiting.get(id)?.({ errors: payload } as GraphQLAnswer<unknown>);
  });
  const send = (message: object) => socket.send(JSON.stringify(message));
  socket.on('open', () => send({ type: 'connection_init', payload: parameters }));
  await accepted.promise;
  let asked = 0;
  const start = (payload: object) => {
    const id = String(++asked);
    send({ id, type: 'subscribe', payload });
    return id;
  };
  return {
    send,
    sendText: (text) => socket.send(text),
    listen: (listener) => void socket.on('message', (data) => listener(JSON.parse(String(data)) as Message)),
    ask: (payload) => new Promise((resolve) => waiting.set(start(payload), resolve)),
    start: (payload) => void start(payload),
    closed: closed.promise,
    [Symbol.dispose]: () => socket.terminate(),
  };
}

/** The HTTP status with which a socket is refused; 101 where it is not. */
export async function upgradeStatus(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  const refused = once(socket, 'unexpected-response').then(([request, { statusCode }]) => {
    request.destroy();
    return statusCode as number;
  });
  socket.on('error', () => undefined);
  const status = await Promise.race([refused, once(socket, 'open').then(() => 101)]);
  socket.terminate();
  return status;
}
