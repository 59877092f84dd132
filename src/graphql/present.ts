import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { type ErrorDesk, presentError } from './errors.ts';
import { tooManyTokens } from './limits/tokens.ts';

/** An error as a client gets it, the same over every transport. */
export type Present = (error: unknown, formatted?: GraphQLFormattedError) => GraphQLFormattedError;

/** What decides how errors are presented. */
export interface PresentOptions extends ErrorDesk {
  readonly introspection: boolean;
  /** The most tokens of a document. */
  readonly tokens: number;
}

/** How errors are presented. Without introspection they suggest no names of the schema either. */
export function createPresent({ introspection, tokens, ...desk }: PresentOptions): Present {
  return (thrown, formatted) => {
    const error = tooLong(thrown, tokens) ?? asGraphQLError(thrown);
    const code = ownCode(error);
    const given = error === thrown && formatted ? formatted : error.toJSON();
    const coded = code === undefined ? given : { ...given, extensions: { ...given.extensions, code } };
    return presentError(introspection ? coded : withoutSuggestion(coded), error, desk);
  };
}

function asGraphQLError(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new GraphQLError(originalError.message, { originalError });
}

/** A server's parser says `GRAPHQL_PARSE_FAILED` of a document that is only too long. */
function tooLong(thrown: unknown, limit: number): GraphQLError | undefined {
  if (!(thrown instanceof GraphQLError) || thrown.extensions.code !== 'GRAPHQL_PARSE_FAILED') return undefined;
  return thrown.source && tooManyTokens(thrown.source.body, limit);
}

/** The code that an error was made with: a server gives every error of validation the same one, over that. */
function ownCode({ extensions, originalError, nodes }: GraphQLError): unknown {
  if (originalError instanceof GraphQLError && originalError.extensions.code) return originalError.extensions.code;
  if (extensions.code) return extensions.code;
  // The executor refuses a variable that does not fit without a code.
  return nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION ? 'BAD_USER_INPUT' : undefined;
}

/** graphql-js can leave these out by itself, but the server in front of it does not let it where variables are read. */
function withoutSuggestion(formatted: GraphQLFormattedError): GraphQLFormattedError {
  return { ...formatted, message: formatted.message.replace(/ ?Did you mean .+\?$/s, '') };
}
