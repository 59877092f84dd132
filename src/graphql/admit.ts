import { type ExecutionArgs, GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Caller } from '../domain/caller.ts';
import type { AskedDocument, TrustedDocuments } from './documents.ts';
import type { GraphQLLimits } from './limits/limits.ts';

/** An operation as a client asks for it. Nothing of it has been checked. */
export interface AskedPayload extends AskedDocument {
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What an operation is checked by where no server does it. */
export interface Checks {
  readonly schema: GraphQLSchema;
  readonly limits: GraphQLLimits;
  readonly documents: TrustedDocuments;
}

/** What to execute for a client, or why it is refused: for the same reasons, in the same words, as over HTTP. */
export function admit(
  payload: AskedPayload,
  caller: Caller,
  { schema, limits, documents }: Checks,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    const text = documents.textOf(payload, caller);
    if (text === undefined) return [refused('BAD_REQUEST', 'Send a document as query, or the id of a trusted one.')];
    const read = limits.read(text);
    if ('errors' in read) return read.errors;
    const { document } = read;
    const { operationName, variables } = payload;
    if (!getOperationAST(document, operationName))
      return [
        refused('OPERATION_RESOLUTION_FAILURE', 'The document has no such operation, or several: name one of its own.'),
      ];
    const expensive = limits.tooExpensive({ document, operationName, variables });
    return expensive ? [expensive] : { schema, document, operationName, variableValues: variables };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function refused(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
