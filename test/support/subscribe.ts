import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

/** A subscription over a real socket, as front ends make it. */
export interface Subscription<Item> extends Disposable {
  readonly received: readonly Item[];
  /** The next item that was not taken yet; waits for it. */
  next(): Promise<Item>;
  /** Whether nothing more will come: it has failed or was completed, or its socket is closed. */
  readonly isOver: boolean;
  /** Why it failed; undefined where it did not. */
  readonly failure: unknown;
  /** How the socket was closed; waits for that. */
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** Subscribes with the graphql-ws client. Resolves once the socket is accepted; the operation follows on it. */
export async function subscribe<Item>(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  connectionParams: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Subscription<Item>> {
  const connected = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocols: string) {
        super(address, protocols, { headers });
      }
    },
    connectionParams,
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    on: {
      connected: () => connected.resolve(),
      closed: (event) => {
        closed.resolve(event as { code: number; reason: string });
        connected.reject(new Error(`The socket was closed: ${(event as { code: number }).code}`));
      },
    },
  });
  await connected.promise;
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  closed.promise.then(end);
  const received: Item[] = [];
  let taken = 0;
  let failure: unknown;
  let arrival = Promise.withResolvers<void>();
  const arrive = () => {
    arrival.resolve();
    arrival = Promise.withResolvers();
  };
  client.subscribe<Record<string, Item>>(
    { query, variables },
    {
      next: ({ data, errors }) => {
        const [item] = Object.values(data ?? {});
        if (errors) failure = errors;
        else received.push(item as Item);
        arrive();
      },
      error: (error) => {
        failure = error;
        end();
        arrive();
      },
      complete: () => {
        end();
        arrive();
      },
    },
  );
  return {
    received,
    get isOver() {
      return isOver;
    },
    get failure() {
      return failure;
    },
    closed: closed.promise,
    next: async () => {
      while (taken >= received.length) {
        if (failure !== undefined) throw new Error(JSON.stringify(failure));
        await arrival.promise;
      }
      return received[taken++] as Item;
    },
    [Symbol.dispose]: () => void client.dispose(),
  };
}
