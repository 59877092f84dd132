import { readdirSync, readFileSync } from 'node:fs';
import { getIntrospectionQuery, Kind, parse, validate } from 'graphql';
import { describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { createLimits } from '../../src/graphql/limits/limits.ts';
import { LOCAL_MUTATIONS } from '../../src/graphql/limits/vendor-mutations.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { CONSOLE_TABS } from '../../src/http/console/tabs.ts';
import { sandboxSchema } from '../../src/sandbox/api/resolvers.ts';
import * as DOCUMENTS from '../support/documents.ts';

// Vite would load graphql's ES module beside the CommonJS one that Node gives to other modules, and types of one are
// none of the other's. Here as in the running service there is one.
vi.mock('graphql', async () => (await import('node:module')).createRequire(import.meta.url)('graphql'));

const root = new URL('../../', import.meta.url);
const schema = createSchema([sandboxSchema(() => undefined)]);
const { limits } = readConfig({});
const halved = { ...limits };
for (const name of ['depth', 'tokens', 'aliases', 'directives', 'cost', 'vendorMutations'] as const)
  halved[name] = Math.floor(limits[name] / 2);

/** The documents in a page's blocks that ask this service for something. */
function documentsOf(page: string): [string, string][] {
  const text = readFileSync(new URL(page, root), 'utf8');
  const blocks = [...text.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)].map(([, document = '']) => document);
  return blocks
    .filter((document) => validate(schema, parse(document)).length === 0)
    .map((document, index) => [`${page}, document ${index + 1}`, document]);
}

const PAGES = readdirSync(new URL('docs/', root)).filter((name) => name.endsWith('.md'));
/** As many of everything as an input takes. */
const VARIABLES = {
  input: { idempotencyKey: 'k', numberA: '13800138000', numberB: '13900139000' },
  id: 'bnd_x',
  representations: [],
};

describe('half of every limit is enough for', () => {
  const { read, tooExpensive } = createLimits(schema, halved, true);
  test.each([
    ...PAGES.flatMap((page) => documentsOf(`docs/${page}`)),
    ...CONSOLE_TABS.map(({ query }, index): [string, string] => [`tab ${index + 1} of the console`, query]),
    ...Object.entries(DOCUMENTS),
    ['the introspection query', getIntrospectionQuery({ descriptions: true, specifiedByUrl: true, oneOf: true })],
  ] as [string, string][])('%s', (_what, text) => {
    const answer = read(text);
    expect(answer).toHaveProperty('document');
    if (!('document' in answer)) return;
    for (const definition of answer.document.definitions) {
      const operationName = definition.kind === Kind.OPERATION_DEFINITION ? definition.name?.value : undefined;
      expect(tooExpensive({ document: answer.document, operationName, variables: VARIABLES })).toBeUndefined();
    }
  });

  test('a send to 500 recipients, and what a router asks of a page of entities', () => {
    const send = parse(
      'mutation ($to: [PhoneNumber!]!) { sendIvrCall(input: { idempotencyKey: "k", recipients: $to }) { voiceMessages { id attempts { error { code vendor { code } } } } userErrors { code } } }',
    );
    expect(tooExpensive({ document: send, variables: { to: Array(500).fill('13800138000') } })).toBeUndefined();
    const entities = parse(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on VoiceActivity { bindings(first: 5) { nodes { id } } calls(first: 5) { nodes { id } } voiceMessages(first: 5) { nodes { id } } } } }',
    );
    const of = Array.from({ length: 100 }, (_, index) => ({
      __typename: 'VoiceActivity',
      reference: `order-${index}`,
    }));
    expect(tooExpensive({ document: entities, variables: { of } })).toBeUndefined();
  });
});

describe('no document', () => {
  const { tooExpensive, read } = createLimits(schema, limits, true);
  const costOf = (query: string, variables: object = {}) =>
    tooExpensive({ document: parse(query), variables: { ...variables } })?.extensions;

  test('with a page of 100 in each of a page of 100 is cheap enough, of whatever lists', () => {
    const inner = ['calls', 'smsMessages'];
    for (const list of inner)
      for (const items of ['nodes { id }', 'edges { node { id } }'])
        expect(costOf(`{ bindings(first: 100) { nodes { ${list}(first: 100) { ${items} } } } }`)).toMatchObject({
          code: 'QUERY_TOO_EXPENSIVE',
          limit: limits.cost,
        });
  });

  test('costs anything else than docs/front-ends.md makes of it', () => {
    const [, document = ''] = documentsOf('docs/front-ends.md').find(([, text]) => text.includes('first: 20')) ?? [];
    const cheap = createLimits(schema, { ...limits, cost: 1 }, true);
    expect(cheap.tooExpensive({ document: parse(document) })?.extensions).toMatchObject({ cost: 1_101 });
    expect(readFileSync(new URL('docs/front-ends.md', root), 'utf8')).toContain('= 1101');
  });

  test('gets a page for nothing by a size that will be refused', () => {
    const sizes = ['first: 0', 'first: -100, last: 100', 'first: 1000000', 'first: null, last: 100'];
    for (const size of sizes) {
      const many = Array.from({ length: 50 }, (_, index) => `a${index}: calls(${size}) { nodes { id } }`).join(' ');
      const cost = costOf(`{ ${many} }`)?.cost;
      expect(cost, size).toBe(size === 'first: 0' ? undefined : 5_050);
    }
  });

  test('asks for the whole schema more than a few times', () => {
    const whole = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `a${index}: __schema { types { name } }`).join(' ')} }`;
    expect(costOf(whole(5))).toBeUndefined();
    expect(costOf(whole(6))).toMatchObject({ code: 'QUERY_TOO_EXPENSIVE' });
  });

  test('under the limit of tokens takes long to be read and counted', () => {
    const worst = [
      `{ ${'__typename '.repeat(450)} }`,
      `{ ${'node(id: "a") { id } '.repeat(200)} }`,
      `{ ${'accounts { bindings(first: 1) { nodes { id } } } '.repeat(120)} }`,
      `{ ...F0 } ${Array.from({ length: 150 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F150 on Query { __typename }`,
      `${'{ a '.repeat(900)}${'}'.repeat(900)}`,
      `{ accounts(vendor: ${'['.repeat(900)}${']'.repeat(900)}) { id } }`,
    ];
    for (const text of worst) {
      const started = performance.now();
      const answer = read(text);
      if ('document' in answer) tooExpensive({ document: answer.document });
      // Some 50 ms on a machine that does nothing else.
      expect(performance.now() - started, text.slice(0, 40)).toBeLessThan(1_000);
    }
  });
});

test('the mutations that are taken to ask no vendor are there', () => {
  const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(fields).toEqual(expect.arrayContaining([...LOCAL_MUTATIONS]));
});
