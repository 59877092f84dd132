import { GraphQLError } from 'graphql';

/** Why a request is refused before anything of it is done, with the HTTP status that goes with it. */
export const REFUSALS = {
  QUERY_TOO_DEEP: 400,
  TOO_MANY_TOKENS: 400,
  TOO_MANY_ALIASES: 400,
  TOO_MANY_DIRECTIVES: 400,
  TOO_MANY_VENDOR_MUTATIONS: 400,
  QUERY_TOO_EXPENSIVE: 400,
  // By then the operation runs, and goes on: the answer has come to nothing, the request was in order.
  OPERATION_TIMEOUT: 200,
  BATCHING_NOT_SUPPORTED: 400,
  REQUEST_TOO_LARGE: 413,
  TOO_MANY_SUBSCRIPTIONS: 400,
  TOO_MANY_REQUESTS: 429,
  TOO_MANY_OPERATIONS: 429,
  // The operation was carried out: only its answer is not given.
  ANSWER_TOO_LARGE: 200,
  SUBSCRIPTION_NEEDS_SOCKET: 400,
  ROUTER_NOT_ALLOWED: 400,
  ROUTER_NOT_READY: 400,
  DOCUMENT_NOT_TRUSTED: 400,
  DOCUMENT_NOT_FOUND: 400,
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** A refusal, and the figures that a front end needs to fix its request. */
export function refusal(code: RefusalCode, message: string, details: Record<string, number> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...details, http: { status: REFUSALS[code] } } });
}
