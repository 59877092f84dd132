import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import WebSocket from 'ws';

/** A subscriber that notes when calls are over. */
export interface Watch extends Disposable {
  /** When the subscriber was told that a call was over, by the vendor's name for it; on the clock of `performance`. */
  readonly seen: ReadonlyMap<string, number>;
  /** Waits until so many of them are; throws after a while. */
  until(names: readonly string[]): Promise<void>;
}

const DOCUMENT = 'subscription { callStatusChanged { status call { vendorCallId } } }';
const LATEST_MS = 20_000;
const LOOK_MS = 5;

interface Message {
  readonly type: string;
  readonly payload?: {
    readonly data?: { readonly callStatusChanged: { status: string; call: { vendorCallId: string } } };
    readonly errors?: unknown;
  };
}

/** Subscribes to every call. What happens between the socket's acceptance and the subscription may be missed. */
export async function watchCalls(url: string, authorization: string): Promise<Watch> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { authorization },
    perMessageDeflate: false,
  });
  const seen = new Map<string, number>();
  let failure: unknown;
  const accepted = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    const { type, payload } = JSON.parse(String(data)) as Message;
    const change = payload?.data?.callStatusChanged;
    if (type === 'connection_ack') accepted.resolve();
    else if (change?.status === 'COMPLETED') seen.set(change.call.vendorCallId, performance.now());
    else if (type === 'error' || payload?.errors) failure = payload;
  });
  socket.on('close', (code) => {
    failure ??= `closed with ${code}`;
    accepted.reject(new Error(`The watching socket was closed with ${code}.`));
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await accepted.promise;
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: DOCUMENT } }));
  return {
    seen,
    until: async (names) => {
      const latest = performance.now() + LATEST_MS;
      for (;;) {
        if (failure !== undefined) throw new Error(`The subscription failed: ${JSON.stringify(failure)}`);
        const missing = names.filter((name) => !seen.has(name)).length;
        if (missing === 0) return;
        if (performance.now() > latest) throw new Error(`${missing} of ${names.length} events did not come.`);
        await delay(LOOK_MS);
      }
    },
    [Symbol.dispose]: () => socket.terminate(),
  };
}
