import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import WebSocket from 'ws';
import { workFor } from '../processes/worker.ts';

/** What a process full of subscribers is told. */
export type SubscribersJob =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly url: string;
      readonly authorization: string;
      readonly query: string;
      /** Of each subscriber, each of which has a socket of its own. */
      readonly variables: readonly object[];
    }
  | { readonly kind: 'count'; readonly name: string }
  /** Waits until so many messages have come since the subscribers were opened. */
  | { readonly kind: 'await'; readonly name: string; readonly messages: number }
  | { readonly kind: 'close'; readonly name: string };

export interface SubscribersResult {
  readonly messages: number;
  /** The last message that came; a sample of what is sent. */
  readonly sample: string;
}

interface Group {
  readonly sockets: readonly WebSocket[];
  messages: number;
  sample: string;
  failure: string | undefined;
}

const groups = new Map<string, Group>();
const AT_ONCE = 100;
const LATEST_MS = 60_000;

workFor<SubscribersJob, SubscribersResult>(async (job) => {
  if (job.kind === 'open') groups.set(job.name, await open(job));
  const group = groups.get(job.name);
  if (!group) throw new Error(`There are no subscribers ${job.name}.`);
  if (job.kind === 'await') await arrived(group, job.messages);
  if (job.kind === 'close') {
    group.failure = undefined;
    for (const socket of group.sockets) socket.terminate();
    groups.delete(job.name);
  }
  return { messages: group.messages, sample: group.sample };
});

async function open({
  url,
  authorization,
  query,
  variables,
}: Extract<SubscribersJob, { kind: 'open' }>): Promise<Group> {
  const sockets: WebSocket[] = [];
  const group: Group = { sockets, messages: 0, sample: '', failure: undefined };
  const address = `${url.replace('http', 'ws')}/graphql`;
  const subscribe = async (each: object) => {
    const socket = new WebSocket(address, 'graphql-transport-ws', {
      headers: { authorization },
      perMessageDeflate: false,
    });
    sockets.push(socket);
    await once(socket, 'open');
    socket.send('{"type":"connection_init"}');
    await once(socket, 'message');
    socket.on('message', (data: Buffer) => {
      // Not parsed: what is measured is the server.
      if (data.includes('"type":"next"')) {
        group.messages++;
        if (group.sample === '') group.sample = String(data);
      } else if (!data.includes('"type":"p')) group.failure = String(data);
    });
    socket.on('close', (code, reason) => {
      group.failure ??= `A socket was closed with ${code}: ${reason}`;
    });
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: each } }));
  };
  for (let from = 0; from < variables.length; from += AT_ONCE) {
    await Promise.all(variables.slice(from, from + AT_ONCE).map(subscribe));
  }
  return group;
}

async function arrived(group: Group, messages: number): Promise<void> {
  const latest = performance.now() + LATEST_MS;
  while (group.messages < messages) {
    if (group.failure !== undefined) throw new Error(group.failure);
    if (performance.now() > latest) throw new Error(`${group.messages} of ${messages} messages came.`);
    await delay(1);
  }
}
