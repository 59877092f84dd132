import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { parseByteRange, spanOf } from '../../src/domain/byte-range.ts';

/** Where a vendor keeps recordings; answers as the test says. */
export interface SoundHost extends AsyncDisposable {
  readonly port: number;
  readonly url: string;
  /** The requests that came in, as `GET /path range`. */
  readonly asked: readonly string[];
  /** Connections that stand at this moment. */
  connections(): number;
  /** Changes how requests are answered from now on. */
  answer(how: Answer): void;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Starts a host on a loopback address, with one recording under every path unless told otherwise. */
export async function startSoundHost(how: Answer = serve(SOUND), address = '127.0.0.1', port = 0): Promise<SoundHost> {
  let answer = how;
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.range ?? ''}`.trim());
    response.on('error', () => undefined);
    answer(request, response);
  });
  server.on('connection', (socket) => sockets.add(socket.once('close', () => sockets.delete(socket))));
  server.listen(port, address);
  await once(server, 'listening');
  const listening = server.address() as AddressInfo;
  return {
    port: listening.port,
    url: `http://${address}:${listening.port}`,
    asked,
    connections: () => sockets.size,
    answer: (other) => {
      answer = other;
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Bytes that begin as a WAV file and differ from place to place. */
export function sound(size: number): Buffer {
  const bytes = Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 31 + (index >> 8) * 7) & 0xff));
  bytes.write('RIFF\0\0\0\0WAVE', 0, 'latin1');
  return bytes;
}

export const SOUND = sound(200_000);

/** A host that knows ranges, as most do. */
export function serve(bytes: Buffer, contentType = 'audio/wav'): Answer {
  return (request, response) => {
    const range = parseByteRange(request.headers.range);
    const span = range && spanOf(range, bytes.length);
    if (range && !span) return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    const part = span ? bytes.subarray(span.start, span.end + 1) : bytes;
    const place = span ? { 'content-range': `bytes ${span.start}-${span.end}/${bytes.length}` } : {};
    const headers = { 'content-type': contentType, 'content-length': part.length, ...place };
    response.writeHead(span ? 206 : 200, headers).end(part);
  };
}

/** One answer to everything. */
export function always(status: number, headers: Record<string, string>, body: Buffer | string = ''): Answer {
  return (_request, response) => void response.writeHead(status, headers).end(body);
}

/** The beginning of a recording, and then nothing more. */
export const stall: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'audio/wav', 'content-length': SOUND.length });
  response.write(SOUND.subarray(0, 1_000));
};
