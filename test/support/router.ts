import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLAnswer } from './service.ts';

/** What a subgraph sends to a router by the HTTP callback protocol. */
export interface CallbackMessage {
  readonly kind: string;
  readonly action: 'check' | 'next' | 'complete';
  readonly id: string;
  readonly verifier: string;
  readonly payload?: GraphQLAnswer<Record<string, unknown>>;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code: string } }[];
}

export type Listener = (message: CallbackMessage) => void;

/** A router that takes callbacks as Apollo's specification of the protocol says. */
export interface TestRouter extends AsyncDisposable {
  /** What goes into ROUTER_CALLBACK_URLS. */
  readonly callbackUrl: string;
  /** Everything that came, whether or not it was taken. */
  readonly received: readonly { readonly message: CallbackMessage; readonly headers: IncomingMessage['headers'] }[];
  /** Makes a subscription known; gives what goes into `extensions.subscription`. */
  register(listener: Listener, heartbeatIntervalMs?: number): CallbackRegistration;
  /** Makes a subscription unknown: its client has left. */
  forget(subscriptionId: string): void;
  /** Answers every message with this status from now on; undefined: as the specification says. */
  answer(status: number | undefined): void;
  /** Leaves every `next` unanswered until `release`. */
  hold(): void;
  release(): void;
  /** Takes no connection any more, and breaks those that stand. */
  goAway(): Promise<void>;
}

export interface CallbackRegistration {
  readonly callbackUrl: string;
  readonly subscriptionId: string;
  readonly verifier: string;
  readonly heartbeatIntervalMs: number;
}

export async function startRouter(): Promise<TestRouter> {
  const known = new Map<string, { verifier: string; listener: Listener }>();
  const received: { message: CallbackMessage; headers: IncomingMessage['headers'] }[] = [];
  let status: number | undefined;
  let held: PromiseWithResolvers<void> | undefined;
  const take = async (incoming: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const message = JSON.parse(String(Buffer.concat(chunks))) as CallbackMessage;
    received.push({ message, headers: incoming.headers });
    const subscription = known.get(message.id);
    const isMine =
      incoming.method === 'POST' &&
      incoming.url === `/callback/${message.id}` &&
      subscription?.verifier === message.verifier;
    if (message.action === 'next') await held?.promise;
    if (status !== undefined) return response.writeHead(status, { location: '/elsewhere' }).end();
    if (!subscription || !isMine) return response.writeHead(404).end();
    subscription.listener(message);
    if (message.action === 'complete') known.delete(message.id);
    const isCheck = message.action === 'check';
    return response.writeHead(isCheck ? 204 : 200, { 'subscription-protocol': 'callback/1.0' }).end();
  };
  const server = createServer((incoming, response) => {
    take(incoming, response).catch((error: Error) => incoming.destroy(error));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const callbackUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/callback`;
  const goAway = async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    callbackUrl,
    received,
    register: (listener, heartbeatIntervalMs = 5_000) => {
      const subscriptionId = crypto.randomUUID();
      const verifier = crypto.randomUUID();
      known.set(subscriptionId, { verifier, listener });
      return { callbackUrl: `${callbackUrl}/${subscriptionId}`, subscriptionId, verifier, heartbeatIntervalMs };
    },
    forget: (subscriptionId) => void known.delete(subscriptionId),
    answer: (given) => {
      status = given;
    },
    hold: () => {
      held = Promise.withResolvers();
    },
    release: () => {
      held?.resolve();
      held = undefined;
    },
    goAway,
    [Symbol.asyncDispose]: async () => {
      held?.resolve();
      await goAway();
    },
  };
}
