import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createVendorHttp, type Exchange, type VendorTimeouts, type VendorTls } from '../../src/vendors/http.ts';

/** The other end of a connection. */
export interface Peer extends AsyncDisposable {
  readonly port: number;
  /** Everything that was read, one entry a connection. */
  readonly read: readonly string[];
}

/** A peer that treats each connection as the test says. `socket` is called once it stands, `data` at what it brings. */
export async function openPeer(socket: (socket: Socket) => void, data?: (socket: Socket) => void): Promise<Peer> {
  const read: string[] = [];
  const server = createServer((connection) => {
    const place = read.push('') - 1;
    connection.on('error', () => undefined);
    connection.on('data', (bytes) => {
      read[place] += bytes.toString('latin1');
      data?.(connection);
    });
    socket(connection);
  });
  return { read, ...(await listening(server)) };
}

/** Listens on a port that the system chose; ends with every connection that still stands. */
export async function listening(server: Server): Promise<{ port: number } & AsyncDisposable> {
  const connections = new Set<Socket>();
  server.on('connection', (socket) => connections.add(socket.once('close', () => connections.delete(socket))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of connections) socket.destroy();
      await closed;
    },
  };
}

export const TIMEOUTS: VendorTimeouts = { connect: 1_000, total: 2_000 };

/** What becomes of one POST to an address, over connections of its own. */
export async function post(url: string, timeouts = TIMEOUTS, tls?: VendorTls): Promise<Exchange> {
  const http = createVendorHttp(timeouts, tls);
  try {
    return await http.send({ method: 'POST', url, headers: { 'content-type': 'text/plain' }, body: 'call me' });
  } finally {
    await http.close();
  }
}

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256, as certificates are pinned by. */
  readonly fingerprint: string;
}

/** A certificate that signed itself, for a name. */
export function selfSigned(folder: string, name: string, alternative: string): Certificate {
  const [keyFile, certFile] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const files = ['-keyout', keyFile, '-out', certFile];
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${alternative}`];
  const how = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...how, ...files, ...subject], { stdio: 'ignore' });
  const cert = readFileSync(certFile, 'utf8');
  return { key: readFileSync(keyFile, 'utf8'), cert, fingerprint: new X509Certificate(cert).fingerprint256 };
}

export const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
