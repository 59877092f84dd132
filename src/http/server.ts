import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { AccessConfig } from '../config/access.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { cleanForwarded } from './forwarded.ts';
import { readJsonBodies } from './graphql/json-body.ts';
import { secureHeaders } from './headers.ts';
import { refuseBadHttp, refuseEarly, serveRefusals } from './refusals.ts';

// Callback tokens are chosen by operators; fastify's own bound is 100 characters.
const LONGEST_TOKEN = 1_024;

interface ServerOptions {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly access: AccessConfig;
  readonly publicUrl: string | undefined;
}

/**
 * The HTTP server, with what all addresses have in common: how requests are read and refused, and every answer's
 * headers.
 */
export async function createServer({ log, metrics, access, publicUrl }: ServerOptions): Promise<FastifyInstance> {
  const { trustedProxies } = access;
  const app = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    // Addresses of callbacks hold their tokens: requests are counted, not logged.
    logController: new LogController({ disableRequestLogging: true }),
    // A slash too many and letters of the other case leave no doubt about what is meant.
    routerOptions: {
      maxParamLength: LONGEST_TOKEN,
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      caseSensitive: false,
    },
    http: { shouldUpgradeCallback: isWebSocketUpgrade },
    // Ours; see refuseBadHttp.
    clientErrorHandler: () => undefined,
    frameworkErrors: refuseEarly(metrics),
    // X-Forwarded-For is not trusted by default: only the proxies that are named are believed.
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
  });
  refuseBadHttp(app.server, metrics);
  // An expectation that is not known is no reason to lose a push: it MAY be answered with 417 (RFC 9110, section
  // 10.1.1).
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  if (trustedProxies.length > 0) cleanForwarded(app);
  await secureHeaders(app, publicUrl);
  readJsonBodies(app);
  serveRefusals(app, metrics);
  return app;
}

/**
 * Whether a request asks for a WebSocket. Any other upgrade is an offer that a server may ignore (RFC 9110, section
 * 7.8), as Java's HttpClient and `curl --http2` make one (`h2c`) with each first request: it is served as it is.
 */
export function isWebSocketUpgrade({ method, headers: { upgrade = '' } }: IncomingMessage): boolean {
  const offered = upgrade.split(',').map((protocol) => protocol.trim().toLowerCase());
  return method === 'GET' && offered.includes('websocket');
}
