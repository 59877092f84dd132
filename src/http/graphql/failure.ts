import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { refusal } from '../../graphql/limits/refusal.ts';
import type { Present } from '../../graphql/present.ts';

type ErrorHandler = (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void;

/** Answers a request that did not get as far as the GraphQL server in the same shape as that would. */
export function answerFailure(present: Present, bodyBytes: number): ErrorHandler {
  return (thrown, _request, reply) => {
    const error = asGraphQLError(thrown, bodyBytes);
    const { retryAfterSeconds } = error instanceof GraphQLError ? error.extensions : {};
    if (typeof retryAfterSeconds === 'number') reply.header('retry-after', retryAfterSeconds);
    reply.code(statusOf(error)).send({ errors: [present(error)] });
  };
}

function asGraphQLError(error: FastifyError | GraphQLError, bodyBytes: number): Error {
  if (error instanceof GraphQLError) return error;
  const { statusCode, code, message } = error;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return refusal(
      'REQUEST_TOO_LARGE',
      `The request has more than ${bodyBytes} bytes: send to fewer recipients at a time, or less metadata.`,
      { limit: bodyBytes },
    );
  }
  // A body that is no JSON, or a type that is not read here.
  if (statusCode !== undefined && statusCode < 500)
    return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: statusCode } } });
  return error;
}

function statusOf(error: Error): number {
  const http = error instanceof GraphQLError ? error.extensions.http : undefined;
  return (http as { readonly status?: number } | undefined)?.status ?? 500;
}
