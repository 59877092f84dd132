import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listening } from '../processes/peer.ts';

/** A handler that parses a push and answers: what HTTP and JSON cost by themselves. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { callId } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { callId?: string };
    const isCall = typeof callId === 'string';
    response.writeHead(isCall ? 200 : 400, { 'content-type': 'application/json' }).end('{"result":"000000"}');
  });
});
server.listen(0, '127.0.0.1', () => listening(server.address() as AddressInfo));
