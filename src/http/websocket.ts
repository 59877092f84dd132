import type { Server } from 'node:http';
import { GraphQLError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Caller } from '../graphql/caller.ts';
import { presentError } from '../graphql/errors.ts';
import type { GraphQLOptions } from './graphql.ts';

export interface WebSockets {
  /** Closes every socket with a code after which clients connect again. */
  close(): Promise<void>;
}

type Session = {
  caller?: Caller;
  expiry?: NodeJS.Timeout;
};

// RFC 6455 7.4 and its registry: 1012 is Service Restart; graphql-ws clients retry after it.
const SERVICE_RESTART = 1012;
// Of the range for private use (RFC 6455 7.4.2), and none that graphql-ws clients take for final.
const TOO_SLOW = 4412;
// As long as a client across the world needs to answer.
const CLOSING_MS = 1_000;
const LARGEST_MESSAGE_BYTES = 1024 * 1024;
// The longest that a timer of Node's takes.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Serves `/graphql` over WebSocket (graphql-transport-ws), with the same schema and rights as over HTTP. */
export function serveWebSocket(
  server: Server,
  { schema, authenticate, createContext, log, isOutage }: Omit<GraphQLOptions, 'introspection'>,
): WebSockets {
  const present = (error: GraphQLError) => presentError(error.toJSON(), error, { log, isOutage });
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: LARGEST_MESSAGE_BYTES });
  const protocol = useServer<Record<string, unknown>, Session>(
    {
      schema,
      context: ({ extra }) => createContext(callerOf(extra), (reason) => extra.socket.close(TOO_SLOW, reason)),
      onConnect: async ({ connectionParams, extra }) => {
        try {
          extra.caller = await authenticate(tokenOf(connectionParams, extra));
        } catch (error) {
          if (!(error instanceof GraphQLError)) throw error;
          log.info({ reason: error.message }, 'a socket was refused');
          return false;
        }
        closeAtExpiry(extra, extra.caller);
        return true;
      },
      onClose: ({ extra }) => clearTimeout(extra.expiry),
      onNext: (_context, _id, _payload, _args, { data, errors }) =>
        errors ? { data: data ?? null, errors: errors.map(present) } : undefined,
      onError: (_context, _id, _payload, errors) => errors.map(present),
    },
    sockets,
  );

  return {
    close: async () => {
      for (const socket of sockets.clients) socket.close(SERVICE_RESTART, 'The service restarts: connect again.');
      // A client that does not answer the closing holds nobody up.
      const late = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, CLOSING_MS);
      await protocol.dispose();
      clearTimeout(late);
    },
  };
}

function callerOf({ caller }: Session): Caller {
  if (!caller) throw new Error('An operation came over a socket that was never accepted.');
  return caller;
}

/** The token of `connection_init`, where browsers can put it, or of the upgrade's header. */
function tokenOf(parameters: Readonly<Record<string, unknown>> | undefined, { request }: Extra): string | undefined {
  const given = parameters?.authorization ?? parameters?.Authorization;
  return typeof given === 'string' ? given : request.headers.authorization;
}

/** A socket outlives its token otherwise: nothing on it is checked again. */
function closeAtExpiry(extra: Extra & Session, { expiresAt }: Caller): void {
  if (expiresAt === undefined) return;
  const remaining = Math.min(Math.max(0, expiresAt - Date.now()), LONGEST_TIMER_MS);
  extra.expiry = setTimeout(() => extra.socket.close(CloseCode.Forbidden, 'The token has expired.'), remaining);
  extra.expiry.unref();
}
