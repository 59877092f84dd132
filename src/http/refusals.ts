import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Door, Metrics, Refusal } from '../metrics/metrics.ts';
import { EARLY_HEADERS } from './headers.ts';

/** A request that is refused with a sentence of its own. */
export class RequestError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

/** What is said of a request that could not be taken, by its status. */
const SENTENCES: Readonly<Record<number, string>> = {
  400: 'The request could not be read: check its address, its headers and its syntax.',
  408: 'The request did not come whole in time.',
  413: 'The body is too large for this address.',
  414: 'The address is too long.',
  415: 'The content type is not taken here; send application/json.',
  431: 'The headers are too large.',
};

const INTERNAL = 'Something went wrong inside the service. It was logged.';
/** The address is not repeated: it can hold a token. */
export const NOTHING_HERE = { error: 'There is nothing at this address, or not by this method.' };

/** By what a refusal is counted. The set is closed: each reason is a series of figures. */
const REASONS: Readonly<Record<number, Refusal>> = {
  400: 'MALFORMED',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  408: 'TIMED_OUT',
  410: 'EXPIRED',
  413: 'TOO_LARGE',
  414: 'TOO_LARGE',
  415: 'CONTENT_TYPE',
  429: 'TOO_MANY',
  431: 'TOO_LARGE',
  503: 'UNAVAILABLE',
};

const DOORS: ReadonlySet<string> = new Set<Door>([
  'graphql',
  'callbacks',
  'recordings',
  'health',
  'metrics',
  'sandbox',
]);

/** The door that an address lies behind, by the first part of its path. */
export function doorOf(url: string | undefined): Door {
  const name = /^(?:[a-z]+:\/\/[^/]*)?\/*([a-z]+)/i.exec(url ?? '')?.[1]?.toLowerCase() ?? '';
  return DOORS.has(name) ? (name as Door) : 'elsewhere';
}

/** Counts what was refused at the address of a request. Callbacks count their own, with account and reason. */
export function countRefusal(metrics: Metrics, url: string | undefined, status: number): void {
  const door = doorOf(url);
  if (door === 'callbacks') metrics.refusedPush(status === 400 || status === 414 ? 'MALFORMED' : 'UNKNOWN_ADDRESS');
  else metrics.refused(door, REASONS[status] ?? 'OTHER');
}

/** Answers what no address takes and what no address could answer: one clear sentence, and nothing of the inside. */
export function serveRefusals(app: FastifyInstance, metrics: Metrics): void {
  app.setNotFoundHandler((request, reply) => {
    if (doorOf(request.url) === 'callbacks') countRefusal(metrics, request.url, 404);
    reply.code(404).send(NOTHING_HERE);
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    // A callback address that is one has a handler of its own.
    if (doorOf(request.url) === 'callbacks') countRefusal(metrics, request.url, error.statusCode ?? 500);
    refuse(error, request, reply);
  });
  app.addHook('onSend', async ({ url }, { statusCode }) => {
    const isRefused = (statusCode >= 400 && statusCode < 500) || statusCode === 503;
    if (isRefused && doorOf(url) !== 'callbacks') countRefusal(metrics, url, statusCode);
  });
}

/** Answers a request that failed, by the status that its error bears. */
export function refuse(error: FastifyError | RequestError, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode = 500 } = error;
  if (statusCode < 500) {
    const sentence = error instanceof RequestError ? error.message : SENTENCES[statusCode];
    reply.code(statusCode).send({ error: sentence ?? 'The request was refused.' });
    return;
  }
  request.log.error({ err: error, route: request.routeOptions.url }, 'a request could not be answered');
  reply.code(500).send({ error: INTERNAL });
}

/** The same for addresses that cannot be read, of which nothing else is told. */
export function refuseEarly(metrics: Metrics) {
  return ({ statusCode = 400 }: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    countRefusal(metrics, request.url, statusCode);
    reply.code(statusCode).headers(EARLY_HEADERS).send({ error: SENTENCES[statusCode] });
  };
}

/** Answers on a connection from which no request came that could be read, or none that can be answered otherwise. */
export function refuseConnection(socket: Duplex, status: string, sentence: string): void {
  // Who is gone meanwhile needs no answer.
  socket.on('error', () => socket.destroy());
  if (!socket.writable) return void socket.destroy();
  const body = JSON.stringify({ error: sentence });
  const headers = { ...EARLY_HEADERS, connection: 'close', 'content-type': 'application/json; charset=utf-8' };
  const lines = Object.entries({ ...headers, 'content-length': Buffer.byteLength(body) });
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
}

const PARSER_FAULTS: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
};

/**
 * Answers bytes that are no HTTP. Those that spoil a request which is under way are counted at its own door, where its
 * body breaks off.
 */
export function refuseBadHttp(server: Server, metrics: Metrics): void {
  const underWay = new WeakSet<Duplex>();
  server.prependListener('request', ({ socket }, response) => {
    underWay.add(socket);
    response.once('close', () => underWay.delete(socket));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Nothing is left of such a connection (Node's documentation of this event), or it has its answer already.
    if (error.code === 'ECONNRESET' || socket.destroyed || socket.writableEnded) return;
    const status = PARSER_FAULTS[error.code ?? ''] ?? '400 Bad Request';
    const code = Number(status.slice(0, 3));
    if (!underWay.has(socket)) metrics.refused('connection', REASONS[code] ?? 'OTHER');
    refuseConnection(socket, status, SENTENCES[code] ?? '');
  });
}
