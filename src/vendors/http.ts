import { Agent, buildConnector, errors } from 'undici';
import type { VendorAnswer, VendorRequest } from './vendor.ts';

/** How long a vendor may take, in milliseconds. */
export interface VendorTimeouts {
  /** To accept a connection. */
  readonly connect: number;
  /** For a whole request, from its first byte out to the last byte in. */
  readonly total: number;
}

/** Who is trusted at the other end: a CA, or one certificate by its SHA-256 fingerprint. */
export type VendorTls = { readonly ca: string } | { readonly fingerprint: string };

/** What became of a request on the wire. `notSent` proves that the vendor never had it. */
export type Exchange =
  | { readonly kind: 'answered'; readonly answer: VendorAnswer }
  | { readonly kind: 'notSent'; readonly cause: string }
  | { readonly kind: 'lost'; readonly cause: string };

export interface VendorHttp {
  send(request: VendorRequest): Promise<Exchange>;
  close(): Promise<void>;
}

// 5 s to connect and 15 s in all, the usual bounds of telephony APIs (Twilio's, for one).
export const DEFAULT_TIMEOUTS: VendorTimeouts = { connect: 5_000, total: 15_000 };
// The longest documented answer is a page of 1000 reports (Emay 2.1.2); voice replies inside make it large.
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** One account's connections to its vendor. Nothing is ever sent twice here. */
export function createVendorHttp(timeouts: VendorTimeouts = DEFAULT_TIMEOUTS, tls?: VendorTls): VendorHttp {
  const agent = new Agent({
    connect: tls && 'fingerprint' in tls ? pinnedConnector(tls.fingerprint, timeouts) : connectOptions(timeouts, tls),
    headersTimeout: timeouts.total,
    bodyTimeout: timeouts.total,
    maxResponseSize: MAX_ANSWER_BYTES,
    pipelining: 1,
    // A connection that the vendor is about to close makes the fate of a request on it unknown: keep none for long.
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 2_000,
  });
  return {
    send: async (request) => {
      const { origin, pathname, search } = new URL(request.url);
      try {
        const { statusCode, headers, body } = await agent.request({
          origin,
          path: pathname + search,
          method: request.method,
          headers: request.headers,
          body: request.body ?? null,
          signal: AbortSignal.timeout(timeouts.total),
        });
        const contentType = String(headers['content-type'] ?? '');
        return { kind: 'answered', answer: { status: statusCode, contentType, body: Buffer.from(await body.bytes()) } };
      } catch (error) {
        return failedExchange(error);
      }
    },
    close: () => agent.close(),
  };
}

function connectOptions(timeouts: VendorTimeouts, tls?: { readonly ca: string }) {
  return { timeout: timeouts.connect, ...(tls ? { ca: tls.ca } : {}) };
}

/** Trusts exactly one certificate, whatever name and issuer it bears: some vendors are a bare IP address. */
function pinnedConnector(fingerprint: string, timeouts: VendorTimeouts): buildConnector.connector {
  const connect = buildConnector({ timeout: timeouts.connect, rejectUnauthorized: false });
  const pin = fingerprint.replaceAll(':', '').toUpperCase();
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      const seen =
        'getPeerCertificate' in socket ? socket.getPeerCertificate().fingerprint256?.replaceAll(':', '') : undefined;
      if (seen === pin) return callback(null, socket);
      socket.destroy();
      const mismatch: NodeJS.ErrnoException = new Error('the certificate is not the pinned one');
      mismatch.code = 'CERT_FINGERPRINT_MISMATCH';
      return callback(mismatch, null);
    });
}

/** Failures before a connection stood: the request cannot have left. Node's and undici's codes. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_FINGERPRINT_MISMATCH',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
]);

/** Failures after the request may have left. */
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ABORT_ERR', 'TimeoutError', 'AbortError']);

function failedExchange(error: unknown): Exchange {
  if (!(error instanceof Error)) throw error;
  const codes = failureCodes(error);
  const notSent = codes.find((code) => NOT_SENT.has(code));
  if (notSent) return { kind: 'notSent', cause: notSent };
  if (error instanceof errors.UndiciError || codes.some((code) => LOST.has(code) || code.startsWith('HPE_'))) {
    return { kind: 'lost', cause: codes[0] ?? error.name };
  }
  throw error;
}

/** Codes of an error and of what caused it, outermost first; several addresses tried give several causes. */
function failureCodes(error: Error): string[] {
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [error.name];
  const inner = error instanceof AggregateError ? error.errors : error.cause ? [error.cause] : [];
  return [...own, ...inner.flatMap((cause) => (cause instanceof Error ? failureCodes(cause) : []))];
}
