import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bearer, PRODUCTION } from '../support/production.ts';
import { converse, rawRequest, sendRaw } from '../support/raw.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { sharedService } from '../support/shared.ts';
import { until } from '../support/until.ts';
import { PRINTED_PUSH, TOKEN, winnerlookAccount } from '../support/winnerlook.ts';

const SANDBOX = { SANDBOX: 'true' };
const account = winnerlookAccount('http://127.0.0.1:9', {
  credentials: { appId: '402bf13d73b1424484280a3e9356055e', token: 'secret' },
});
const PATH = `/callbacks/acct_test/${TOKEN}`;
const PRINTED_CALL = '17090892ea7c49418bffb0732237a03e';
const H2C = ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'];

const CALL_IDS = '{ calls(first: 100) { nodes { vendorCallId } } }';

const running = sharedService(SANDBOX, [account]);

/** The vendor's names of the calls that are known. */
async function callIds(service: RunningService): Promise<string[]> {
  const { data } = await service.query<{ calls: { nodes: { vendorCallId: string }[] } }>(CALL_IDS);
  return data.calls.nodes.map(({ vendorCallId }) => vendorCallId);
}

const named = (name: string) => PRINTED_PUSH.replace(PRINTED_CALL, name);
const headed = (lines: readonly string[]) => (name: string) => rawRequest(`POST ${PATH}`, lines, named(name));
const packed = (pack: (text: string) => Buffer, coding: string) => (name: string) =>
  rawRequest(`POST ${PATH}`, [`Content-Encoding: ${coding}`], pack(named(name)));
const at = (target: string) => (name: string) => rawRequest(`POST ${target}`, [], named(name));

/** Each shape in which some sender's HTTP stack brings a push: the same call, by another name. */
const SHAPES: readonly (readonly [title: string, request: (name: string) => Buffer | string])[] = [
  ['an offer of HTTP/2', headed(H2C)],
  ['an offer of TLS', headed(['Connection: upgrade', 'Upgrade: TLS/1.0, HTTP/1.1'])],
  ['an offer of HTTP/2 without its settings', headed(['Connection: Upgrade', 'Upgrade: h2c'])],
  ['an offer of a WebSocket by POST', headed(['Connection: Upgrade', 'Upgrade: websocket'])],
  ['an expectation that is known', headed(['Expect: 100-continue'])],
  ['an expectation that is not', headed(['Expect: the-best'])],
  ['a connection that is to be kept', headed(['Connection: keep-alive', 'Keep-Alive: timeout=5'])],
  ['no content type', headed([])],
  ['an empty content type', headed(['Content-Type: '])],
  ['a content type of one word', headed(['Content-Type: json'])],
  ['a doubled content type', headed(['Content-Type: application/json,application/json'])],
  ['two content types', headed(['Content-Type: application/json', 'Content-Type: text/plain'])],
  ['a content type of nothing but a charset', headed(['Content-Type: charset=utf-8'])],
  ['a content type with odd parameters', headed(['Content-Type: application/json;;; charset="utf-8; =x'])],
  ['a content type of odd characters', headed(['Content-Type: @@/()<>'])],
  ['a content type with a slash only', headed(['Content-Type: /'])],
  ['a content type in bytes beyond ASCII', headed(['Content-Type: application/\u00e9'])],
  ['a charset of no known name', headed(['Content-Type: application/json; charset=nonsense'])],
  ['gzip', packed(gzipSync, 'gzip')],
  ['GZIP twice', packed((text) => gzipSync(gzipSync(text)), 'GZIP, gzip')],
  ['deflate', packed(deflateSync, 'deflate')],
  ['deflate without its envelope', packed(deflateRawSync, 'deflate')],
  ['a content encoding that is none', headed(['Content-Encoding: utf-8'])],
  ['gzip, unpacked on the way', headed(['Content-Encoding: gzip'])],
  ['a slash at the end', at(`${PATH}/`)],
  ['a slash too many', at(`//callbacks//acct_test/${TOKEN}`)],
  ['a path in capitals', at(`/Callbacks/acct_test/${TOKEN}`)],
  ['a query of the vendor’s', at(`${PATH}?sign=%zz&token=x&token=y`)],
  ['a whole address', at(`http://voice.example${PATH}`)],
  [
    'HTTP/1.0',
    (name) => `POST ${PATH} HTTP/1.0\r\nContent-Length: ${Buffer.byteLength(named(name))}\r\n\r\n${named(name)}`,
  ],
  [
    'chunks and a trailer',
    (name) =>
      `POST ${PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${[
        named(name).slice(0, 9),
        named(name).slice(9),
      ]
        .map((part) => `${Buffer.byteLength(part).toString(16)};x=y\r\n${part}\r\n`)
        .join('')}0\r\nX-Sum: 1\r\n\r\n`,
  ],
];

test('a push is taken and read in whatever shape a sender’s HTTP stack brings it', async () => {
  const service = running();
  for (const [index, [title, request]] of SHAPES.entries()) {
    const answer = await sendRaw(service.url, request(`call-${index}`));
    expect([answer.status, answer.body], title).toEqual([200, '{"resultCode":"200","resultMsg":"success"}']);
  }
  const known = await until('all calls', async () => {
    const ids = (await callIds(service)).filter((id) => id.startsWith('call-'));
    return ids.length === SHAPES.length && new Set(ids);
  });
  expect(SHAPES.filter((_shape, index) => !known.has(`call-${index}`)).map(([title]) => title)).toEqual([]);
});

test('an offer of another protocol is ignored at every address', async () => {
  const service = running();
  const query = rawRequest('POST /graphql', [...H2C, 'Content-Type: application/json'], '{"query":"{ __typename }"}');
  expect(await sendRaw(service.url, query)).toMatchObject({ status: 200, body: expect.stringContaining('"Query"') });
  const dial = rawRequest('POST /sandbox/dial', [...H2C, 'Content-Type: application/json'], '{}');
  expect(await sendRaw(service.url, dial)).toMatchObject({ status: 400 });
  for (const [path, status] of [
    ['/health/live', 200],
    ['/health/ready', 200],
    ['/metrics', 200],
    ['/recordings/call_x?expires=1&signature=x', 404],
    ['/nothing', 404],
  ] as const) {
    expect((await sendRaw(service.url, rawRequest(`GET ${path}`, H2C))).status, path).toBe(status);
  }
});

const SOCKET = [
  ...['Connection: keep-alive, Upgrade', 'Upgrade: WebSocket', 'Sec-WebSocket-Version: 13'],
  ...['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Protocol: graphql-transport-ws'],
];

test('a WebSocket opens at /graphql, and is refused in a sentence at any other address', async () => {
  const service = running();
  for (const path of ['/graphql', '/graphql?x=y', '/graphql/', '//GraphQL']) {
    expect((await sendRaw(service.url, rawRequest(`GET ${path}`, SOCKET))).status, path).toBe(101);
  }
  for (const path of ['/', '/health/live', PATH, '/graphqlx', '/graphql/x']) {
    const answer = await sendRaw(service.url, rawRequest(`GET ${path}`, SOCKET));
    expect([answer.status, answer.body], path).toEqual([
      400,
      expect.stringContaining('A WebSocket is opened at /graphql'),
    ]);
    expect(answer.headers['cache-control'], path).toBe('no-store');
  }
  const without = SOCKET.filter((line) => !line.startsWith('Sec-WebSocket-Key'));
  const answer = await sendRaw(service.url, rawRequest('GET /graphql', without));
  expect([answer.status, answer.body]).toEqual([400, expect.stringMatching(/could not be opened.*Sec-WebSocket-Key/)]);
});

test('a connection serves on after an offer was ignored, and takes what was sent ahead', async () => {
  const service = running();
  const ahead = Buffer.concat([headed([])('third'), headed(['Connection: close'])('fourth')]);
  const answers = await converse(service.url, headed(H2C)('first'), headed(H2C)('second'), ahead);
  expect(answers.match(/HTTP\/1.1 200 /g)).toHaveLength(4);
  await until('all calls', async () => {
    const ids = (await callIds(service)).filter((id) => !id.startsWith('call-'));
    return ids.length === 4;
  });
});

test('what unpacks to more than 4 MiB is kept and not read; what is larger than a push may be is refused', async () => {
  const service = running();
  const bomb = rawRequest(`POST ${PATH}`, ['Content-Encoding: gzip'], gzipSync(Buffer.alloc(64 * 1024 * 1024, '[')));
  expect((await sendRaw(service.url, bomb)).status).toBe(200);
  const delivery = await until('the delivery', async () => {
    const { data } = await service.query<{ deliveries: { nodes: { state: string; reason: string }[] } }>(
      '{ deliveries(first: 1, filter: { states: [FAILED] }) { nodes { state reason } } }',
    );
    return data.deliveries.nodes[0];
  });
  expect(delivery.reason).toContain('unpacks to more than 4194304 bytes');
  const large = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\nContent-Type: json\r\n\r\n`;
  expect((await sendRaw(service.url, large)).status).toBe(413);
});

/** The lines of the figures that tell of refusals. */
async function refusals(service: RunningService): Promise<string[]> {
  const headers = await bearer({ scope: 'voice:admin' });
  const figures = await (await fetch(`${service.url}/metrics`, { headers })).text();
  return figures.split('\n').filter((line) => /^voice_(?:callbacks|requests)_refused_total\{/.test(line));
}

test('what is refused at a door is counted by reason', async () => {
  await using folder = await temporaryFolder();
  const accounts = [
    account,
    winnerlookAccount('http://127.0.0.1:9', {
      id: 'acct_narrow',
      callback: { token: TOKEN, allowedIps: ['10.0.0.1'] },
    }),
  ];
  await using service = await startService(folder.path, PRODUCTION, accounts);
  const send = async (request: Buffer | string) => (await sendRaw(service.url, request)).status;
  const json = ['Content-Type: application/json'];
  expect(await send(rawRequest('POST /callbacks/acct_test/wrong', [], '{}'))).toBe(404);
  expect(await send(rawRequest('POST /callbacks/acct_test', ['Content-Type: x'], '{}'))).toBe(415);
  expect(await send(rawRequest(`GET ${PATH}`, []))).toBe(404);
  expect(await send(rawRequest(`POST /callbacks/acct_narrow/${TOKEN}`, [], '{}'))).toBe(404);
  expect(await send(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n`)).toBe(413);
  expect(await send(`POST ${PATH} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`)).toBe(400);
  expect(await send(rawRequest('POST /graphql', json, Buffer.from([0x7b, 0xff, 0x7d])))).toBe(400);
  expect(await send(rawRequest('POST /graphql', ['Content-Type: text/csv'], 'a'))).toBe(415);
  expect(
    await send(rawRequest('POST /graphql', [...json, 'Authorization: Bearer x'], '{"query":"{__typename}"}')),
  ).toBe(401);
  expect(await send(rawRequest('GET /metrics', []))).toBe(401);
  expect(await send(rawRequest('GET /nothing', []))).toBe(404);
  expect(await send(rawRequest('GET /health/live', SOCKET))).toBe(400);
  expect(await send('NONSENSE\r\n\r\n')).toBe(400);
  expect(await send(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`)).toBe(431);
  const pushes = (account: string, reason: string, count = 1) =>
    `voice_callbacks_refused_total{account="${account}",reason="${reason}"} ${count}`;
  const requests = (door: string, reason: string) =>
    `voice_requests_refused_total{door="${door}",reason="${reason}"} 1`;
  expect((await refusals(service)).sort()).toEqual(
    [
      pushes('', 'UNKNOWN_ADDRESS', 3),
      pushes('acct_narrow', 'CLIENT_NOT_ALLOWED'),
      pushes('acct_test', 'TOO_LARGE'),
      pushes('acct_test', 'BROKEN_OFF'),
      requests('graphql', 'MALFORMED'),
      requests('graphql', 'CONTENT_TYPE'),
      requests('graphql', 'UNAUTHENTICATED'),
      requests('metrics', 'UNAUTHENTICATED'),
      requests('elsewhere', 'NOT_FOUND'),
      requests('health', 'NOT_FOUND'),
      requests('connection', 'MALFORMED'),
      requests('connection', 'TOO_LARGE'),
    ].sort(),
  );
});
