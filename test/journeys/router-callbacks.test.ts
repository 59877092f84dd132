import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { allowedCallback } from '../../src/http/graphql/callback-address.ts';
import { ACCOUNT, bearer, PRODUCTION } from '../support/production.ts';
import { type CallbackMessage, startRouter, type TestRouter } from '../support/router.ts';
import { type GraphQLAnswer, type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, push } from '../support/winnerlook.ts';

const WATCH = 'subscription { callStatusChanged { cursor call { vendorCallId caller } } }';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let gone: TestRouter;
let router: TestRouter;
let service: RunningService;
let headers: Record<string, string>;

beforeAll(async () => {
  folder = await temporaryFolder();
  router = await startRouter();
  gone = await startRouter();
  const routers = `${router.callbackUrl}, ${gone.callbackUrl}`;
  service = await startService(folder.path, { ...PRODUCTION, ROUTER_CALLBACK_URLS: routers }, [ACCOUNT]);
  headers = { ...(await bearer({ scope: 'voice:read' })), accept: 'application/json;callbackSpec=1.0' };
});

beforeEach(() => router.answer(undefined));

afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
  await router[Symbol.asyncDispose]();
  await gone[Symbol.asyncDispose]();
});

async function ask(subscription: object, query = WATCH): Promise<GraphQLAnswer<unknown>> {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, extensions: { subscription } }),
  });
  return (await response.json()) as GraphQLAnswer<unknown>;
}

async function subscribe(at: TestRouter = router, heartbeatMs?: number) {
  const messages: CallbackMessage[] = [];
  const subscription = at.register((message) => messages.push(message), heartbeatMs);
  expect(await ask(subscription)).toEqual({ data: null });
  return { subscription, messages };
}

const code = (answer: GraphQLAnswer<unknown>) => answer.errors?.[0]?.extensions?.code;

const aCall = () => push(service.url, PRINTED_PUSH.replace('17090892ea7c', crypto.randomUUID().slice(0, 12)));

async function followed(): Promise<number> {
  const text = await (
    await fetch(`${service.url}/metrics`, { headers: await bearer({ scope: 'voice:admin' }) })
  ).text();
  return Number(/^voice_subscriptions (\d+)/m.exec(text)?.[1]);
}

test('a router is checked before the subscription is answered, and each message names it and its verifier', async () => {
  const { subscription, messages } = await subscribe();
  expect(messages.map(({ action }) => action)).toEqual(['check']);
  await aCall();
  await until('an event', async () => messages.some(({ action }) => action === 'next'));
  for (const { kind, id, verifier } of messages) {
    expect({ kind, id, verifier }).toEqual({
      kind: 'subscription',
      id: subscription.subscriptionId,
      verifier: subscription.verifier,
    });
  }
  expect(messages.find(({ action }) => action === 'next')?.payload?.data).toMatchObject({
    callStatusChanged: { call: { caller: expect.stringContaining('*') } },
  });
  for (const { headers: sent } of router.received) expect(sent['subscription-protocol']).toBe('callback/1.0');
  router.forget(subscription.subscriptionId);
});

test('heartbeats are sent as often as the router asks, and a router that knows the subscription no more ends it', async () => {
  const { subscription, messages } = await subscribe(router, 100);
  await until('three heartbeats', async () => messages.filter(({ action }) => action === 'check').length >= 4);
  const before = await followed();
  router.forget(subscription.subscriptionId);
  await until('the end of the subscription', async () => (await followed()) < before);
});

test('a router that goes away has its subscriptions ended', async () => {
  await subscribe(gone, 200);
  const before = await followed();
  await gone.goAway();
  await until('the end of the subscription', async () => (await followed()) < before);
});

test('an event whose fate at the router is unknown is not sent twice: the subscriber is told to resume', async () => {
  const { messages, subscription } = await subscribe();
  const nexts = () =>
    router.received.filter(({ message: { id, action } }) => id === subscription.subscriptionId && action === 'next');
  router.answer(504);
  await aCall();
  await until('the event', async () => nexts().length > 0);
  router.answer(undefined);
  await until('the end', async () => messages.some(({ action }) => action === 'complete'));
  expect(nexts()).toHaveLength(1);
  expect(messages.at(-1)?.errors?.[0]?.extensions?.code).toBe('SUBSCRIBER_TOO_SLOW');
});

test.each([
  ['that the router does not know', 404],
  ['at which nothing of a router is', 405],
  ['that leads elsewhere', 302],
])('a subscription is refused whose callback address is one %s', async (_what, status) => {
  const before = await followed();
  router.answer(status);
  const subscription = router.register(() => undefined);
  expect(code(await ask(subscription))).toBe('ROUTER_NOT_READY');
  expect(router.received.filter(({ message }) => message.id === subscription.subscriptionId)).toHaveLength(1);
  await until('no subscription more', async () => (await followed()) === before);
});

test('no address is asked but those of the routers that are allowed', async () => {
  let asked = 0;
  const victim = createServer((_request, response) => {
    asked++;
    response.end();
  });
  await once(victim.listen(0, '127.0.0.1'), 'listening');
  const { port } = victim.address() as AddressInfo;
  const subscription = { ...router.register(() => undefined), callbackUrl: `http://127.0.0.1:${port}/callback/1` };
  const documents = [WATCH, '{ __typename }', 'subscription { nothing }', 'subscription {', 'mutation { nothing }'];
  const answers = await Promise.all(documents.map((query) => ask(subscription, query)));
  expect(code(answers[0] as GraphQLAnswer<unknown>)).toBe('ROUTER_NOT_ALLOWED');
  expect(answers[0]?.errors?.[0]?.message).toContain('ROUTER_CALLBACK_URLS');
  expect(answers[1]).toEqual({ data: { __typename: 'Query' } });
  expect(asked).toBe(0);
  victim.close();
});

test('two subscriptions are not sent to one address, and the names of the preview are read too', async () => {
  const { subscription } = await subscribe();
  expect(code(await ask(subscription))).toBe('ROUTER_NOT_ALLOWED');
  router.forget(subscription.subscriptionId);

  const { callbackUrl, subscriptionId, verifier } = router.register(() => undefined);
  const preview = { callback_url: callbackUrl, subscription_id: subscriptionId, verifier };
  expect(await ask(preview)).toEqual({ data: null });
  router.forget(subscriptionId);
});

test.each([
  ['http://router:4000/callback/1', 'http://router:4000/callback/1'],
  ['HTTP://ROUTER:4000/callback/x/../1', 'http://router:4000/callback/1'],
  ['http://router:4000/callback', 'http://router:4000/callback'],
  ['http://router:4000/callbacks/1', undefined],
  ['http://router:4000/callback/../admin', undefined],
  ['http://router:4000/callback/%2e%2e/admin', undefined],
  ['http://router:4000/callback/..%2fadmin', undefined],
  ['http://router:4000/callback/..\\admin', undefined],
  ['http://user@router:4000/callback/1', undefined],
  ['http://router:4000@169.254.169.254/callback/1', undefined],
  ['http://router:40001/callback/1', undefined],
  ['https://router:4000/callback/1', undefined],
  ['http://router.example:4000/callback/1', undefined],
  ['file:///callback/1', undefined],
  ['callback', undefined],
  [7, undefined],
])('the callback address %s is asked as %s', (given, expected) => {
  expect(allowedCallback({ callbackUrls: ['http://router:4000/callback'] }, given)).toBe(expected);
});
