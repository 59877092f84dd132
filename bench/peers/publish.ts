import type { Server } from 'node:http';

/** What a peer is to publish: to the followers of one id, or to all. */
export interface Publication {
  readonly id?: string;
  /** How many events follow each other at once. */
  readonly events: number;
  /** What a peer sends that makes no messages by itself. */
  readonly frame?: string;
}

/** Publishes what is posted to the server, and answers when it was handed over. */
export function publishWhenAsked(server: Server, publish: (publication: Publication) => void): void {
  server.on('request', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      publish(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Publication);
      response.end('{}');
    });
  });
}
