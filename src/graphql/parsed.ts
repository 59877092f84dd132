import { type DocumentNode, GraphQLError, type ParseOptions, parse } from 'graphql';

/**
 * A document, to be looked into before it is taken up; undefined where it is none, which is told where it is taken up.
 */
export function parsed(text: string, options: ParseOptions): DocumentNode | undefined {
  try {
    return parse(text, options);
  } catch (error) {
    if (error instanceof GraphQLError) return undefined;
    throw error;
  }
}
