import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import { type ExecutionArgs, type ExecutionResult, type FormattedExecutionResult, GraphQLError } from 'graphql';
import { createHandler, type Handler, print } from 'graphql-sse';
import type { GraphQLOptions } from './options.ts';
import type { Stream, Streams, Subscriber } from './streams.ts';

/**
 * Answers by Server-Sent Events, each operation on a connection of its own (graphql-sse, distinct connections mode).
 */
export interface EventStreams {
  /** Begins a subscription and sends its events for as long as it lasts. */
  subscribe(reply: FastifyReply, operation: ExecutionArgs, subscriber: Omit<Subscriber, 'cut'>): Promise<void>;
  /** Sends what there is instead of a subscription: the errors of one that is not begun. */
  refuse(reply: FastifyReply, errors: readonly unknown[]): Promise<void>;
}

/** What one answer is made of. */
interface Answering {
  readonly answers: AsyncIterable<FormattedExecutionResult>;
  /** Resolves when all that was said so far is on its way. */
  readonly idle: () => Promise<void>;
}

// As long as a client across the world needs to take the end of its stream.
const CLOSING_MS = 1_000;
// nginx would hold events back until its buffer is full.
const HEADERS = { 'x-accel-buffering': 'no' };
const OF_AN_ANSWER = /^event: next/;

export function createEventStreams(streams: Streams, options: GraphQLOptions): EventStreams {
  const { present } = options;
  // Its own streams, which several operations share, are not offered: nothing would say whose operation they end with.
  const handle = createHandler<undefined, Answering>({
    authenticate: () => null,
    onSubscribe: ({ context }) => context.answers as AsyncIterable<ExecutionResult>,
    onNext: (_context, { context }) => context.idle(),
  });
  const send = (reply: FastifyReply, answers: Answering['answers']) => sendEvents(reply, answers, handle, options);
  return {
    subscribe: async (reply, operation, subscriber) => {
      const { raw } = reply;
      const stream = await streams.open(operation, { ...subscriber, cut: () => raw.destroy() });
      if (!('next' in stream)) return send(reply, only(stream));
      const leave = () => void stream.return();
      raw.once('close', leave);
      if (raw.destroyed) leave();
      await send(reply, withLastWords(stream));
    },
    refuse: (reply, errors) => send(reply, only({ errors: errors.map((error) => present(error)) })),
  };
}

/** The whole answer to an operation that is no subscription, as an event stream. */
export const asEvents = (json: string): string => `${next(json.trim())}${print({ event: 'complete', data: null })}`;

const next = (json: string) => `event: next\ndata: ${json}\n\n`;

async function* only(answer: FormattedExecutionResult): AsyncGenerator<FormattedExecutionResult> {
  yield answer;
}

/**
 * The events of a stream, and at last why it ends: a stream that only broke off would look complete to some routers.
 */
async function* withLastWords(stream: Stream): AsyncGenerator<FormattedExecutionResult> {
  try {
    yield* stream;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    yield { errors: [error.toJSON()] };
  }
}

/**
 * Sends events as fast as their reader takes them: the next is made when the one before is on its way. A reader that
 * takes nothing for as long as an answer may lie unread is cut off.
 */
async function sendEvents(
  reply: FastifyReply,
  answers: Answering['answers'],
  handle: Handler<undefined, Answering>,
  { limits, present, metrics, log }: GraphQLOptions,
): Promise<void> {
  const { raw } = reply;
  let sent = Promise.resolve();
  let onSent: (() => void) | undefined;
  const idle = async () => {
    await sent;
    sent = new Promise((resolve) => {
      onSent = resolve;
    });
  };
  const [events, { status, headers }] = await handle({
    method: 'POST',
    url: '/graphql',
    headers: new Headers({ accept: 'text/event-stream', 'content-type': 'application/json' }),
    // It was read and admitted before.
    body: { query: '-' },
    raw: undefined,
    context: { answers, idle },
  });
  reply.hijack();
  raw.writeHead(status, { ...(reply.getHeaders() as Record<string, string>), ...headers, ...HEADERS });
  const fitting = (text: string) => {
    const refusal = OF_AN_ANSWER.test(text) ? limits.tooLarge(text) : undefined;
    if (!refusal) return text;
    metrics.limited('ANSWER_TOO_LARGE');
    return next(JSON.stringify({ errors: [present(refusal)] }));
  };
  const onUnread = () => {
    metrics.limited('UNREAD');
    raw.destroy();
  };
  raw.once('close', () => onSent?.());
  try {
    for await (const text of events as AsyncIterable<string>) {
      await write(raw, fitting(text), limits.limits.unreadSeconds * 1_000, onUnread);
      if (OF_AN_ANSWER.test(text)) onSent?.();
      if (raw.destroyed) return;
    }
  } catch (err) {
    log.error({ err }, 'an event stream broke off');
    raw.destroy();
    return;
  }
  raw.end();
  const late = setTimeout(() => raw.destroy(), CLOSING_MS).unref();
  raw.once('close', () => clearTimeout(late));
}

/** Resolves once a text was handed to the network, or its connection is closed. */
function write(raw: ServerResponse, text: string, unreadMs: number, onUnread: () => void): Promise<void> {
  if (raw.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(onUnread, unreadMs).unref();
    const done = () => {
      clearTimeout(late);
      raw.off('close', done);
      resolve();
    };
    raw.once('close', done);
    raw.write(text, done);
  });
}
