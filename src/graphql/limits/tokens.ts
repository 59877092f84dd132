import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import { refusal } from './refusal.ts';

/**
 * The refusal of a document that the parser gave up on because of its length; undefined where it has another fault. The
 * parser's own error tells the two apart by its wording only.
 */
export function tooManyTokens(source: string, limit: number): GraphQLError | undefined {
  if (!hasMoreTokens(source, limit)) return undefined;
  return refusal(
    'TOO_MANY_TOKENS',
    `The document has more than ${limit} tokens: ask for fewer fields, put values into variables, or send several documents.`,
    { limit },
  );
}

function hasMoreTokens(source: string, limit: number): boolean {
  const lexer = new Lexer(new Source(source));
  try {
    for (let count = 0; count <= limit; count++) if (lexer.advance().kind === TokenKind.EOF) return false;
    return true;
  } catch (error) {
    // Something that is no token stands before the limit.
    if (error instanceof GraphQLError) return false;
    throw error;
  }
}
