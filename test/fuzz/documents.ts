import { getIntrospectionQuery } from 'graphql';
import { CONSOLE_TABS } from '../../src/http/console/tabs.ts';
import type { Chance } from '../crash/chance.ts';
import { BIND, CALLS, RELEASE, WATCH_BINDINGS, WATCH_CALLS } from '../support/documents.ts';
import type { Attack } from './attack.ts';
import { mutate } from './mutate.ts';
import { sendTo } from './over-http.ts';

const ENTITIES = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Binding { id status calls(first: 5) { nodes { id } } } ... on VoiceActivity { bindings(first: 5) { nodes { id } } } } }`;

const DOCUMENTS = [
  BIND,
  RELEASE,
  CALLS,
  ENTITIES,
  getIntrospectionQuery(),
  '{ accounts { id vendor balance bindings(first: 5) { nodes { id calls(last: 5) { nodes { caller } } } } } }',
  '{ vendors { vendor operations { operation options { name required } } } }',
  'query ($id: ID!) { node(id: $id) { __typename id ... on Call { caller binding { numberA } } } }',
  'query Q { deliveries(first: 5) { nodes { state reason body } pageInfo { endCursor } } }',
  ...CONSOLE_TABS.map(({ query }) => query).filter((text) => !text.includes('subscription')),
] as [string, ...string[]];

/** Documents that a socket may send. */
export const SUBSCRIPTIONS = [WATCH_CALLS, WATCH_BINDINGS, ...DOCUMENTS] as [string, ...string[]];

const TOKENS = /"""[\s\S]*?"""|"(?:\\.|[^"\\])*"|#.*|[_A-Za-z]\w*|-?\d+(?:\.\d+)?|\.\.\.|\s+|[^\s\w]/g;
const WORDS = [
  'query',
  'mutation',
  'subscription',
  'fragment',
  'on',
  '__typename',
  '__schema',
  'node',
  'first',
  'id',
  '$id',
  '@include(if: true)',
  '@skip',
  '...F',
  '{',
  '}',
  '(',
  ')',
  '[',
  '!',
  '"',
  '"""',
  '1e999',
  '-0',
  '\u0000',
  '\ud800',
  '😀',
  'null',
] as const;

/** A document with some of its tokens dropped, doubled, swapped or replaced. */
export function spoilDocument(document: string, chance: Chance): string {
  const tokens = document.match(TOKENS) ?? [];
  for (let times = 1 + chance.below(4); times > 0; times--) {
    const [at, other] = [chance.below(tokens.length), chance.below(tokens.length)];
    const [one = '', two = ''] = [tokens[at], tokens[other]];
    const change = chance.below(4);
    if (change === 0) tokens.splice(at, 1);
    else if (change === 1) tokens.splice(at, 0, two);
    else if (change === 2) tokens.splice(at, 1, chance.oneOf(WORDS));
    else [tokens[at], tokens[other]] = [two, one];
  }
  return tokens.join('');
}

/** Documents that ask for too much in one way. */
const BOMBS: Readonly<Record<string, (size: number) => string>> = {
  'a nest that is valid': (size) =>
    `{ calls(first: 1) { nodes { ${'binding { calls(first: 1) { nodes { '.repeat(size % 60)}id${' } } }'.repeat(size % 60)} } } }`,
  'a nest of brackets': (size) => '{'.repeat(size),
  'a nest of lists': (size) => `{ node(id: ${'['.repeat(size)}${']'.repeat(size)}) { id } }`,
  aliases: (size) => `{ ${Array.from({ length: size }, (_, index) => `a${index}: __typename`).join(' ')} }`,
  directives: (size) => `{ __typename ${'@include(if: true) '.repeat(size)} }`,
  'fragments in a circle': () => '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  'fragments that double': (size) =>
    `{ ...F0 } ${Array.from({ length: 1 + (size % 14) }, (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`).join(' ')} fragment F${1 + (size % 14)} on Query { __typename }`,
  'a long name': (size) => `{ ${'a'.repeat(size * 10)} }`,
  comments: (size) => `${'#\n'.repeat(size)}{ __typename }`,
  variables: (size) =>
    `query (${Array.from({ length: size }, (_, index) => `$v${index}: Int`).join(' ')}) { __typename }`,
  'the same list again and again': (size) =>
    `{ ${Array.from({ length: size % 100 }, (_, index) => `l${index}: calls(first: 100) { nodes { id caller } }`).join(' ')} }`,
};
const BOMB_NAMES = Object.keys(BOMBS) as [string, ...string[]];

const VARIABLES = [
  {},
  {
    id: 'call_1',
    of: [{ __typename: 'Binding', id: 'bnd_1' }],
    input: { idempotencyKey: 'k', numberA: '13800138000', numberB: '13900139000' },
  },
  { of: Array.from({ length: 2_000 }, (_, index) => ({ __typename: 'Call', id: `call_${index}` })) },
  {
    of: [
      { __typename: '__proto__' },
      { __typename: 'constructor', id: 1 },
      null,
      7,
      { __typename: 'Call', vendor: {}, vendorCallId: {} },
    ],
  },
  { id: 'x'.repeat(500_000), input: null },
  { input: { idempotencyKey: '', numberA: '\u0000', numberB: [], metadata: { __proto__: 1 } } },
  { filter: { accountId: '', statuses: [], number: '%', created: { from: '9999-12-31T23:59:59Z' } }, of: {} },
] as const;

/** A GraphQL request over HTTP: spoiled, oversized, or in no shape at all. */
export function graphqlRequest(chance: Chance): Attack {
  const { document, what } = documentOf(chance);
  const body = JSON.stringify({ query: document, variables: chance.oneOf(VARIABLES) });
  const shape = chance.below(10);
  const path =
    shape === 0 ? `/graphql?query=${encodeURIComponent(document.slice(0, 4_000).toWellFormed())}` : '/graphql';
  const spoiled = shape === 1 ? mutate(Buffer.from(body), chance) : undefined;
  const sent = shape === 2 ? `[${body},${body}]` : (spoiled?.bytes ?? body);
  const type =
    shape === 3
      ? chance.oneOf(['text/plain', 'multipart/form-data; boundary=x', 'application/graphql'])
      : 'application/json';
  const method = shape === 0 ? 'GET' : 'POST';
  return {
    what: `graphql ${what} ${spoiled?.how ?? ''} ${document.slice(0, 300)}`,
    run: (url) =>
      sendTo(url, { path, method, headers: { 'content-type': type }, ...(method === 'GET' ? {} : { body: sent }) }),
  };
}

function documentOf(chance: Chance): { document: string; what: string } {
  if (chance.happens(0.2)) {
    const name = chance.oneOf(BOMB_NAMES);
    const size = 1 + chance.below(20_000);
    return { document: BOMBS[name]?.(size) ?? '', what: `${name}, ${size}` };
  }
  const document = chance.oneOf(DOCUMENTS);
  return chance.happens(0.1)
    ? { document, what: 'as it is' }
    : { document: spoilDocument(document, chance), what: 'spoiled' };
}
