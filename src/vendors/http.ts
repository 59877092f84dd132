import type { LookupFunction } from 'node:net';
import { Agent, buildConnector, DecoratorHandler, type Dispatcher, errors } from 'undici';
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
  /** `part` is what had come of the answer, where that had begun and was asked for. */
  | { readonly kind: 'lost'; readonly cause: string; readonly part?: VendorAnswer };

/** A request was not let out, and nothing of it has left. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack';
}

export interface VendorHttp {
  /**
   * Makes one request. `mayLeave` is asked at the last moment, when a connection stands and the next thing is to write
   * to it; where it says no, nothing is written, and this rejects with `HeldBack`. `keepPart` wants what came of an
   * answer that was lost on the way.
   */
  send(request: VendorRequest, mayLeave?: () => boolean, keepPart?: boolean): Promise<Exchange>;
  close(): Promise<void>;
}

// 5 s to connect and 15 s in all, the usual bounds of telephony APIs (Twilio's, for one).
export const DEFAULT_TIMEOUTS: VendorTimeouts = { connect: 5_000, total: 15_000 };
// The longest documented answer is a page of 1000 reports (Emay 2.1.2); voice replies inside make it large.
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** One account's connections to its vendor. Nothing is ever sent twice here. */
export function createVendorHttp(timeouts: VendorTimeouts = DEFAULT_TIMEOUTS, tls?: VendorTls): VendorHttp {
  const agent = new Agent({
    connect: marking(connector(timeouts, tls)),
    headersTimeout: timeouts.total,
    bodyTimeout: timeouts.total,
    maxResponseSize: MAX_ANSWER_BYTES,
    pipelining: 1,
    // A connection that the vendor is about to close makes the fate of a request on it unknown: keep none for long.
    keepAliveTimeout: 2_000,
    keepAliveMaxTimeout: 2_000,
  });
  return {
    send: async (request, mayLeave = always, keepPart = false) => {
      const { origin, pathname, search } = new URL(request.url);
      try {
        const { statusCode, headers, body } = await agent.compose(gated(mayLeave)).request({
          origin,
          path: pathname + search,
          method: request.method,
          headers: request.headers,
          body: request.body ?? null,
          signal: AbortSignal.timeout(timeouts.total),
        });
        const contentType = String(headers['content-type'] ?? '');
        const chunks: Buffer[] = [];
        const answer = () => ({ status: statusCode, contentType, body: Buffer.concat(chunks) });
        try {
          for await (const chunk of body) chunks.push(chunk);
        } catch (error) {
          const failed = failedExchange(error);
          return failed.kind === 'lost' && keepPart && chunks.length > 0 ? { ...failed, part: answer() } : failed;
        }
        return { kind: 'answered', answer: answer() };
      } catch (error) {
        return failedExchange(error);
      }
    },
    close: () => agent.close(),
  };
}

const always = () => true;

/** Asks right before a request is written: undici calls `onRequestStart` in the tick in which it writes (HTTP/1.1). */
function gated(mayLeave: () => boolean): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => dispatch(options, new Gate(handler, mayLeave));
}

class Gate extends DecoratorHandler implements Dispatcher.DispatchHandler {
  readonly #handler: Dispatcher.DispatchHandler;
  readonly #mayLeave: () => boolean;

  constructor(handler: Dispatcher.DispatchHandler, mayLeave: () => boolean) {
    super(handler);
    this.#handler = handler;
    this.#mayLeave = mayLeave;
  }

  onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
    this.#handler.onRequestStart?.(controller, context);
    if (!this.#mayLeave()) controller.abort(new HeldBack('The request was held back before anything of it was sent.'));
  }
}

/** Connections as the account's TLS settings want them; names are looked up as `lookup` does it, where one is given. */
export function connector(
  { connect: timeout }: Pick<VendorTimeouts, 'connect'>,
  tls?: VendorTls,
  lookup?: LookupFunction,
): buildConnector.connector {
  const options = { timeout, ...(lookup ? { lookup } : {}) };
  if (tls && 'fingerprint' in tls) return pinned(tls.fingerprint, options);
  return buildConnector({ ...options, ...(tls ? { ca: tls.ca } : {}) });
}

/** Trusts exactly one certificate, whatever name and issuer it bears: some vendors are a bare IP address. */
function pinned(fingerprint: string, options: buildConnector.BuildOptions): buildConnector.connector {
  // A resumed session shows no certificate to compare: every connection makes a full handshake.
  const connect = buildConnector({ ...options, rejectUnauthorized: false, maxCachedSessions: 0 });
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

/** Errors that ended an attempt to connect: refused, unresolved, too slow, no agreement on TLS. */
const beforeConnection = new WeakSet<Error>();

/** Remembers which errors came before a connection stood; a request that waited for it cannot have left. */
function marking(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (!error) return callback(null, socket);
      beforeConnection.add(error);
      return callback(error, null);
    });
}

/**
 * What a failure proves. The one question is whether a connection stood: before, nothing can have left; after, all of
 * it may have, whatever went wrong then (a reset, silence, half an answer, one that is no HTTP).
 */
function failedExchange(error: unknown): Exchange {
  if (!(error instanceof Error) || error instanceof HeldBack) throw error;
  if (beforeConnection.has(error)) return { kind: 'notSent', cause: causeOf(error) };
  // A request that undici would not take is a fault of ours, and is not to pass for a vendor's.
  if (error instanceof errors.InvalidArgumentError || error instanceof TypeError) throw error;
  return { kind: 'lost', cause: causeOf(error) };
}

/** The code of an error, of what caused it, or of the first of several addresses that were tried; else its name. */
export function causeOf(error: Error): string {
  if ('code' in error && typeof error.code === 'string') return error.code;
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? causeOf(inner) : error.name;
}
