import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, Kind } from 'graphql';
import { getComplexity } from 'graphql-query-complexity';
import { costOfField } from './cost.ts';
import { refusal } from './refusal.ts';

/** An operation that is to be executed. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

// Fragments within fragments are counted each time that they are spread; a document of the most tokens without
// repetition has fewer than 1000 selections. Counting so many takes 7 ms (measured, on a machine that is warm and
// idle).
const MOST_SELECTIONS = 10_000;

/**
 * The refusal of an operation that costs more than it may, by the values of its variables; undefined where it may be
 * executed, or where its execution itself will refuse it as a whole.
 */
export function tooExpensive(schema: GraphQLSchema, asked: AskedOperation, limit: number): GraphQLError | undefined {
  const { document, operationName, variables } = asked;
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  try {
    const cost = getComplexity({
      schema,
      query: document,
      estimators: [costOfField],
      ...(operation.name ? { operationName: operation.name.value } : {}),
      variables: { ...variables },
      maxQueryNodes: MOST_SELECTIONS,
    });
    if (cost <= limit) return undefined;
    return refusal(
      'QUERY_TOO_EXPENSIVE',
      `The operation costs ${cost}, and ${limit} is allowed: ask for smaller pages, above all where a page holds pages, or for less in each item.`,
      { cost, limit },
    );
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refusalOf(error, limit);
  }
}

function refusalOf(error: GraphQLError, limit: number): GraphQLError | undefined {
  const [node] = error.nodes ?? [];
  // Variables that do not fit: the executor refuses the whole operation, and names all of them.
  if (node?.kind === Kind.VARIABLE_DEFINITION) return undefined;
  // An argument whose value does not fit would fail its field only; but a field whose cost is not known must not run.
  if (node) {
    const extensions = { code: 'BAD_USER_INPUT', http: { status: 400 } };
    return new GraphQLError(error.message, { nodes: [...(error.nodes ?? [])], originalError: error, extensions });
  }
  return refusal(
    'QUERY_TOO_EXPENSIVE',
    `The operation selects more than ${MOST_SELECTIONS} fields, with fragments counted each time that they are spread: spread fewer of them.`,
    { limit },
  );
}
