import type { Server } from 'node:http';
import { type ExecutionArgs, type ExecutionResult, execute, GraphQLError } from 'graphql';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import { type Caller, holderOf, operationHolderOf } from '../../domain/caller.ts';
import { admit } from '../../graphql/admit.ts';
import type { Connection, GraphQLContext } from '../../graphql/context.ts';
import { AUTHENTICATION_UNAVAILABLE, clientGone } from '../../graphql/errors.ts';
import { followOperation, isSubscription } from '../../graphql/follow-operation.ts';
import type { Quota } from '../../graphql/limits/quotas.ts';
import { refusal } from '../../graphql/limits/refusal.ts';
import { serveUpgrades } from '../upgrades.ts';
import { answerEvent } from './answer-event.ts';
import { atExpiry, ENDINGS, type Ending } from './endings.ts';
import type { GraphQLOptions } from './options.ts';
import { boundMessages, logFaults, TOO_MANY } from './socket-limits.ts';
import { type SocketExtra, serveProtocol } from './socket-protocol.ts';

export interface WebSockets {
  /** Closes every socket with a code after which clients connect again. */
  close(): Promise<void>;
}

/** What is known of a socket. */
interface Session extends SocketExtra {
  caller?: Caller;
  /** Aborted when it is closed. */
  gone?: AbortController;
  /** How to stop waiting for its token's expiry. */
  stopExpiry?: () => void;
  /** The holder that the socket counts for; undefined until it is accepted. */
  holder?: string;
  /** How to say that an operation is over, by its id. */
  over?: Map<string, () => void>;
}

// As long as a client across the world needs to answer.
const CLOSING_MS = 1_000;

/** Serves `/graphql` over WebSocket (graphql-transport-ws), with the same schema, rights and limits as over HTTP. */
export function serveWebSocket(server: Server, options: GraphQLOptions): WebSockets {
  const { authenticate, createContext, present, log, quotas, metrics } = options;
  const { bounded, tooLarge, limits } = options.limits;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.frameBytes, handleProtocols });
  const stopUpgrades = serveUpgrades(server, sockets, options);
  serveProtocol<Session>(
    sockets,
    {
      context: ({ extra }) => {
        extra.gone ??= new AbortController();
        return createContext(callerOf(extra), connectionOf(extra), extra.gone.signal);
      },
      onConnect: async ({ connectionParams, extra }) => {
        try {
          extra.caller = await authenticate(tokenOf(connectionParams, extra));
        } catch (error) {
          if (!(error instanceof GraphQLError)) throw error;
          log.info({ reason: error.message }, 'a socket was refused');
          if (error.extensions.code === AUTHENTICATION_UNAVAILABLE)
            extra.socket.close(ENDINGS.STORE_AWAY.closeCode, error.message);
          return false;
        }
        if (!takeSocket(quotas.sockets, extra, extra.caller, limits.socketsPerCaller)) {
          metrics.limited('TOO_MANY_SOCKETS');
          return false;
        }
        extra.stopExpiry = atExpiry(extra.caller.expiresAt, () => close(extra, 'TOKEN_EXPIRED'));
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
      subscribe: (args: ExecutionArgs) =>
        contained(() => {
          const contextValue = args.contextValue as GraphQLContext;
          return followOperation({ ...args, contextValue }, () => createContext(contextValue.caller).reads);
        }),
      onComplete: ({ extra }, id) => {
        extra.over?.get(id)?.();
        extra.over?.delete(id);
      },
      onClose: ({ extra }) => {
        extra.stopExpiry?.();
        extra.gone?.abort(clientGone());
        if (extra.holder !== undefined) quotas.sockets.giveBack(extra.holder);
        for (const over of extra.over?.values() ?? []) over();
      },
      onNext: async ({ extra }, _id, _payload, args, result) => {
        const { answer, isWhole } = await answerEvent(args.contextValue as GraphQLContext, result, options);
        if (!isWhole && isSubscription(args)) close(extra, 'STORE_AWAY');
        return answer;
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
      for (const socket of sockets.clients) close({ socket }, 'RESTART');
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

function connectionOf(extra: SocketExtra): Connection {
  return { tooSlow: () => close(extra, 'TOO_SLOW'), tryAgainLater: () => close(extra, 'STORE_AWAY') };
}

function close({ socket }: Pick<SocketExtra, 'socket'>, ending: Ending): void {
  const { closeCode, message } = ENDINGS[ending];
  socket.close(closeCode, message);
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
