import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { WATCH_CALLS } from '../support/documents.ts';
import { startService, temporaryFolder } from '../support/service.ts';
import { openSocket } from '../support/socket.ts';

const SECRET = 'a secret of at least thirty-two bytes';
const watching = { query: WATCH_CALLS };

async function withService(env: Record<string, string>) {
  const folder = await temporaryFolder();
  const service = await startService(folder.path, env);
  return {
    url: service.url,
    service,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function tokenOf(subject: string): Promise<{ authorization: string }> {
  const token = await new SignJWT({ scope: 'voice:read' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(SECRET));
  return { authorization: `Bearer ${token}` };
}

test('a socket takes so many operations at once, and another when one of them is complete', async () => {
  await using service = await withService({ LIMIT_SUBSCRIPTIONS_PER_SOCKET: '2' });
  using socket = await openSocket(service.url);
  socket.start(watching);
  socket.start(watching);
  expect(await socket.ask(watching)).toMatchObject({
    errors: [
      {
        message: expect.stringMatching(/2 operations under way/),
        extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', limit: 2 },
      },
    ],
  });
  socket.send({ id: '1', type: 'complete' });
  expect(await socket.ask({ query: '{ __typename }' })).toEqual({ data: { __typename: 'Query' } });
});

test('a caller has so many sockets, whatever others have; one that is closed makes room', async () => {
  await using service = await withService({ AUTH_SECRET: SECRET, LIMIT_SOCKETS_PER_CALLER: '2' });
  const open = async (subject: string) => openSocket(service.url, { parameters: await tokenOf(subject) });
  using _first = await open('app');
  const second = await open('app');
  await expect(open('app')).rejects.toThrow(/4429 This caller has 2 sockets open/);
  using _other = await open('another app');
  second[Symbol.dispose]();
  await second.closed;
  await expect
    .poll(() =>
      open('app').then(
        (socket) => socket[Symbol.dispose](),
        ({ message }: Error) => message,
      ),
    )
    .toBeUndefined();
});

test('without tokens sockets are counted by the address that they come from', async () => {
  await using service = await withService({ LIMIT_SOCKETS_PER_CALLER: '1' });
  using _first = await openSocket(service.url);
  await expect(openSocket(service.url)).rejects.toThrow('4429');
});

test('a socket that sends too much in a minute is closed, and what it sent beyond is not looked at', async () => {
  await using service = await withService({ LIMIT_MESSAGES_PER_MINUTE: '10' });
  using socket = await openSocket(service.url);
  // The opening was one.
  for (let count = 0; count < 9; count++) socket.send({ type: 'ping' });
  expect(await Promise.race([socket.closed, service.service.query('{ __typename }')])).toHaveProperty('data');
  const bind = `mutation { createAxbBinding(input: { idempotencyKey: "flood", numberA: "13800138000", numberB: "13900139000" }) { binding { id } } }`;
  for (let count = 0; count < 50; count++) socket.start({ query: bind });
  expect(await socket.closed).toEqual({
    code: 4429,
    reason: expect.stringMatching(/More than 10 messages in a minute/),
  });
  expect(await service.service.query('{ bindings(first: 1) { nodes { id } } }')).toEqual({
    data: { bindings: { nodes: [] } },
  });
});

test('a message that is too large closes its socket, and no other', async () => {
  await using service = await withService({ LIMIT_FRAME_BYTES: '2000' });
  using socket = await openSocket(service.url);
  using other = await openSocket(service.url);
  socket.send({ type: 'ping', payload: { filler: 'x'.repeat(2_000) } });
  expect(await socket.closed).toMatchObject({ code: 1009 });
  expect(await other.ask({ query: '{ __typename }' })).toEqual({ data: { __typename: 'Query' } });
  expect(service.service.output()).not.toMatch(/Error/);
});
