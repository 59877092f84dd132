import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EARLY_HEADERS } from './headers.ts';

/** What is said of a request that could not be taken, by its status. */
const SENTENCES: Readonly<Record<number, string>> = {
  400: 'The request could not be read: check its address, its headers and its syntax.',
  413: 'The body is too large for this address.',
  414: 'The address is too long.',
  415: 'The content type is not taken here; send application/json.',
};

const INTERNAL = 'Something went wrong inside the service. It was logged.';

/** Answers what no address takes and what no address could answer: one clear sentence, and nothing of the inside. */
export function serveRefusals(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => {
    // The address is not repeated: it can hold a token.
    reply.code(404).send({ error: 'There is nothing at this address, or not by this method.' });
  });
  app.setErrorHandler<FastifyError>(refuse);
}

function refuse(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode = 500 } = error;
  if (statusCode < 500) {
    reply.code(statusCode).send({ error: SENTENCES[statusCode] ?? 'The request was refused.' });
    return;
  }
  request.log.error({ err: error, route: request.routeOptions.url }, 'a request could not be answered');
  reply.code(500).send({ error: INTERNAL });
}

/** The same for addresses that cannot be read, of which nothing else is told. */
export function refuseEarly({ statusCode = 400 }: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  reply.code(statusCode).headers(EARLY_HEADERS).send({ error: SENTENCES[statusCode] });
}
