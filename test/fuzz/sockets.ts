import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import WebSocket from 'ws';
import type { Chance } from '../crash/chance.ts';
import { type Attack, LONGEST_ANSWER_MS } from './attack.ts';
import { SUBSCRIPTIONS, spoilDocument } from './documents.ts';

type Frame = (socket: WebSocket, chance: Chance) => void;

const say = (socket: WebSocket, message: object) => socket.send(JSON.stringify(message));
const subscribe: Frame = (socket, chance) => {
  const document = chance.oneOf(SUBSCRIPTIONS);
  const query = chance.happens(0.5) ? document : spoilDocument(document, chance);
  say(socket, { id: `${chance.below(3)}`, type: 'subscribe', payload: { query, variables: {} } });
};

/** What a client can send on a socket, in order or not. */
const FRAMES: Readonly<Record<string, Frame>> = {
  init: (socket) => say(socket, { type: 'connection_init', payload: {} }),
  subscribe,
  'subscribe again': subscribe,
  complete: (socket, chance) => say(socket, { id: `${chance.below(3)}`, type: 'complete' }),
  'a server’s message': (socket) => say(socket, { id: '1', type: 'next', payload: { data: {} } }),
  ping: (socket) => say(socket, { type: 'ping', payload: { a: 1 } }),
  'a ping of the protocol': (socket) => socket.ping(),
  'a flood of pings': (socket) => {
    for (let count = 0; count < 300; count++) say(socket, { type: 'ping' });
  },
  nonsense: (socket) => socket.send('{"type":'),
  'another type': (socket) => say(socket, { type: 'start', id: { a: 1 }, payload: [] }),
  'an id of another type': (socket) => say(socket, { type: 'subscribe', id: 7, payload: null }),
  'a prototype’s name': (socket) =>
    say(socket, {
      type: 'subscribe',
      id: '__proto__',
      payload: { query: 'subscription { callStatusChanged { at } }' },
    }),
  binary: (socket, chance) => socket.send(Buffer.alloc(chance.below(5_000), chance.below(256))),
  'a large frame': (socket, chance) => socket.send('x'.repeat(chance.below(3 * 1024 * 1024))),
  fragments: (socket) => {
    socket.send('{"type":', { fin: false });
    socket.send('"ping"', { fin: false });
    socket.send('}', { fin: true });
  },
  'a fragment that never ends': (socket) => socket.send('{', { fin: false }),
};
const NAMES = Object.keys(FRAMES) as [string, ...string[]];

/** A socket that speaks the protocol in an order of its own, and then goes: politely, or not. */
export function socketTalk(chance: Chance): Attack {
  const first = chance.happens(0.7) ? ['init'] : [];
  const names = [...first, ...Array.from({ length: 1 + chance.below(8) }, () => chance.oneOf(NAMES))];
  const protocol = chance.happens(0.9) ? 'graphql-transport-ws' : chance.oneOf(['graphql-ws', 'x']);
  const rude = chance.happens(0.4);
  return {
    what: `socket ${protocol}: ${names.join(', ')}${rude ? '; gone' : ''}`,
    run: (url) => talk(url, protocol, names, rude, chance),
  };
}

async function talk(
  url: string,
  protocol: string,
  names: readonly string[],
  rude: boolean,
  chance: Chance,
): Promise<string | undefined> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol);
  const internal: string[] = [];
  socket.on('message', (data) => {
    const text = String(data);
    if (text.includes('INTERNAL_SERVER_ERROR')) internal.push(text.slice(0, 500));
  });
  // What a socket is refused or cut off with; that the process lives is looked at elsewhere.
  socket.on('error', () => undefined);
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  await Promise.race([new Promise((resolve) => socket.once('open', resolve)), closed]);
  for (const name of names) {
    if (socket.readyState !== WebSocket.OPEN) break;
    FRAMES[name]?.(socket, chance);
    await new Promise(setImmediate);
  }
  if (rude) socket.terminate();
  else socket.close();
  const end = await Promise.race([closed, delay(LONGEST_ANSWER_MS, undefined, { ref: false })]);
  socket.terminate();
  if (!end) return 'the socket was not closed in time';
  // 1011 of RFC 6455 and 4500 of graphql-ws: a failure inside.
  if ((end.code === 1011 || end.code === 4500) && !OWN_FAULT.test(end.reason))
    return `the socket was closed with ${end.code}: ${end.reason}`;
  return internal.length > 0 ? `failed inside: ${internal[0]}` : undefined;
}

// What graphql-ws closes with 4500 too, though it is the client's own doing.
const OWN_FAULT = /^Unexpected message of type/;

const UPGRADE =
  'GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n';
const KEYED = `${UPGRADE}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`;

/** Bytes that are hardly HTTP, or hardly WebSocket. */
const BYTES: Readonly<Record<string, readonly [string | Buffer, ...(string | Buffer)[]]>> = {
  'no HTTP': ['\u0016\u0003\u0001'],
  'half a request': ['POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{'],
  'two lengths': [
    'POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n',
  ],
  'a bad chunk': ['POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  'large headers': [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
  'many headers': [`GET / HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(3_000)}\r\n`],
  'an address that cannot be read': ['GET /%zz/../..//\u0000 HTTP/1.1\r\nHost: x\r\n\r\n'],
  'a whole address': ['GET http://other.example/metrics HTTP/1.1\r\nHost: x\r\n\r\n'],
  'an upgrade without a key': [`${UPGRADE}\r\n`],
  'an upgrade elsewhere': [KEYED.replace('/graphql', '/callbacks/a/b')],
  'an upgrade, then silence': [KEYED],
  'a frame without a mask': [KEYED, Buffer.from([0x81, 0x02, 0x7b, 0x7d])],
  'a frame of an unknown kind': [KEYED, Buffer.from([0x83, 0x80, 0, 0, 0, 0])],
  'a frame with reserved bits': [KEYED, Buffer.from([0xf1, 0x80, 0, 0, 0, 0])],
  'half a frame': [KEYED, Buffer.from([0x81, 0xfe, 0xff])],
  'a frame of an exabyte': [
    KEYED,
    Buffer.from([0x81, 0xff, 0x0f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
  ],
  'text that is no UTF-8': [KEYED, Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28])],
};
const BYTE_NAMES = Object.keys(BYTES) as [string, ...string[]];

/** A connection that sends bytes of no good, waits a moment for what it is told, and goes. */
export function rawBytes(chance: Chance): Attack {
  const name = chance.oneOf(BYTE_NAMES);
  return {
    what: `bytes: ${name}`,
    run: async (url) => {
      const { hostname, port } = new URL(url);
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      const told = firstAnswer(socket);
      for (const part of BYTES[name] ?? []) socket.write(part);
      await Promise.race([told, delay(50)]);
      socket.destroy();
      return / 5\d\d /.test((await told).split('\r\n')[0] ?? '') ? `answered ${await told}` : undefined;
    },
  };
}

/** The beginning of what comes back; empty where the connection ends without. */
function firstAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('data', (bytes) => resolve(bytes.toString('latin1').slice(0, 200)));
    socket.once('close', () => resolve(''));
  });
}
