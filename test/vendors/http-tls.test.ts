import { once } from 'node:events';
import { createServer, type ServerOptions } from 'node:https';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createVendorHttp, type VendorTls } from '../../src/vendors/http.ts';
import { temporaryFolder } from '../support/service.ts';
import { type Certificate, hasOpenssl, listening, post, selfSigned, TIMEOUTS } from './peers.ts';

const lowerCase = (fingerprint: string) => fingerprint.replaceAll(':', '').toLowerCase();

let folder: Awaited<ReturnType<typeof temporaryFolder>> | undefined;
let own: Certificate;
let other: Certificate;
beforeAll(async () => {
  if (!hasOpenssl) return;
  folder = await temporaryFolder();
  own = selfSigned(folder.path, 'vendor', 'IP:127.0.0.1,DNS:localhost');
  other = selfSigned(folder.path, 'somebody', 'DNS:elsewhere.example');
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
});

/** A vendor behind TLS that counts the requests it gets. */
async function openVendor(options: ServerOptions = {}) {
  let requests = 0;
  const server = createServer({ key: own.key, cert: own.cert, ...options }, (_request, response) => {
    requests++;
    response.setHeader('connection', 'close').end('done');
  });
  server.on('tlsClientError', () => undefined);
  const { port, [Symbol.asyncDispose]: close } = await listening(server);
  return { url: `https://127.0.0.1:${port}/`, requests: () => requests, [Symbol.asyncDispose]: close };
}

const postTo = (url: string, tls?: VendorTls) => post(url, TIMEOUTS, tls);
const DONE = { kind: 'answered', answer: { status: 200, body: Buffer.from('done') } };

describe.skipIf(!hasOpenssl)('over TLS (where openssl can make a certificate)', () => {
  test('a certificate of no known authority is refused before anything is sent', async () => {
    await using vendor = await openVendor();
    expect(await postTo(vendor.url)).toEqual({ kind: 'notSent', cause: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(vendor.requests()).toBe(0);
  });

  test('the pinned certificate is trusted, however its fingerprint is written', async () => {
    await using vendor = await openVendor();
    for (const fingerprint of [own.fingerprint, lowerCase(own.fingerprint)]) {
      expect(await postTo(vendor.url, { fingerprint })).toMatchObject(DONE);
    }
  });

  test('the pinned certificate is trusted by whatever name it is called: some vendors are a bare address', async () => {
    await using vendor = await openVendor({ key: other.key, cert: other.cert });
    expect(await postTo(vendor.url, { fingerprint: other.fingerprint })).toMatchObject(DONE);
  });

  test('another certificate than the pinned one is refused before anything is sent', async () => {
    await using vendor = await openVendor();
    for (const fingerprint of [other.fingerprint, '', own.fingerprint.slice(0, -3)]) {
      expect(await postTo(vendor.url, { fingerprint })).toEqual({
        kind: 'notSent',
        cause: 'CERT_FINGERPRINT_MISMATCH',
      });
    }
    expect(vendor.requests()).toBe(0);
  });

  test('the pin is checked on every connection, resumed sessions among them', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      await using vendor = await openVendor({ maxVersion });
      const http = createVendorHttp(TIMEOUTS, { fingerprint: own.fingerprint });
      for (let count = 1; count <= 3; count++) {
        const exchange = await http.send({ method: 'POST', url: vendor.url, headers: {}, body: 'x' });
        expect(exchange, `connection ${count} over ${maxVersion}`).toMatchObject(DONE);
      }
      await http.close();
    }
  });

  test('a pin is not met by a peer without TLS', async () => {
    await using plain = await openVendor();
    const { port } = new URL(plain.url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
    expect(await postTo(`http://127.0.0.1:${port}/`, { fingerprint: own.fingerprint })).toMatchObject({
      kind: 'notSent',
    });
    expect(plain.requests()).toBe(0);
  });

  test('a certificate of the account’s own CA is trusted, one of another CA is not', async () => {
    await using vendor = await openVendor();
    expect(await postTo(vendor.url, { ca: own.cert })).toMatchObject(DONE);
    expect(await postTo(vendor.url, { ca: other.cert })).toMatchObject({ kind: 'notSent' });
    expect(vendor.requests()).toBe(1);
  });

  test('a certificate of the CA for another name is refused before anything is sent', async () => {
    await using vendor = await openVendor({ key: other.key, cert: other.cert });
    expect(await postTo(vendor.url, { ca: other.cert })).toEqual({
      kind: 'notSent',
      cause: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    expect(vendor.requests()).toBe(0);
  });

  test.each<[string, ServerOptions]>([
    [
      'speaks only versions that are too old',
      { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    ],
    ['has no cipher in common with us', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA256' }],
    ['does not speak HTTP/1.1', { ALPNProtocols: ['h3'] }],
    ['wants a certificate of ours', { maxVersion: 'TLSv1.2', requestCert: true, rejectUnauthorized: true }],
  ])('a peer that %s ends the handshake, and nothing was sent', async (_what, options) => {
    await using vendor = await openVendor(options);
    expect(await postTo(vendor.url, { ca: own.cert })).toMatchObject({ kind: 'notSent' });
    expect(vendor.requests()).toBe(0);
  });

  test('a peer that wants a certificate of ours only after the handshake leaves the fate open', async () => {
    await using vendor = await openVendor({ minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: true });
    expect(await postTo(vendor.url, { ca: own.cert })).toMatchObject({ kind: 'lost' });
  });
});
