import { GraphQLError } from 'graphql';
import { CloseCode } from 'graphql-ws';

/** Why the service ends a subscription that could go on. */
export type Ending = keyof typeof ENDINGS;

/** Each with the code that closes a WebSocket, and the error that the subscriber gets on a road without such codes. */
export const ENDINGS = {
  TOKEN_EXPIRED: { closeCode: CloseCode.Forbidden, code: 'UNAUTHENTICATED', message: 'The token has expired.' },
  // Of the range for private use (RFC 6455 7.4.2), and none that graphql-ws clients take for final.
  TOO_SLOW: { closeCode: 4412, code: 'SUBSCRIBER_TOO_SLOW', message: 'Too slow: resume with your last cursor.' },
  // Try Again Later, in the registry of RFC 6455 7.4.
  STORE_AWAY: {
    closeCode: 1013,
    code: 'SERVICE_UNAVAILABLE',
    message: 'The database does not accept requests now: connect again and resume with your last cursor.',
  },
  // Service Restart, in the same registry; graphql-ws clients retry after it.
  RESTART: { closeCode: 1012, code: 'SERVICE_RESTARTING', message: 'The service restarts: connect again.' },
} as const;

/** What a subscriber is told where its road has no close codes. */
export function endingError(ending: Ending): GraphQLError {
  const { code, message } = ENDINGS[ending];
  return new GraphQLError(message, { extensions: { code } });
}

// The longest that a timer of Node's takes.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Calls back when a token expires: a subscription outlives it otherwise, because nothing of it is checked again.
 *
 * @param expiresAt In milliseconds since 1970; undefined: never.
 * @returns How to call that off.
 */
export function atExpiry(expiresAt: number | undefined, expire: () => void): () => void {
  if (expiresAt === undefined) return () => undefined;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const remaining = Math.max(0, expiresAt - Date.now());
    const isLast = remaining <= LONGEST_TIMER_MS;
    timer = setTimeout(isLast ? expire : wait, isLast ? remaining : LONGEST_TIMER_MS).unref();
  };
  wait();
  return () => clearTimeout(timer);
}
