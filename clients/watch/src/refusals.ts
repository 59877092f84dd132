import type { GraphQLFault } from './transport.ts';

/** Codes after which the log cannot be resumed from the cursor: the records are read anew. */
const CURSOR_CODES = new Set(['CURSOR_INVALID', 'CURSOR_EXPIRED']);

/**
 * Codes that the same request gets each time: of the service, and of Apollo Router, Hive Gateway and Hive Router for the
 * same faults. Any other code can pass, as UNAUTHENTICATED does with the next token.
 */
const FINAL_CODES = new Set([
  'FORBIDDEN',
  'UNAUTHORIZED_FIELD_OR_TYPE',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'GRAPHQL_UNKNOWN_OPERATION_NAME',
  'OPERATION_RESOLUTION_FAILURE',
  'PARSING_ERROR',
  'VALIDATION_ERROR',
  'VALIDATION_INVALID_TYPE_VARIABLE',
  'QUERY_TOO_DEEP',
  'QUERY_TOO_EXPENSIVE',
  'TOO_MANY_TOKENS',
  'TOO_MANY_ALIASES',
  'TOO_MANY_DIRECTIVES',
  'ANSWER_TOO_LARGE',
  'REQUEST_TOO_LARGE',
  'DOCUMENT_NOT_FOUND',
  'DOCUMENT_NOT_TRUSTED',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'SUBSCRIPTION_NEEDS_SOCKET',
]);

/** What errors mean for a watch: begin anew, end for good, or try again from the last cursor. */
export type Meaning = 'BEGIN_ANEW' | 'END' | 'RESUME';

export function meaningOf(errors: readonly GraphQLFault[]): Meaning {
  const codes = errors.map(codeOf);
  if (codes.some((code) => CURSOR_CODES.has(code))) return 'BEGIN_ANEW';
  return codes.some((code) => FINAL_CODES.has(code)) ? 'END' : 'RESUME';
}

/** The longest that one of these errors asks to wait. */
export function retryAfterMs(errors: readonly GraphQLFault[]): number {
  const seconds = errors.map(({ extensions }) => Number(extensions?.retryAfterSeconds ?? 0));
  return Math.max(0, ...seconds.filter(Number.isFinite)) * 1_000;
}

/** The server answered with errors in place of data. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly errors: readonly GraphQLFault[];
  readonly meaning: Meaning;

  constructor(errors: readonly GraphQLFault[]) {
    super(errors.map((error) => `${codeOf(error)}: ${error.message}`).join('; ') || 'The answer has no data.');
    this.errors = errors;
    this.meaning = meaningOf(errors);
  }
}

const codeOf = ({ extensions }: GraphQLFault): string => String(extensions?.code ?? '');
