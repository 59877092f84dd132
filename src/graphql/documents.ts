import { GraphQLError, Kind } from 'graphql';
import { ConfigError } from '../config/config.ts';
import type { DocumentsConfig } from '../config/documents.ts';
import { bareId } from '../config/documents-file.ts';
import type { Caller } from '../domain/caller.ts';
import type { GraphQLLimits } from './limits/limits.ts';
import { refusal } from './limits/refusal.ts';
import { parsed } from './parsed.ts';

/** How a request says which document it wants. Nothing of it has been checked. */
export interface AskedDocument {
  readonly query?: unknown;
  /** As GraphQL over HTTP drafts it. */
  readonly documentId?: unknown;
  /** As Apollo's clients send it: `persistedQuery.sha256Hash`; or `documentId`, for clients that can add only here. */
  readonly extensions?: unknown;
}

/** The documents that the operator trusts, and whether any others are taken. */
export interface TrustedDocuments {
  /**
   * The text of the document that is asked for: the trusted one where an id names it, otherwise the text that was sent;
   * undefined where there is neither. Throws where that may not be asked for.
   */
  textOf(asked: AskedDocument, caller: Caller): string | undefined;
}

/** Opens the trusted documents. Throws a ConfigError that names every one that could not be asked for. */
export function openDocuments({ mode, file, documents }: DocumentsConfig, limits: GraphQLLimits): TrustedDocuments {
  const faults = [...documents].flatMap(([id, text]) =>
    faultsOf(text, limits).map((message) => `${file}: ${id}: ${message}`),
  );
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    textOf: (asked, caller) => {
      const id = idOf(asked);
      const trusted = id && documents.get(bareId(id));
      if (trusted) return trusted;
      const text = typeof asked.query === 'string' && asked.query !== '' ? asked.query : undefined;
      if (mode === 'only') {
        if (id) throw notFound();
        if (text && isComposition(text, caller, limits)) return text;
        throw refusal(
          'DOCUMENT_NOT_TRUSTED',
          'Only trusted documents are answered here: send the id of one as documentId, and have the operator add yours.',
        );
      }
      // Who sends a text beside the id wants it kept under that id, which only the operator can do.
      if (!id || text) return text;
      throw mode === 'off' ? notSupported() : notFound();
    },
  };
}

/** What is wrong with a document, whatever its variables will be. */
function faultsOf(text: string, limits: GraphQLLimits): readonly string[] {
  const read = limits.read(text);
  if ('errors' in read) return read.errors.map(({ message }) => message);
  const operations = read.document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return operations.flatMap((operation) => {
    const operationName = 'name' in operation ? operation.name?.value : undefined;
    const refused = limits.tooExpensive({ document: read.document, operationName });
    return refused ? [refused.message] : [];
  });
}

function idOf({ documentId, extensions }: AskedDocument): string | undefined {
  const { documentId: extended, persistedQuery } = recordOf(extensions);
  return [documentId, extended, recordOf(persistedQuery).sha256Hash].find(
    (id): id is string => typeof id === 'string' && id !== '',
  );
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** The operator of the supergraph reads the schema by a document that no front end has. */
function isComposition(text: string, { scopes }: Caller, { parseOptions }: GraphQLLimits): boolean {
  if (!scopes.has('voice:admin')) return false;
  const document = parsed(text, parseOptions);
  return (
    document?.definitions.every(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION &&
        definition.selectionSet.selections.every(
          (field) => field.kind === Kind.FIELD && field.name.value === '_service',
        ),
    ) === true
  );
}

function notFound(): GraphQLError {
  return refusal(
    'DOCUMENT_NOT_FOUND',
    'No trusted document has this id: have the operator add it. Documents cannot be registered by sending them.',
  );
}

/** Apollo's clients send the text instead, from then on, when they get this code. */
function notSupported(): GraphQLError {
  return new GraphQLError('No trusted documents are set up here: send the text of the document as query.', {
    extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED', http: { status: 200 } },
  });
}
