import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createVendorHttp, HeldBack } from '../../src/vendors/http.ts';
import { listening, openPeer, post, TIMEOUTS } from './peers.ts';

const nothing = () => undefined;
const urlOf = ({ port }: { port: number }) => `http://127.0.0.1:${port}/`;
const reset = (socket: Socket) => void socket.resetAndDestroy();
const reply = (text: string) => (socket: Socket) => void socket.write(text);

const HALF = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"result":"0000';
const whole = (body: string) => `HTTP/1.1 200 OK\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

describe('it is proved that nothing was sent', () => {
  test('where the connection was refused', async () => {
    const gone = await openPeer(nothing);
    await gone[Symbol.asyncDispose]();
    expect(await post(urlOf(gone))).toEqual({ kind: 'notSent', cause: 'ECONNREFUSED' });
  });

  test('where no such name exists', async () => {
    expect(await post('http://vendor.invalid/')).toEqual({
      kind: 'notSent',
      cause: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/),
    });
  });

  test('where a secure connection never comes to stand', async () => {
    await using silent = await openPeer(nothing);
    expect(await post(`https://127.0.0.1:${silent.port}/`, { connect: 300, total: 5_000 })).toEqual({
      kind: 'notSent',
      cause: 'UND_ERR_CONNECT_TIMEOUT',
    });
    expect(silent.read.join('')).not.toContain('call me');
  });

  test('where the peer does not speak TLS', async () => {
    await using plain = await openPeer(nothing, reply('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await post(`https://127.0.0.1:${plain.port}/`)).toMatchObject({ kind: 'notSent' });
  });
});

test('a connection that is reset as it is accepted is lost, or not sent where the reset came first', async () => {
  await using peer = await openPeer(reset, undefined);
  const { kind } = await post(urlOf(peer));
  expect(['lost', 'notSent']).toContain(kind);
});

describe('it is not proved that nothing was executed, and nothing is sent again,', () => {
  test.each([
    ['the connection is reset after the request was read', nothing, reset],
    ['the connection is closed after the request was read', nothing, (socket: Socket) => void socket.end()],
    ['the peer hangs up in the middle of its answer', nothing, (socket: Socket) => void socket.end(HALF)],
    [
      'the connection is reset in the middle of the answer',
      nothing,
      (socket: Socket) => void socket.write(HALF, () => socket.resetAndDestroy()),
    ],
    ['the answer is no HTTP', nothing, reply('SSH-2.0-OpenSSH_9.6\r\n')],
    ['the answer ends within its first line', nothing, (socket: Socket) => void socket.end('HTTP/1.1 20')],
  ])('where %s', async (_what, atOnce, atData) => {
    await using peer = await openPeer(atOnce, atData);
    expect(await post(urlOf(peer))).toEqual({ kind: 'lost', cause: expect.stringMatching(/\w/) });
    expect(peer.read).toHaveLength(1);
  });

  test.each(['GET', 'PUT', 'DELETE'] as const)(
    'where the answer to a %s is lost, though it could be repeated',
    async (method) => {
      await using peer = await openPeer(nothing, reset);
      const http = createVendorHttp();
      expect(await http.send({ method, url: urlOf(peer), headers: {} })).toMatchObject({ kind: 'lost' });
      await http.close();
      expect(peer.read).toHaveLength(1);
    },
  );

  test('where a connection that was kept breaks as it is used again', async () => {
    await using peer = await openPeer(nothing, (socket) => {
      const answered = peer.read.length === 1 && peer.read[0]?.match(/POST/g)?.length === 1;
      if (answered) socket.write(whole('first'));
      else socket.resetAndDestroy();
    });
    const http = createVendorHttp();
    const send = () => http.send({ method: 'POST', url: urlOf(peer), headers: {}, body: 'call me' });
    expect(await send()).toMatchObject({ kind: 'answered' });
    expect(await send()).toMatchObject({ kind: 'lost' });
    await http.close();
    expect(peer.read.join('').match(/POST/g)).toHaveLength(2);
  });
});

describe('silence is waited out, and no longer than was set,', () => {
  const total = 400;
  const stuck = [
    ['before any answer', nothing],
    ['in the middle of the answer’s head', reply('HTTP/1.1 200 OK\r\nContent-')],
    ['in the middle of the answer’s body', reply(HALF)],
  ] as const;

  test.each(stuck)('%s', async (_when, atData) => {
    await using peer = await openPeer(nothing, atData);
    const started = performance.now();
    expect(await post(urlOf(peer), { connect: 5_000, total })).toMatchObject({ kind: 'lost' });
    const waited = performance.now() - started;
    expect(waited).toBeGreaterThanOrEqual(total - 5);
    expect(waited).toBeLessThanOrEqual(total * 1.1 + 150);
  });

  test('also where single bytes keep coming', async () => {
    let dripping: NodeJS.Timeout | undefined;
    await using peer = await openPeer(nothing, (socket) => {
      socket.write(HALF);
      dripping = setInterval(() => socket.write('.'), 20);
      socket.once('close', () => clearInterval(dripping));
    });
    const started = performance.now();
    expect(await post(urlOf(peer), { connect: 5_000, total })).toMatchObject({ kind: 'lost' });
    expect(performance.now() - started).toBeLessThanOrEqual(total * 1.1 + 150);
    clearInterval(dripping);
  });
});

describe('an answer', () => {
  test.each([200, 204, 301, 404, 500, 503])('with the status %i is an answer, whole and as it came', async (status) => {
    const body = status === 204 ? Buffer.alloc(0) : Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
    const server = createServer((_request, response) =>
      response.writeHead(status, { 'content-type': 'text/html; charset=gbk', location: '/elsewhere' }).end(body),
    );
    await using peer = await listening(server);
    const exchange = await post(urlOf(peer));
    expect(exchange).toMatchObject({ kind: 'answered', answer: { status, contentType: 'text/html; charset=gbk' } });
    expect(exchange.kind === 'answered' && exchange.answer.body.equals(body)).toBe(true);
  });

  test('without a type has none', async () => {
    await using peer = await openPeer(nothing, reply(whole('')));
    expect(await post(urlOf(peer))).toEqual({
      kind: 'answered',
      answer: { status: 200, contentType: '', body: Buffer.alloc(0) },
    });
  });

  test('is to the request exactly as it was asked for: its path, its query, its headers, its body', async () => {
    const server = createServer(async (request, response) => {
      const body = (await request.toArray()).join('');
      const { method, url, headers } = request;
      response.end(JSON.stringify({ method, url, sig: headers['x-sig'], length: headers['content-length'], body }));
    });
    await using peer = await listening(server);
    const http = createVendorHttp();
    const exchange = await http.send({
      method: 'PUT',
      url: `${urlOf(peer)}v2/%E5%8F%B7?sig=a%2Bb%3D&n=1`,
      headers: { 'x-sig': 'abc==' },
      body: '号',
    });
    await http.close();
    expect(exchange.kind === 'answered' && JSON.parse(exchange.answer.body.toString())).toEqual({
      method: 'PUT',
      url: '/v2/%E5%8F%B7?sig=a%2Bb%3D&n=1',
      sig: 'abc==',
      length: '3',
      body: '号',
    });
  });

  test('comes to each of a hundred requests at once', async () => {
    const server = createServer(async (request, response) => response.end((await request.toArray()).join('')));
    await using peer = await listening(server);
    const http = createVendorHttp();
    const bodies = Array.from({ length: 100 }, (_, index) => `request ${index}`);
    const answers = await Promise.all(
      bodies.map((body) => http.send({ method: 'POST', url: urlOf(peer), headers: {}, body })),
    );
    await http.close();
    expect(answers.map((answer) => answer.kind === 'answered' && answer.answer.body.toString())).toEqual(bodies);
  });
});

describe('a request that may not leave', () => {
  test('is held back when its connection stands: nothing of it is written, and the next one goes', async () => {
    await using peer = await openPeer(
      () => undefined,
      (socket) => void socket.end('HTTP/1.1 204 x\r\n\r\n'),
    );
    const http = createVendorHttp(TIMEOUTS);
    const request = { method: 'POST', url: urlOf(peer), headers: {}, body: 'call me' } as const;
    const asked: number[] = [];
    const mayNot = () => {
      asked.push(peer.read.length);
      return false;
    };
    await expect(http.send(request, mayNot)).rejects.toThrow(HeldBack);
    await expect(http.send(request, mayNot)).rejects.toThrow(HeldBack);
    expect(await http.send(request, () => true)).toMatchObject({ kind: 'answered', answer: { status: 204 } });
    await http.close();
    expect(asked).toHaveLength(2);
    const written = peer.read.filter((text) => text !== '');
    expect(written).toHaveLength(1);
    expect(written[0]).toContain('call me');
  });

  test('is not asked about where no connection came to be', async () => {
    const { port } = await openPeer(() => undefined).then(async (peer) => {
      await peer[Symbol.asyncDispose]();
      return peer;
    });
    const http = createVendorHttp(TIMEOUTS);
    const request = { method: 'POST', url: `http://127.0.0.1:${port}/`, headers: {}, body: 'call me' } as const;
    const exchange = await http.send(request, () => {
      throw new Error('It was asked.');
    });
    await http.close();
    expect(exchange).toMatchObject({ kind: 'notSent' });
  });
});
