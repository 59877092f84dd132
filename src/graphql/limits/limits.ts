import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, type ValidationRule, validate } from 'graphql';
import type { Limits } from '../../config/limits.ts';
import { refuseEmptySubscription } from '../root-fields.ts';
import { type AskedOperation, tooExpensive } from './budget.ts';
import { refusal } from './refusal.ts';
import { allRules, limitRules } from './rules.ts';
import { tooManyTokens } from './tokens.ts';
import { boundWaiting } from './waiting.ts';

/** The one list of what a request may ask, whichever way it comes. */
export interface GraphQLLimits {
  readonly limits: Limits;
  /** For a server that parses and validates by itself. */
  readonly parseOptions: { readonly maxTokens: number };
  /** Beside GraphQL's own rules. */
  readonly validationRules: ValidationRule[];
  /** What is refused before a server parses and validates it, because that would throw. */
  refuseEmpty(source: string): GraphQLError | undefined;
  /** Parses and validates a document; what is wrong with it, each with a code. */
  read(source: string): { readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };
  /** The refusal of an operation whose cost is above the limit. */
  tooExpensive(asked: AskedOperation): GraphQLError | undefined;
  /** What is sent in place of an answer, or of an event, that has too many bytes; the text is JSON as it is sent. */
  tooLarge(text: string): GraphQLError | undefined;
  /** What the operation gives, or what `late` makes of the refusal where it takes too long. */
  bounded<Answer>(operation: () => Promise<Answer>, late: (refusal: GraphQLError) => Answer): Promise<Answer>;
  /** Waits until no operation is under way any more. */
  settled(): Promise<void>;
}

/** The limits over a schema. Without introspection errors suggest no names either. */
export function createLimits(schema: GraphQLSchema, limits: Limits, introspection: boolean): GraphQLLimits {
  const parseOptions = { maxTokens: limits.tokens };
  const rules = allRules(limits, introspection);
  const waiting = boundWaiting(limits.operationSeconds);
  const refuseEmpty = (source: string) => refuseEmptySubscription(source, limits.tokens);
  const read: GraphQLLimits['read'] = (source) => {
    const empty = refuseEmpty(source);
    if (empty) return { errors: [empty] };
    let document: DocumentNode;
    try {
      document = parse(source, parseOptions);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return { errors: [tooManyTokens(source, limits.tokens) ?? withCode(error, 'GRAPHQL_PARSE_FAILED')] };
    }
    const errors = validate(schema, document, rules);
    return errors.length === 0
      ? { document }
      : { errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
  };
  return {
    limits,
    parseOptions,
    validationRules: [...limitRules(limits, introspection)],
    refuseEmpty,
    read,
    tooExpensive: (asked) => tooExpensive(schema, asked, limits.cost),
    tooLarge: (text) => (fits(text, limits.answerBytes) ? undefined : answerTooLarge(limits.answerBytes)),
    bounded: (operation, late) => waiting.bounded(operation, () => late(timeout(limits))),
    settled: waiting.settled,
  };
}

// UTF-8 takes one to three bytes for each unit of a string of JavaScript's: most answers need not be counted.
function fits(text: string, bytes: number): boolean {
  return text.length * 3 <= bytes || (text.length <= bytes && Buffer.byteLength(text) <= bytes);
}

function answerTooLarge(limit: number): GraphQLError {
  return refusal(
    'ANSWER_TOO_LARGE',
    `The answer has more than ${limit} bytes: ask for smaller pages, or for fewer fields. A mutation was carried out: send it again with the same idempotency key and ask for less.`,
    { limit },
  );
}

function timeout({ operationSeconds }: Limits): GraphQLError {
  return refusal(
    'OPERATION_TIMEOUT',
    `The operation took more than ${operationSeconds} seconds. A mutation goes on all the same: send it again with the same idempotency key to get its result.`,
    { seconds: operationSeconds },
  );
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  error.extensions.code ??= code;
  return error;
}
