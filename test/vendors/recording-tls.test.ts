import { createServer } from 'node:https';
import { expect, test } from 'vitest';
import type { VendorTls } from '../../src/vendors/http.ts';
import { createRecordingHttp } from '../../src/vendors/recording-http.ts';
import { temporaryFolder } from '../support/service.ts';
import { hasOpenssl, listening, selfSigned, TIMEOUTS } from './peers.ts';

test.skipIf(!hasOpenssl)(
  'the account’s TLS settings hold for its own host and for no other (where openssl can make a certificate)',
  async () => {
    await using folder = await temporaryFolder();
    const certificate = selfSigned(folder.path, 'vendor', 'IP:127.0.0.1,DNS:localhost');
    const { key, cert, fingerprint } = certificate;
    let requests = 0;
    await using vendor = await listening(
      createServer({ key, cert }, (_request, response) => {
        requests++;
        response.writeHead(200, { 'content-type': 'audio/wav' }).end('x');
      }).on('tlsClientError', () => undefined),
    );
    const kindOf = async (settings: VendorTls, host: string) => {
      const origin = `https://127.0.0.1:${vendor.port}`;
      const http = createRecordingHttp({
        hosts: [origin],
        allowPrivate: true,
        timeouts: TIMEOUTS,
        tls: { settings, host },
      });
      const answer = await http.fetch(`${origin}/a.wav`, { largestBytes: 10, signal: new AbortController().signal });
      await http.close();
      return answer.kind;
    };
    expect(await kindOf({ fingerprint }, '127.0.0.1')).toBe('content');
    expect(await kindOf({ ca: cert }, '127.0.0.1')).toBe('content');
    expect(requests).toBe(2);
    expect(await kindOf({ fingerprint: fingerprint.replace(/^../, '00') }, '127.0.0.1')).toBe('failed');
    expect(await kindOf({ fingerprint }, 'api.vendor.example')).toBe('failed');
    expect(requests).toBe(2);
  },
);
