import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { virtualNumber } from '../../test/support/many-calls.ts';
import { listening } from '../processes/peer.ts';

/** A vendor that answers at once: Winnerlook's replies to a bind (2.1.2) and to a notification (4.1), and no work. */
const OK = { result: '000000', message: 'OK' };
// The digits behind the first three: the place of a binding, as the filled stores number them.
const PLACE_FROM = 3;
let sent = 0;

interface Request {
  readonly bindNumberA?: string;
}

function replyTo({ bindNumberA }: Request): object {
  if (bindNumberA === undefined) return { ...OK, callId: `sent-${++sent}` };
  const place = Number(bindNumberA.slice(PLACE_FROM));
  return { ...OK, bindId: `bound-${place}`, middleNumber: virtualNumber(place) };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const reply = replyTo(JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as Request);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  });
});
server.listen(0, '127.0.0.1', () => listening(server.address() as AddressInfo));
