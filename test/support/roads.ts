import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import WebSocket from 'ws';
import { ENDINGS } from '../../src/http/graphql/endings.ts';
import type { TestRouter } from './router.ts';
import type { GraphQLAnswer } from './service.ts';

/** A subscription over one of the roads. */
export interface Watching<Item> extends Disposable {
  /** The next item that was not taken yet; waits for it, and rejects where the subscription ends before. */
  next(): Promise<Item>;
  /** The code with which it ended: that of its error, COMPLETED, or CUT where the connection only broke off. */
  readonly over: Promise<string>;
  /** Takes nothing of what is sent until `resume`. */
  pause(): void;
  resume(): void;
}

export interface Asked {
  readonly url: string;
  readonly query: string;
  readonly variables?: object;
  readonly headers?: Record<string, string>;
}

/** Subscribes by one road. Resolves when the subscription was sent, and where the road tells it when it stands. */
export type Subscribe = <Item>(asked: Asked, router: TestRouter) => Promise<Watching<Item>>;

export const ROADS: readonly (readonly [name: string, subscribe: Subscribe])[] = [
  ['graphql-transport-ws', overWebSocket],
  ['SSE', overSse],
  ['HTTP callbacks', byCallback],
];

type Answer = GraphQLAnswer<Record<string, unknown>>;

/** What all roads have in common: items that wait to be taken, and one end. */
function inbox<Item>() {
  const items: Item[] = [];
  const over = Promise.withResolvers<string>();
  let isOver = false;
  let arrival = Promise.withResolvers<void>();
  const arrive = () => {
    arrival.resolve();
    arrival = Promise.withResolvers();
  };
  const end = (code: string) => {
    isOver = true;
    over.resolve(code);
    arrive();
  };
  return {
    over: over.promise,
    end,
    /** Takes one answer: an item, or the errors with which it ends. */
    take: ({ data, errors }: Answer) => {
      const [item] = Object.values(data ?? {});
      if (errors) return end(codeOf(errors));
      items.push(item as Item);
      arrive();
    },
    next: async (): Promise<Item> => {
      while (items.length === 0) {
        if (isOver) throw new Error(`The subscription is over: ${await over.promise}`);
        await arrival.promise;
      }
      return items.shift() as Item;
    },
  };
}

const codeOf = (errors: readonly { readonly extensions?: { readonly code: string } }[] | undefined): string =>
  errors?.[0]?.extensions?.code ?? 'NO_CODE';

async function overWebSocket<Item>({ url, query, variables, headers = {} }: Asked): Promise<Watching<Item>> {
  const { take, end, ...watching } = inbox<Item>();
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  const stands = Promise.withResolvers<void>();
  socket.on('error', stands.reject);
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  socket.on('message', (data) => {
    const { id, type, payload } = JSON.parse(String(data)) as { id?: string; type: string; payload: Answer };
    if (type === 'connection_ack') {
      socket.send(JSON.stringify({ id: 'watch', type: 'subscribe', payload: { query, variables } }));
      // Answered behind the subscription, so that it stands by then.
      socket.send(JSON.stringify({ id: 'there', type: 'subscribe', payload: { query: '{ __typename }' } }));
    }
    if (id === 'there') stands.resolve();
    else if (type === 'next') take(payload);
    else if (type === 'error') end(codeOf(payload as never));
    else if (type === 'complete') end('COMPLETED');
  });
  socket.on('close', (code) => {
    stands.resolve();
    const ending = Object.values(ENDINGS).find(({ closeCode }) => closeCode === code);
    end(ending?.code ?? 'CUT');
  });
  await stands.promise;
  return {
    ...watching,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    [Symbol.dispose]: () => socket.terminate(),
  };
}

async function overSse<Item>({ url, query, variables = {}, headers = {} }: Asked): Promise<Watching<Item>> {
  const { take, end, ...watching } = inbox<Item>();
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const asked = request(`${url}/graphql?${search}`, { headers: { accept: 'text/event-stream', ...headers } });
  const [response] = (await once(asked.end(), 'response')) as [IncomingMessage];
  let text = '';
  const read = (chunk: string) => {
    text += chunk;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (event.startsWith('event: next') && data) take(JSON.parse(data) as Answer);
      if (event.startsWith('event: complete')) end('COMPLETED');
    }
  };
  const isStream = response.headers['content-type']?.startsWith('text/event-stream');
  response.setEncoding('utf8').on('data', isStream ? read : (chunk: string) => (text += chunk));
  response.on('error', () => end('CUT'));
  response.on('close', () => end(isStream ? 'CUT' : codeOf((JSON.parse(text) as Answer).errors)));
  return {
    ...watching,
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    [Symbol.dispose]: () => void asked.destroy(),
  };
}

async function byCallback<Item>(
  { url, query, variables, headers = {} }: Asked,
  router: TestRouter,
): Promise<Watching<Item>> {
  const { take, end, ...watching } = inbox<Item>();
  let isLeft = false;
  const subscription = router.register(({ action, payload, errors }) => {
    if (isLeft) return;
    if (action === 'next' && payload) take(payload);
    if (action === 'complete') end(errors ? codeOf(errors) : 'COMPLETED');
  });
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json;callbackSpec=1.0', ...headers },
    body: JSON.stringify({ query, variables, extensions: { subscription } }),
  });
  const answer = (await response.json()) as Answer;
  if (answer.errors) end(codeOf(answer.errors));
  return {
    ...watching,
    pause: router.hold,
    resume: router.release,
    [Symbol.dispose]: () => {
      isLeft = true;
      router.forget(subscription.subscriptionId);
    },
  };
}
