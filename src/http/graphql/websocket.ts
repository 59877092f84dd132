import type { Server } from 'node:http';
import { type ExecutionArgs, type ExecutionResult, execute, GraphQLError, getOperationAST, subscribe } from 'graphql';
import { CloseCode, handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { type Caller, holderOf, operationHolderOf } from '../../domain/caller.ts';
import { admit } from '../../graphql/admit.ts';
import type { Connection, GraphQLContext } from '../../graphql/context.ts';
import { AUTHENTICATION_UNAVAILABLE } from '../../graphql/errors.ts';
import type { Quota } from '../../graphql/limits/quotas.ts';
import { refusal } from '../../graphql/limits/refusal.ts';
import { writeReveals } from '../audited.ts';
import { serveUpgrades } from '../upgrades.ts';
import type { GraphQLOptions } from './graphql.ts';
import { boundMessages, logFaults, TOO_MANY } from './socket-limits.ts';
import { type SocketExtra, serveProtocol } from './socket-protocol.ts';

export interface WebSockets {
  /** Closes every socket with a code after which clients connect again. */
  close(): Promise<void>;
}

/** What is known of a socket. */
interface Session extends SocketExtra {
  caller?: Caller;
  expiry?: NodeJS.Timeout;
  /** The holder that the socket counts for; undefined until it is accepted. */
  holder?: string;
  /** How to say that an operation is over, by its id. */
  over?: Map<string, () => void>;
}

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
  const { authenticate, createContext, present, log, quotas, metrics, isOutage } = options;
  const { bounded, tooLarge, limits } = options.limits;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes, handleProtocols });
  const stopUpgrades = serveUpgrades(server, sockets, options);
  serveProtocol<Session>(
    sockets,
    {
      context: ({ extra }) => createContext(callerOf(extra), connectionOf(extra)),
      onConnect: async ({ connectionParams, extra }) => {
        try {
          extra.caller = await authenticate(tokenOf(connectionParams, extra));
        } catch (error) {
          if (!(error instanceof GraphQLError)) throw error;
          log.info({ reason: error.message }, 'a socket was refused');
          if (error.extensions.code === AUTHENTICATION_UNAVAILABLE) extra.socket.close(TRY_AGAIN_LATER, error.message);
          return false;
        }
        if (!takeSocket(quotas.sockets, extra, extra.caller, limits.socketsPerCaller)) {
          metrics.limited('TOO_MANY_SOCKETS');
          return false;
        }
        closeAtExpiry(extra, extra.caller);
        return true;
      },
      onSubscribe: async ({ subscriptions, extra }, id, payload) => {
        const { subscriptionsPerSocket: limit } = limits;
        if (Object.keys(subscriptions).length > limit) {
          metrics.limited('TOO_MANY_SUBSCRIPTIONS');
          return [tooManySubscriptions(limit)];
        }
        const admitted = admit(payload, callerOf(extra), options);
        if (!('document' in admitted)) return admitted;
        try {
          const begin = isSubscription(admitted) ? quotas.beginSubscription : quotas.beginOperation;
          extra.over ??= new Map();
          extra.over.set(id, await begin(operationHolder(extra)));
        } catch (error) {
          if (error instanceof GraphQLError) return [error];
          throw error;
        }
        return admitted;
      },
      execute: (args: ExecutionArgs) =>
        contained(() =>
          bounded(
            async () => execute(args),
            (timeout) => ({ data: null, errors: [timeout] }),
          ),
        ),
      subscribe: (args: ExecutionArgs) => contained(() => subscribe(args)),
      onComplete: ({ extra }, id) => {
        extra.over?.get(id)?.();
        extra.over?.delete(id);
      },
      onClose: ({ extra }) => {
        clearTimeout(extra.expiry);
        if (extra.holder !== undefined) quotas.sockets.giveBack(extra.holder);
        for (const over of extra.over?.values() ?? []) over();
      },
      onNext: async ({ extra }, _id, _payload, args, { data, errors }) => {
        const unwritten = await writeReveals(args.contextValue as GraphQLContext);
        // An event that cannot be shown whole now is not sent: its client comes again with the cursor of the one
        // before.
        const isStoreAway = errors?.some(({ originalError }) => originalError && isOutage(originalError));
        if (isSubscription(args) && (unwritten || isStoreAway)) connectionOf(extra).tryAgainLater();
        if (unwritten) return { data: null, errors: [unwritten] };
        return errors ? { data: data ?? null, errors: errors.map((error) => present(error)) } : undefined;
      },
      onError: (_context, _id, _payload, errors) => errors.map((error) => present(error)),
    },
    {
      log,
      failure: present,
      inPlaceOf: (text) => {
        const error = tooLarge(text);
        if (error) metrics.limited('ANSWER_TOO_LARGE');
        return error && { errors: [present(error)] };
      },
      unreadMs: limits.unreadSeconds * 1_000,
      // One answer may be on its way while the next is written.
      unreadBytes: 2 * limits.answerBytes,
      onUnread: () => metrics.limited('UNREAD'),
    },
  );
  // Behind the protocol's own listener: this takes over what that listens to.
  sockets.on('connection', (socket) => {
    boundMessages(socket, limits.messagesPerMinute, () => metrics.limited('TOO_MANY_MESSAGES'));
    logFaults(socket, log);
  });

  return {
    close: async () => {
      stopUpgrades();
      for (const socket of sockets.clients) socket.close(SERVICE_RESTART, 'The service restarts: connect again.');
      // A client that does not answer the closing does not delay the end of the process.
      const late = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, CLOSING_MS);
      await new Promise((resolve) => sockets.close(resolve));
      clearTimeout(late);
    },
  };
}

/** What an operation throws, in place of its result: it ends that operation, as any other error of it does. */
async function contained<Result>(work: () => Promise<Result>): Promise<Result | ExecutionResult> {
  try {
    return await work();
  } catch (error) {
    const originalError = error instanceof Error ? error : new Error(String(error));
    return { errors: [new GraphQLError(originalError.message, { originalError })] };
  }
}

const isSubscription = ({ document, operationName }: Pick<ExecutionArgs, 'document' | 'operationName'>): boolean =>
  getOperationAST(document, operationName)?.operation === 'subscription';

function connectionOf({ socket }: SocketExtra): Connection {
  return {
    tooSlow: () => socket.close(TOO_SLOW, 'Too slow: resume with your last cursor.'),
    tryAgainLater: () =>
      socket.close(
        TRY_AGAIN_LATER,
        'The database does not accept requests now: connect again and resume with your last cursor.',
      ),
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

function operationHolder(extra: Session): string | undefined {
  return operationHolderOf(callerOf(extra), extra.request.socket.remoteAddress);
}

/** The token of `connection_init`, where browsers can put it, or of the upgrade's header. */
function tokenOf(
  parameters: Readonly<Record<string, unknown>> | undefined,
  { request }: SocketExtra,
): string | undefined {
  const given = parameters?.authorization ?? parameters?.Authorization;
  return typeof given === 'string' ? given : request.headers.authorization;
}

/** Counts an accepted socket. False where it was closed meanwhile, or is closed because its caller has too many. */
function takeSocket(quota: Quota, extra: Session, caller: Caller, limit: number): boolean {
  const { socket, request } = extra;
  if (socket.readyState !== socket.OPEN) return false;
  const holder = holderOf(caller, request.socket.remoteAddress);
  if (quota.take(holder)) {
    extra.holder = holder;
    return true;
  }
  socket.close(TOO_MANY, `This caller has ${limit} sockets open, as many as it may: share one.`);
  return false;
}

/** A socket outlives its token otherwise: nothing on it is checked again. */
function closeAtExpiry(extra: Session, caller: Caller): void {
  const { expiresAt } = caller;
  if (expiresAt === undefined) return;
  const remaining = Math.max(0, expiresAt - Date.now());
  const close = () => extra.socket.close(CloseCode.Forbidden, 'The token has expired.');
  const wait = Math.min(remaining, LONGEST_TIMER_MS);
  extra.expiry = setTimeout(remaining > wait ? () => closeAtExpiry(extra, caller) : close, wait);
  extra.expiry.unref();
}
