import type { FastifyError, FastifyInstance } from 'fastify';

/** What is said of a request that could not be taken, by its status. */
const SENTENCES: Readonly<Record<number, string>> = {
  400: 'The request could not be read: check its syntax and its headers.',
  413: 'The body is too large for this address.',
  415: 'The content type is not taken here; send application/json.',
};

const INTERNAL = 'Something went wrong inside the service. It was logged.';

/** Answers what no address takes and what no address could answer: one clear sentence, and nothing of the inside. */
export function serveRefusals(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => {
    // The address is not repeated: it can hold a token.
    reply.code(404).send({ error: 'There is nothing at this address, or not by this method.' });
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode < 500) {
      reply.code(statusCode).send({ error: SENTENCES[statusCode] ?? 'The request was refused.' });
      return;
    }
    request.log.error({ err: error, route: request.routeOptions.url }, 'a request could not be answered');
    reply.code(500).send({ error: INTERNAL });
  });
}
