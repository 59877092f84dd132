import type { Server } from 'node:http';
import { type ExecutionArgs, execute, GraphQLError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { admit } from '../graphql/admit.ts';
import type { Caller } from '../graphql/caller.ts';
import type { GraphQLContext } from '../graphql/context.ts';
import { AUTHENTICATION_UNAVAILABLE } from '../graphql/errors.ts';
import { refusal } from '../graphql/limits/refusal.ts';
import { writeReveals } from './audited.ts';
import type { GraphQLOptions } from './graphql.ts';
import { boundMessages, createSeats, holderOf, logFaults, type Seats, TOO_MANY } from './socket-limits.ts';
import { serveUpgrades } from './upgrades.ts';

export interface WebSockets {
  /** Closes every socket with a code after which clients connect again. */
  close(): Promise<void>;
}

type Session = {
  caller?: Caller;
  expiry?: NodeJS.Timeout;
  /** By whom the socket is counted; undefined until it is accepted. */
  holder?: string;
};

// RFC 6455 7.4 and its registry: 1012 is Service Restart; graphql-ws clients retry after it.
const SERVICE_RESTART = 1012;
// The same registry's Try Again Later.
const TRY_AGAIN_LATER = 1013;
// Of the range for private use (RFC 6455 7.4.2), and none that graphql-ws clients take for final.
const TOO_SLOW = 4412;
// As long as a client across the world needs to answer.
const CLOSING_MS = 1_000;
// The longest that a timer of Node's takes.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Serves `/graphql` over WebSocket (graphql-transport-ws), with the same schema, rights and limits as over HTTP. */
export function serveWebSocket(server: Server, options: GraphQLOptions): WebSockets {
  const { authenticate, createContext, present, log } = options;
  const { bounded, limits } = options.limits;
  const seats = createSeats(limits.socketsPerCaller);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes });
  const stopUpgrades = serveUpgrades(server, sockets, options);
  const protocol = useServer<Record<string, unknown>, Session>(
    {
      context: ({ extra }) => createContext(callerOf(extra), (reason) => extra.socket.close(TOO_SLOW, reason)),
      onConnect: async ({ connectionParams, extra }) => {
        try {
          extra.caller = await authenticate(tokenOf(connectionParams, extra));
        } catch (error) {
          if (!(error instanceof GraphQLError)) throw error;
          log.info({ reason: error.message }, 'a socket was refused');
          if (error.extensions.code === AUTHENTICATION_UNAVAILABLE) extra.socket.close(TRY_AGAIN_LATER, error.message);
          return false;
        }
        if (!takeSeat(seats, extra, extra.caller, limits.socketsPerCaller)) return false;
        closeAtExpiry(extra, extra.caller);
        return true;
      },
      onSubscribe: ({ subscriptions, extra }, _id, payload) => {
        const { subscriptionsPerSocket: limit } = limits;
        if (Object.keys(subscriptions).length > limit) return [tooManySubscriptions(limit)];
        return admit(payload, callerOf(extra), options);
      },
      execute: (args: ExecutionArgs) =>
        bounded(
          async () => execute(args),
          (timeout) => ({ data: null, errors: [timeout] }),
        ),
      onClose: ({ extra }) => {
        clearTimeout(extra.expiry);
        if (extra.holder !== undefined) seats.leave(extra.holder);
      },
      onNext: async (_context, _id, _payload, { contextValue }, { data, errors }) => {
        const unwritten = await writeReveals(contextValue as GraphQLContext);
        if (unwritten) return { data: null, errors: [unwritten] };
        return errors ? { data: data ?? null, errors: errors.map((error) => present(error)) } : undefined;
      },
      onError: (_context, _id, _payload, errors) => errors.map((error) => present(error)),
    },
    sockets,
  );
  // Behind the protocol's own listener: these take over what that listens to.
  sockets.on('connection', (socket) => {
    boundMessages(socket, limits.messagesPerMinute);
    logFaults(socket, log);
  });

  return {
    close: async () => {
      stopUpgrades();
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

function tooManySubscriptions(limit: number): GraphQLError {
  return refusal(
    'TOO_MANY_SUBSCRIPTIONS',
    `This socket has ${limit} operations under way, as many as it may: complete one, or open another socket.`,
    { limit },
  );
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

/** Counts an accepted socket. False where it was closed meanwhile, or is closed because its caller has too many. */
function takeSeat(seats: Seats, extra: Extra & Session, caller: Caller, limit: number): boolean {
  const { socket, request } = extra;
  if (socket.readyState !== socket.OPEN) return false;
  const holder = holderOf(caller, request.socket.remoteAddress);
  if (seats.take(holder)) {
    extra.holder = holder;
    return true;
  }
  socket.close(TOO_MANY, `This caller has ${limit} sockets open, as many as it may: share one.`);
  return false;
}

/** A socket outlives its token otherwise: nothing on it is checked again. */
function closeAtExpiry(extra: Extra & Session, { expiresAt }: Caller): void {
  if (expiresAt === undefined) return;
  const remaining = Math.min(Math.max(0, expiresAt - Date.now()), LONGEST_TIMER_MS);
  extra.expiry = setTimeout(() => extra.socket.close(CloseCode.Forbidden, 'The token has expired.'), remaining);
  extra.expiry.unref();
}
