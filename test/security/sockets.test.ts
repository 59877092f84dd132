import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { BIND, type Bound, WATCH_CALLS } from '../support/documents.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { openSocket } from '../support/socket.ts';
import { until } from '../support/until.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let service: RunningService;

beforeAll(async () => {
  folder = await temporaryFolder();
  service = await startService(folder.path, { LIMIT_SOCKETS_PER_CALLER: '100', LIMIT_REQUESTS_PER_SECOND: '10000' });
});

afterAll(async () => {
  await service[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const FIELD = 'callStatusChanged { cursor }';

test.each([
  [`subscription { ${FIELD.replace(' {', ' @skip(if: true) {')} }`, {}],
  [`subscription { ${FIELD.replace(' {', ' @include(if: false) {')} }`, {}],
  [`subscription S($no: Boolean!) { ${FIELD.replace(' {', ' @include(if: $no) {')} }`, { no: false }],
  [`subscription S($yes: Boolean = true) { ${FIELD.replace(' {', ' @skip(if: $yes) {')} }`, {}],
  [`subscription { ... @skip(if: true) { ${FIELD} } }`, {}],
  [`subscription { ... on Subscription @include(if: false) { ${FIELD} } }`, {}],
  [`subscription { ...Watch @skip(if: true) } fragment Watch on Subscription { ${FIELD} }`, {}],
  [
    `subscription { ...Outer } fragment Outer on Subscription { ...Watch } fragment Watch on Subscription { ${FIELD.replace(' {', ' @skip(if: true) {')} }`,
    {},
  ],
])(
  'a subscription without a root field ends with an error, and others on its socket go on: %s',
  async (query, variables) => {
    using socket = await openSocket(service.url);
    const answer = await socket.ask({ query, variables });
    expect(answer.errors).toEqual([
      {
        message: expect.stringMatching(/selects no field|cannot depend on a variable/),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(await socket.ask({ query: '{ __typename }' })).toEqual({ data: { __typename: 'Query' } });
    expect(service.output()).not.toMatch(/"level":(50|60)/);
  },
);

/** A socket that keeps every message that it gets. */
async function openKeeping(): Promise<{
  socket: WebSocket;
  received: { id?: string; type: string; payload?: unknown }[];
}> {
  const socket = new WebSocket(`${service.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const received: { id?: string; type: string; payload?: unknown }[] = [];
  socket.on('message', (data) => received.push(JSON.parse(String(data))));
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await until('the acknowledgement', async () => received.some(({ type }) => type === 'connection_ack'));
  return { socket, received };
}

test('an id that is completed and used again at once, by 60 sockets at a time, gets each event once', async () => {
  const sockets = await Promise.all(Array.from({ length: 60 }, openKeeping));
  const watch = JSON.stringify({ id: 'watch', type: 'subscribe', payload: { query: WATCH_CALLS } });
  for (const { socket } of sockets) {
    for (let times = 0; times < 5; times++) {
      socket.send(watch);
      socket.send('{"id":"watch","type":"complete"}');
    }
    socket.send(watch);
    // Answered behind the subscription, so that it is there by then.
    socket.send(JSON.stringify({ id: 'there', type: 'subscribe', payload: { query: '{ __typename }' } }));
  }
  await until('all subscriptions', async () =>
    sockets.every(({ received }) => received.some(({ id, type }) => id === 'there' && type === 'complete')),
  );
  const input = { idempotencyKey: 'k', numberA: '13800138000', numberB: '13900139000' };
  const { data } = await service.query<Bound>(BIND, { input });
  const to = data.createAxbBinding.binding?.numberX;
  const dial = 'mutation ($to: PhoneNumber!) { sandboxDial(input: { from: "13800138000", to: $to }) { routed } }';
  expect(await service.query(dial, { to })).toEqual({ data: { sandboxDial: { routed: true } } });
  const eventsOf = (received: (typeof sockets)[number]['received']) =>
    received.filter(({ id, type }) => id === 'watch' && type === 'next').map(({ payload }) => payload);
  const isOver = (event: unknown) =>
    JSON.stringify(event).match(/"status":"(?!INITIATED|RINGING|IN_PROGRESS)/) !== null;
  await until('the end of the call at every socket', async () =>
    sockets.every(({ received }) => eventsOf(received).some(isOver)),
  );
  const [first] = sockets;
  const expected = eventsOf(first?.received ?? []);
  expect(new Set(expected.map((event) => JSON.stringify(event))).size).toBe(expected.length);
  for (const { received } of sockets) expect(eventsOf(received)).toEqual(expected);
  expect(
    sockets.flatMap(({ received }) => received.filter(({ id, type }) => id === 'watch' && type !== 'next')),
  ).toEqual([]);
  for (const { socket } of sockets) socket.terminate();
});

test('an id of two operations at a time closes the socket with the code that the protocol has for it', async () => {
  using socket = await openSocket(service.url);
  const watch = { id: 'a', type: 'subscribe', payload: { query: WATCH_CALLS } };
  socket.send(watch);
  socket.send(watch);
  expect(await socket.closed).toEqual({ code: 4409, reason: 'Subscriber for a already exists' });
});
