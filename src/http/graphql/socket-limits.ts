import { performance } from 'node:perf_hooks';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';

/**
 * Of the range for private use (RFC 6455, 7.4.2). graphql-transport-ws has it for “too many initialisation requests”,
 * and its clients do not connect again by themselves after it, as they should not here.
 */
export const TOO_MANY = 4429;

const MINUTE_MS = 60_000;
// As long as a client across the world needs to answer a closing.
const CLOSING_MS = 1_000;

/**
 * Closes a socket over which more comes in a minute than may. Takes over what listens to its messages, so that what is
 * over the limit reaches no listener.
 */
export function boundMessages(socket: WebSocket, perMinute: number, onTooMany: () => void): void {
  const listeners = socket.listeners('message');
  let minute = performance.now();
  let count = 0;
  const mayPass = (): boolean => {
    const now = performance.now();
    if (now - minute >= MINUTE_MS) [minute, count] = [now, 0];
    if (++count <= perMinute) return true;
    if (count !== perMinute + 1) return false;
    onTooMany();
    closeForGood(socket, `More than ${perMinute} messages in a minute: send less often.`);
    return false;
  };
  socket.removeAllListeners('message').on('message', (...message) => {
    if (mayPass()) for (const listener of listeners) Reflect.apply(listener, socket, message);
  });
  // A ping of the protocol below makes work, too: it is answered.
  socket.on('ping', mayPass);
}

/** Closes a socket, also where its client does not answer the closing and sends on. */
function closeForGood(socket: WebSocket, reason: string): void {
  socket.close(TOO_MANY, reason);
  setTimeout(() => socket.terminate(), CLOSING_MS).unref();
}

/**
 * What the socket's own protocol is broken by (a frame that is too large, text that is no UTF-8) is answered by closing
 * it, and worth a line at most: any client can cause it at will.
 */
export function logFaults(socket: WebSocket, log: Logger): void {
  socket.removeAllListeners('error').on('error', ({ message }) => log.info({ reason: message }, 'a socket failed'));
}
