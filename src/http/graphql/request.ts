import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { GraphQLError } from 'graphql';
import type { Caller } from '../../domain/caller.ts';
import type { AskedPayload } from '../../graphql/admit.ts';
import type { TrustedDocuments } from '../../graphql/documents.ts';
import { refusal } from '../../graphql/limits/refusal.ts';
import { refuseOddQuery } from './json-body.ts';
import { hasLongInteger, parseKeepingIntegers } from './long-integers.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What a request asks for, as it was sent; undefined where it is not even of that form. */
export function payloadOf({ method, body, url }: FastifyRequest): AskedPayload | undefined {
  if (method === 'POST') return isFields(body) ? payload(body) : undefined;
  if (method !== 'GET') return undefined;
  const search = searchOf(url);
  refuseOddQuery(search);
  const parameters = new URLSearchParams(search);
  const text = (name: string) => parameters.get(name) ?? undefined;
  return payload({
    query: text('query'),
    documentId: text('documentId'),
    operationName: text('operationName'),
    variables: parameters.has('variables') ? (jsonOf(parameters.get('variables')) ?? 'no JSON') : undefined,
    extensions: jsonOf(parameters.get('extensions')),
  });
}

/** With names and variables of the form that GraphQL over HTTP gives them. */
function payload({ query, documentId, operationName, variables, extensions }: Fields): AskedPayload | undefined {
  const isNamed = operationName == null || typeof operationName === 'string';
  if (!isNamed || (variables != null && !isFields(variables))) return undefined;
  return { query, documentId, operationName, variables: variables as Fields | null | undefined, extensions };
}

const searchOf = (url: string) => (url.includes('?') ? url.slice(url.indexOf('?')) : '');

/** A request as the GraphQL server takes it, with the text of the document that an id stands for. */
export function graphQLRequest(
  { method, headers, body, url }: FastifyRequest,
  caller: Caller,
  documents: TrustedDocuments,
  refuse: (text: string) => GraphQLError | undefined,
): HTTPGraphQLRequest {
  if (Array.isArray(body)) {
    throw refusal('BATCHING_NOT_SUPPORTED', 'Several operations in one request are not answered: send each by itself.');
  }
  const search = searchOf(url);
  if (method === 'GET') refuseOddQuery(search);
  const asked = {
    method,
    headers: headerMap(headers),
    search: method === 'GET' ? withQuery(search, caller, documents) : search,
    body: method === 'POST' && isFields(body) ? withText(body, caller, documents) : body,
  };
  const text =
    method === 'GET' ? new URLSearchParams(asked.search).get('query') : isFields(asked.body) && asked.body.query;
  const refused = typeof text === 'string' ? refuse(text) : undefined;
  if (refused) throw refused;
  return asked;
}

function withText(body: Fields, caller: Caller, documents: TrustedDocuments): Fields {
  const text = documents.textOf(body, caller);
  const { extensions } = body;
  return {
    ...body,
    ...(text === undefined ? {} : { query: text }),
    ...(isFields(extensions) ? { extensions: withoutPersisted(extensions) } : {}),
  };
}

function withQuery(search: string, caller: Caller, documents: TrustedDocuments): string {
  const parameters = new URLSearchParams(search);
  const extensions = jsonOf(parameters.get('extensions'));
  const variables = parameters.get('variables') ?? '';
  const kept = hasLongInteger(variables) ? jsonOf(variables) : undefined;
  // The server reads them by itself.
  if (isFields(kept)) parameters.set('variables', JSON.stringify(kept));
  const text = documents.textOf(
    { query: parameters.get('query'), documentId: parameters.get('documentId'), extensions },
    caller,
  );
  if (text !== undefined && text !== parameters.get('query')) parameters.set('query', text);
  if (isFields(extensions)) parameters.set('extensions', JSON.stringify(withoutPersisted(extensions)));
  return `?${parameters}`;
}

/** Without the id that has been looked up: the server would look it up among those that any client may register. */
function withoutPersisted(extensions: Fields): Fields {
  const { persistedQuery: _known, ...others } = extensions;
  return others;
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON of a parameter; what is none is left for the server to refuse. */
function jsonOf(text: string | null): unknown {
  try {
    return text === null ? undefined : parseKeepingIntegers(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function headerMap(headers: FastifyRequest['headers']): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  return map;
}
