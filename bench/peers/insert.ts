import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { listening, peerOptions } from '../processes/peer.ts';

/** A handler that makes one durable insert a request and answers: the least that keeps what a vendor tells. */
const { file } = peerOptions<{ readonly file: string }>();
const database = new DatabaseSync(file);
database.exec('pragma journal_mode = wal; pragma synchronous = full');
database.exec('create table pushes (id integer primary key, received_at integer not null, body blob not null)');
const insert = database.prepare('insert into pushes (received_at, body) values (?, ?)');

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    insert.run(Date.now(), Buffer.concat(chunks));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"result":"000000"}');
  });
});
server.listen(0, '127.0.0.1', () => listening(server.address() as AddressInfo));
