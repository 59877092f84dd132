import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { withoutValues } from './without-values.ts';

/** An argument that cannot be used. */
export function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** No token, or none that was accepted. */
export function unauthenticated(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http: { status: 401 } } });
}

/** Whether a token is good cannot be told now. Not the caller's fault, and to be tried again. */
export function authenticationUnavailable(): GraphQLError {
  return new GraphQLError('Tokens cannot be checked now, because their key set cannot be fetched. Try again soon.', {
    extensions: { code: AUTHENTICATION_UNAVAILABLE, http: { status: 503 } },
  });
}

/** The code of that error, by which a socket that met it is closed to be tried again. */
export const AUTHENTICATION_UNAVAILABLE = 'AUTHENTICATION_UNAVAILABLE';

/** What an answer shows could not be written down, so it is not given. */
export function unrecorded(): GraphQLError {
  return new GraphQLError('The audit trail could not be written, so the answer was withheld. Try again soon.', {
    extensions: { code: 'AUDIT_UNAVAILABLE' },
  });
}

/** The token lacks a scope. */
export function forbidden(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
}

/** A cursor that a subscription cannot resume from: none of ours, or older than the log. */
export function invalidCursor(message: string, expired = false): GraphQLError {
  return new GraphQLError(message, { extensions: { code: expired ? 'CURSOR_EXPIRED' : 'CURSOR_INVALID' } });
}

/** Why the rest of an answer is not made. The client does not read it; a later field of the same answer meets it. */
export function clientGone(): GraphQLError {
  return new GraphQLError('The client has gone before its answer was made.', { extensions: { code: 'CLIENT_GONE' } });
}

/** What an error is judged by, and where errors go that clients may not see. */
export interface ErrorDesk {
  readonly log: Logger;
  /** Whether an error says that the store takes nothing now, and may again later. */
  readonly isOutage: (error: unknown) => boolean;
}

const INTERNAL = {
  code: 'INTERNAL_SERVER_ERROR',
  message: 'Something went wrong inside the service. It was logged.',
};

const OUTAGE = {
  code: 'SERVICE_UNAVAILABLE',
  message:
    'The database does not accept requests now. Send the same request again in a moment, a mutation with the same idempotencyKey: what was carried out already is not carried out twice.',
};

/**
 * An error as a client may see it: those that were meant for it as they are, any other without its message, which can
 * hold numbers or SQL; the log has it.
 */
export function presentError(
  formatted: GraphQLFormattedError,
  error: unknown,
  { log, isOutage }: ErrorDesk,
): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? error.originalError : error;
  if (!original || original instanceof GraphQLError) return withoutStack(formatted);
  log.error({ err: original, path: formatted.path }, 'a resolver failed');
  const { path, locations } = formatted;
  const { code, message } = isOutage(original) ? OUTAGE : INTERNAL;
  return {
    message,
    ...(path ? { path } : {}),
    ...(locations ? { locations } : {}),
    extensions: { code },
  };
}

function withoutStack(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _ours, http: _status, ...extensions } = formatted.extensions ?? {};
  return { ...formatted, message: withoutValues(formatted.message), extensions };
}
