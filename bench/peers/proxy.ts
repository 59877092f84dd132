import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import fastify from 'fastify';
import { Pool } from 'undici';
import { listening, peerOptions } from '../processes/peer.ts';

/**
 * A proxy that sends nothing twice, in the plainest way: it keeps what is asked for, durably, asks the vendor, keeps what the
 * vendor said, durably, and answers.
 */
const { file, vendor } = peerOptions<{ readonly file: string; readonly vendor: string }>();
const database = new DatabaseSync(file);
database.exec('pragma journal_mode = wal; pragma synchronous = full');
database.exec(
  'create table requests (id integer primary key, key text not null unique, input text not null, reply text)',
);
const intend = database.prepare('insert into requests (key, input) values (?, ?)');
const settle = database.prepare('update requests set reply = ? where id = ?');
const pool = new Pool(vendor);

interface Body {
  readonly key: string;
  readonly request: object;
}

const app = fastify();
app.post<{ Body: Body }>('/', async ({ body: { key, request } }) => {
  const { lastInsertRowid } = intend.run(key, JSON.stringify(request));
  const { body } = await pool.request({
    path: '/voice',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  });
  const reply = await body.text();
  settle.run(reply, lastInsertRowid);
  return { key, status: 'ACCEPTED', reply: JSON.parse(reply) as object };
});
await app.listen({ port: 0, host: '127.0.0.1' });
listening(app.server.address() as AddressInfo);
