import { z } from 'zod';

/** What one document, request, socket or caller may ask of the GraphQL API. */
export interface Limits {
  /** Fields within fields. */
  readonly depth: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  readonly aliases: number;
  readonly directives: number;
  /** Objects that an answer can hold, and what vendors are asked for. */
  readonly cost: number;
  /** Mutations in one operation that reach a vendor. */
  readonly vendorMutations: number;
  /** Of a request over HTTP. */
  readonly bodyBytes: number;
  /** Of a message over WebSocket. */
  readonly frameBytes: number;
  /** After so long a caller stops waiting. */
  readonly operationSeconds: number;
  readonly subscriptionsPerSocket: number;
  readonly socketsPerCaller: number;
  /** From one socket. */
  readonly messagesPerMinute: number;
  /** Of an answer, or of an event of a subscription. */
  readonly answerBytes: number;
  /** So long a message or an answer may lie unread before its connection is cut. */
  readonly unreadSeconds: number;
  /** Operations that one caller begins, over all roads. */
  readonly requestsPerSecond: number;
  /** Queries and mutations of one caller that are under way, or whose answers were not read yet. */
  readonly operationsPerCaller: number;
  readonly subscriptionsPerCaller: number;
  /** By one caller who may not see numbers: repetitions of a used idempotency key with another input. */
  readonly keyMismatchesPerMinute: number;
}

const count = (standard: number) => z.coerce.number().int().positive().default(standard);

// No caller waits for longer than a day, and no timer of Node's can (2^31 milliseconds are 24 days).
const LONGEST_OPERATION_SECONDS = 86_400;

/**
 * The settings of the limits. The defaults were measured: of the documents of docs/, of the console and of the
 * tests none is deeper than 5, longer than 184 tokens or costs more than 1000 (the introspection query both), and none
 * has more than 3 aliases; a page of 100 whose items hold a page of 100 each costs 10 201 at the least.
 */
export const limitSettings = {
  LIMIT_DEPTH: count(12),
  LIMIT_TOKENS: count(2_000),
  LIMIT_ALIASES: count(50),
  LIMIT_DIRECTIVES: count(50),
  LIMIT_COST: count(5_000),
  LIMIT_VENDOR_MUTATIONS: count(10),
  // 500 recipients with their parameters are some 100 kB.
  LIMIT_BODY_BYTES: count(1024 * 1024),
  LIMIT_FRAME_BYTES: count(64 * 1024),
  // Twice the longest that a vendor is waited for, unless an account says otherwise.
  LIMIT_OPERATION_SECONDS: z.coerce.number().positive().max(LONGEST_OPERATION_SECONDS).default(30),
  LIMIT_SUBSCRIPTIONS_PER_SOCKET: count(100),
  LIMIT_SOCKETS_PER_CALLER: count(50),
  LIMIT_MESSAGES_PER_MINUTE: count(600),
  // A page of 100 calls with binding and account is some 100 kB, the raw bytes of a push at most 1.4 MB.
  LIMIT_ANSWER_BYTES: count(2 * 1024 * 1024),
  LIMIT_UNREAD_SECONDS: z.coerce.number().positive().max(LONGEST_OPERATION_SECONDS).default(30),
  LIMIT_REQUESTS_PER_SECOND: count(500),
  // With the bytes of an answer: what one caller can have unread in memory (400 MB).
  LIMIT_OPERATIONS_PER_CALLER: count(200),
  // One event to 500 subscribers takes some 50 ms; to 5,000 it held acknowledgements up for seconds.
  LIMIT_SUBSCRIPTIONS_PER_CALLER: count(500),
  // A masked number leaves 10,000 candidates: trying them all takes more than half a day.
  LIMIT_KEY_MISMATCHES_PER_MINUTE: count(10),
};

/** The limits as they were set. */
export function limitsOf(settings: z.output<z.ZodObject<typeof limitSettings>>): Limits {
  return Object.freeze({
    depth: settings.LIMIT_DEPTH,
    tokens: settings.LIMIT_TOKENS,
    aliases: settings.LIMIT_ALIASES,
    directives: settings.LIMIT_DIRECTIVES,
    cost: settings.LIMIT_COST,
    vendorMutations: settings.LIMIT_VENDOR_MUTATIONS,
    bodyBytes: settings.LIMIT_BODY_BYTES,
    frameBytes: settings.LIMIT_FRAME_BYTES,
    operationSeconds: settings.LIMIT_OPERATION_SECONDS,
    subscriptionsPerSocket: settings.LIMIT_SUBSCRIPTIONS_PER_SOCKET,
    socketsPerCaller: settings.LIMIT_SOCKETS_PER_CALLER,
    messagesPerMinute: settings.LIMIT_MESSAGES_PER_MINUTE,
    answerBytes: settings.LIMIT_ANSWER_BYTES,
    unreadSeconds: settings.LIMIT_UNREAD_SECONDS,
    requestsPerSecond: settings.LIMIT_REQUESTS_PER_SECOND,
    operationsPerCaller: settings.LIMIT_OPERATIONS_PER_CALLER,
    subscriptionsPerCaller: settings.LIMIT_SUBSCRIPTIONS_PER_CALLER,
    keyMismatchesPerMinute: settings.LIMIT_KEY_MISMATCHES_PER_MINUTE,
  });
}
