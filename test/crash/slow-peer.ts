import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';

/** A line to a vendor on which answers can be held back, though the vendor has carried the request out. */
export interface SlowPeer extends AsyncDisposable {
  readonly baseUrl: string;
  /** Requests whose answers are held back now. */
  readonly held: number;
}

const LARGEST_REQUEST_BYTES = 1024 * 1024;

/** Hands requests on to `target`; each answer waits for what `hold` gives at that time. */
export async function openSlowPeer(target: string, hold: () => Promise<void> | undefined): Promise<SlowPeer> {
  let held = 0;
  const server = createServer((incoming, response) => {
    carry(incoming, response).catch((error: Error) => incoming.destroy(error));
  });
  const carry = async (incoming: IncomingMessage, response: ServerResponse) => {
    const { host: _ours, connection: _hop, 'content-length': _counted, ...headers } = incoming.headers;
    const body = await readAll(incoming);
    const method = incoming.method === 'GET' ? 'GET' : 'POST';
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const answer = await request(`${target}${incoming.url}`, { method, headers, body, signal: gone.signal });
    const text = await answer.body.text();
    const waiting = hold();
    if (waiting) {
      held++;
      await waiting.finally(() => held--);
    }
    response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) }).end(text);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get held() {
      return held;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_REQUEST_BYTES) throw new Error('A request is larger than any that the service makes.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
