import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { BIND, WATCH_CALLS } from '../support/documents.ts';
import { ACCOUNT, bearer, PRODUCTION, token } from '../support/production.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { openSocket } from '../support/socket.ts';
import { until } from '../support/until.ts';
import { winnerlookAccount } from '../support/winnerlook.ts';

const READ = { scope: 'voice:read voice:admin' };
// What each vendor can do, many times over: some hundred kilobytes.
const VENDORS = 'vendors { vendor operations { operation options { name required } } }';
const LARGE = `{ ${Array.from({ length: 20 }, (_, index) => `v${index}: ${VENDORS}`).join(' ')} }`;
const SMALL = '{ __typename }';

async function withService(limits: Record<string, string>, accounts: readonly object[] = [ACCOUNT]) {
  const folder = await temporaryFolder();
  const service = await startService(folder.path, { ...PRODUCTION, ...limits }, accounts);
  return {
    ...service,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** A header of another caller than the one of `bearer`. */
async function another(): Promise<{ authorization: string }> {
  const { SignJWT } = await import('jose');
  const other = await new SignJWT(READ)
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('another')
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(PRODUCTION.AUTH_SECRET));
  return { authorization: `Bearer ${other}` };
}

const ask = (service: RunningService, query: string, headers: Record<string, string>) =>
  fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });

/** How often a limit was met, as the figures say. */
async function limited(service: RunningService, reason: string): Promise<number> {
  const text = await (await fetch(`${service.url}/metrics`, { headers: await another() })).text();
  return Number(new RegExp(`voice_graphql_limited_total\\{reason="${reason}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
}

test('one caller begins so many operations a second, over HTTP and sockets together; others are not concerned', async () => {
  await using service = await withService({ LIMIT_REQUESTS_PER_SECOND: '20' });
  const headers = await bearer(READ);
  using socket = await openSocket(service.url, { parameters: headers });
  const answers = await Promise.all(
    Array.from({ length: 100 }, async (_, place) => {
      if (place % 2 === 0) return (await socket.ask({ query: SMALL })).errors?.[0]?.extensions.code ?? 'answered';
      const response = await ask(service, SMALL, headers);
      if (response.status === 200) return 'answered';
      expect(response.status).toBe(429);
      expect(response.headers.get('retry-after')).toBe('1');
      return ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;
    }),
  );
  const refused = answers.filter((code) => code === 'TOO_MANY_REQUESTS').length;
  const answered = answers.filter((code) => code === 'answered').length;
  expect(refused + answered).toBe(100);
  // On a busy machine the hundred can take more than one second.
  expect(refused).toBeGreaterThan(0);
  expect((await ask(service, SMALL, await another())).status).toBe(200);
  expect(await limited(service, 'TOO_MANY_REQUESTS')).toBe(refused);
  await until('the next second', async () => (await ask(service, SMALL, headers)).status === 200);
});

test('an answer that is too large is not given, over HTTP and sockets alike', async () => {
  await using service = await withService({ LIMIT_ANSWER_BYTES: '2000' });
  const headers = await bearer(READ);
  const expected = { errors: [{ extensions: { code: 'ANSWER_TOO_LARGE', limit: 2_000 } }] };
  const response = await ask(service, LARGE, headers);
  expect(await response.json()).toMatchObject(expected);
  using socket = await openSocket(service.url, { parameters: headers });
  expect(await socket.ask({ query: LARGE })).toMatchObject(expected);
  expect(await socket.ask({ query: SMALL })).toEqual({ data: { __typename: 'Query' } });
  expect(await limited(service, 'ANSWER_TOO_LARGE')).toBe(2);
});

test('a caller has so many subscriptions over all its sockets; one that is over makes room', async () => {
  await using service = await withService({ LIMIT_SUBSCRIPTIONS_PER_CALLER: '3' });
  const headers = await bearer(READ);
  using first = await openSocket(service.url, { parameters: headers });
  using second = await openSocket(service.url, { parameters: headers });
  for (const id of ['a', 'b']) first.send({ id, type: 'subscribe', payload: { query: WATCH_CALLS } });
  expect(await first.ask({ query: SMALL })).toEqual({ data: { __typename: 'Query' } });
  second.send({ id: 'c', type: 'subscribe', payload: { query: WATCH_CALLS } });
  expect(await second.ask({ query: WATCH_CALLS })).toMatchObject({
    errors: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', limit: 3 } }],
  });
  using other = await openSocket(service.url, { parameters: await another() });
  other.start({ query: WATCH_CALLS });
  expect(await other.ask({ query: SMALL })).toEqual({ data: { __typename: 'Query' } });

  // By a message, by an error, and by the end of the socket.
  first.send({ id: 'a', type: 'complete' });
  expect(await second.ask({ query: `subscription { callStatusChanged(after: "none") { cursor } }` })).toMatchObject({
    errors: [{ extensions: { code: 'CURSOR_INVALID' } }],
  });
  second.start({ query: WATCH_CALLS });
  expect(await second.ask({ query: WATCH_CALLS })).toMatchObject({
    errors: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS' } }],
  });
  first[Symbol.dispose]();
  await first.closed;
  await until('the place of the socket that is gone', async () => {
    using third = await openSocket(service.url, { parameters: headers });
    const answer = await third.ask({ query: 'subscription { callStatusChanged(after: "none") { cursor } }' });
    return answer.errors?.[0]?.extensions.code === 'CURSOR_INVALID';
  });
  expect(await limited(service, 'TOO_MANY_SUBSCRIPTIONS')).toBeGreaterThanOrEqual(2);
});

test('a client that does not read its answers is cut off, over HTTP and over a socket', async () => {
  await using service = await withService({
    LIMIT_UNREAD_SECONDS: '1',
    LIMIT_OPERATIONS_PER_CALLER: '100000',
    LIMIT_REQUESTS_PER_SECOND: '100000',
    LIMIT_MESSAGES_PER_MINUTE: '100000',
  });
  const authorization = `Bearer ${await token(READ)}`;
  const { hostname, port } = new URL(service.url);

  // Many requests in a row on one connection, so that their answers are more than the network's own buffers hold.
  const client = connect(Number(port), hostname).on('error', () => undefined);
  await once(client, 'connect');
  client.pause();
  const request = [
    `GET /graphql?query=${encodeURIComponent(LARGE)} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    'apollo-require-preflight: 1',
    `authorization: ${authorization}`,
    '',
    '',
  ].join('\r\n');
  for (let count = 0; count < 400; count++) client.write(request);
  await until('the connection to be cut', async () => (await limited(service, 'UNREAD')) > 0, 20_000);
  client.destroy();

  const socket = new WebSocket(`${service.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    headers: { authorization },
  }).on('error', () => undefined);
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  socket.pause();
  for (let count = 0; count < 400; count++) {
    socket.send(JSON.stringify({ id: String(count), type: 'subscribe', payload: { query: LARGE } }));
  }
  await until('the socket to be cut', async () => (await limited(service, 'UNREAD')) > 1, 20_000);
  socket.terminate();
  expect((await ask(service, SMALL, await bearer(READ))).status).toBe(200);
});

test('a caller has so many operations under way at a time', async () => {
  // A vendor that never answers, so that a request stays under way.
  const vendor = createServer().listen(0, '127.0.0.1');
  await once(vendor, 'listening');
  const { port } = vendor.address() as AddressInfo;
  const account = winnerlookAccount(`http://127.0.0.1:${port}`, { timeouts: { connect: 1_000, total: 3_000 } });
  await using service = await withService({ LIMIT_OPERATIONS_PER_CALLER: '5' }, [account]);
  const headers = await bearer({ scope: 'voice:read voice:write' });
  const under = Array.from({ length: 5 }, (_, index) => {
    const input = { idempotencyKey: `k${index}`, numberA: '13800138000', numberB: '13900139000' };
    return service.query(BIND, { input }, headers);
  });
  await until('the limit', async () => (await ask(service, SMALL, headers)).status === 429);
  expect((await ask(service, SMALL, await another())).status).toBe(200);
  await Promise.all(under);
  expect((await ask(service, SMALL, headers)).status).toBe(200);
  expect(await limited(service, 'TOO_MANY_OPERATIONS')).toBeGreaterThan(0);
  vendor.close();
});
