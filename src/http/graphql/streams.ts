import { type ExecutionArgs, type FormattedExecutionResult, GraphQLError } from 'graphql';
import type { Caller } from '../../domain/caller.ts';
import { type Answers, followOperation } from '../../graphql/follow-operation.ts';
import { answerEvent } from './answer-event.ts';
import { atExpiry, type Ending, endingError } from './endings.ts';
import type { GraphQLOptions } from './options.ts';

/**
 * A subscription on a road that is no connection with close codes. `next` gives what is sent for an event, and rejects
 * with a GraphQLError where the service ends it; `return`, and `end` with its reason, end it at once.
 */
export interface Stream extends AsyncGenerator<FormattedExecutionResult, void, void> {
  end(why: Ending): void;
}

export interface Subscriber {
  readonly caller: Caller;
  /** What the subscription is counted under; undefined: it is not counted. */
  readonly holder: string | undefined;
  /** Called where the service has ended the stream and the subscriber does not take the last of it. */
  readonly cut: () => void;
}

/**
 * The subscriptions that come over SSE and by callback: with the rights, quotas and endings of those over WebSocket.
 */
export interface Streams {
  /** Begins a subscription that was admitted; gives the errors, as they are sent, where it is not begun. */
  open(operation: ExecutionArgs, subscriber: Subscriber): Promise<Stream | FormattedExecutionResult>;
  /** Ends all of them, and begins no other. Resolves when no event is under way any more. */
  close(): Promise<void>;
}

// As long as a client across the world needs to take the last words. A token is past its end by no more.
const CLOSING_MS = 1_000;

type Options = Pick<GraphQLOptions, 'createContext' | 'quotas' | 'present' | 'isOutage'>;

interface Running {
  readonly end: (why: Ending) => void;
  readonly over: Promise<void>;
}

export function openStreams(options: Options): Streams {
  const { quotas, present } = options;
  const running = new Set<Running>();
  let isClosed = false;
  return {
    open: async (operation, subscriber) => {
      let giveBack: () => void;
      try {
        if (isClosed) throw endingError('RESTART');
        giveBack = await quotas.beginSubscription(subscriber.holder);
      } catch (error) {
        if (error instanceof GraphQLError) return { errors: [present(error)] };
        throw error;
      }
      const over = Promise.withResolvers<void>();
      const onOver = () => {
        giveBack();
        running.delete(entry);
        over.resolve();
      };
      const stream = createStream(subscriber, options, onOver);
      const entry = { end: stream.end, over: over.promise };
      running.add(entry);
      return stream.begin(operation);
    },
    close: async () => {
      isClosed = true;
      const last = [...running];
      for (const { end } of last) end('RESTART');
      await Promise.all(last.map(({ over }) => over));
    },
  };
}

/** One stream, which can be ended before it has begun: its token may expire, or the service restart, meanwhile. */
function createStream({ caller, cut }: Subscriber, options: Options, onOver: () => void) {
  const { createContext, present } = options;
  let answers: Answers | undefined;
  let why: Ending | undefined;
  let isOver = false;
  let isSaid = false;
  let closing: NodeJS.Timeout | undefined;

  const finish = () => {
    if (isOver) return;
    isOver = true;
    stopExpiry();
    clearTimeout(closing);
    onOver();
  };
  const end = (reason: Ending) => {
    if (isOver || why) return;
    why = reason;
    closing = setTimeout(() => {
      cut();
      finish();
    }, CLOSING_MS).unref();
    void answers?.return();
  };
  const stopExpiry = atExpiry(caller.expiresAt, () => end('TOKEN_EXPIRED'));
  const contextValue = createContext(caller, {
    tooSlow: () => end('TOO_SLOW'),
    tryAgainLater: () => end('STORE_AWAY'),
  });
  // An ending that has a reason says it in place of what it brought about.
  const ended = (fault?: unknown): IteratorResult<never, void> => {
    finish();
    if (why && !isSaid) {
      isSaid = true;
      throw endingError(why);
    }
    if (fault !== undefined) throw asError(present(fault));
    return { done: true, value: undefined };
  };
  const next = async (from: Answers): Promise<IteratorResult<FormattedExecutionResult, void>> => {
    const { done, value } = await from.next();
    if (done || why) return ended();
    const { answer, isWhole } = await answerEvent(contextValue, value, options);
    if (!isWhole) end('STORE_AWAY');
    return why ? ended() : { done: false, value: answer };
  };
  const streamOf = (from: Answers): Stream => {
    const leave = async () => {
      finish();
      await from.return();
      return { done: true as const, value: undefined };
    };
    const stream: Stream = {
      end,
      next: async () => {
        if (isOver) return ended();
        try {
          return await next(from);
        } catch (error) {
          if (isSaid) throw error;
          return ended(error);
        }
      },
      return: leave,
      throw: async (error) => {
        await leave();
        throw error;
      },
      [Symbol.asyncIterator]: () => stream,
      [Symbol.asyncDispose]: async () => void (await leave()),
    };
    return stream;
  };
  return {
    end,
    begin: async (operation: ExecutionArgs): Promise<Stream | FormattedExecutionResult> => {
      try {
        const followed = await followOperation({ ...operation, contextValue }, () => createContext(caller).reads);
        if (!('next' in followed)) {
          finish();
          return { errors: (followed.errors ?? []).map((error) => present(error)) };
        }
        answers = followed;
        if (why) void followed.return();
        return streamOf(followed);
      } catch (error) {
        finish();
        return { errors: [present(error)] };
      }
    },
  };
}

function asError({ message, extensions }: { message: string; extensions?: Record<string, unknown> }): GraphQLError {
  return new GraphQLError(message, { extensions: extensions ?? {} });
}
