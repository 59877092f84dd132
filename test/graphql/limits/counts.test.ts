import * as fc from 'fast-check';
import { type DocumentNode, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { type Counts, countOperations } from '../../../src/graphql/limits/counts.ts';
import { reachesVendor } from '../../../src/graphql/limits/vendor-mutations.ts';

const FRAGMENTS = 5;
const SPREAD = /\.\.\.F(\d)((?: @\w)*)/g;

const directives = fc.constantFrom('', '@a', '@a @b');
const alias = fc.constantFrom('', 'x: ', '__typename: ');
const { selections } = fc.letrec<{ selections: string; selection: string }>((tie) => ({
  selections: fc.array(tie('selection'), { minLength: 1, maxLength: 4 }).map((all) => `{ ${all.join(' ')} }`),
  selection: fc.oneof(
    { depthSize: 'small' },
    fc
      .tuple(alias, fc.constantFrom('f', '__typename', '__schema', 'replayDelivery'), directives)
      .map((parts) => parts.join(' ')),
    fc.tuple(fc.nat(FRAGMENTS - 1), directives).map(([place, said]) => `...F${place} ${said}`),
    fc.tuple(alias, fc.constantFrom('f', '__schema'), directives, tie('selections')).map((parts) => parts.join(' ')),
    fc.tuple(directives, tie('selections')).map(([said, within]) => `... on T ${said} ${within}`),
  ),
}));

/** An operation, and fragments that spread only those behind them. */
const documents = fc
  .tuple(directives, selections, fc.array(selections, { minLength: FRAGMENTS, maxLength: FRAGMENTS }))
  .map(([said, operation, bodies]) => ({
    operation: `mutation ${said} ${operation}`,
    bodies: bodies.map((body, place) =>
      body.replace(SPREAD, (spread, other: string, said: string) =>
        Number(other) > place ? spread : `... on T${said} { f }`,
      ),
    ),
  }));

type Document = typeof documents extends fc.Arbitrary<infer Value> ? Value : never;

/** The document with each fragment written out where it is spread. */
function inlined({ operation, bodies }: Document): string {
  const writeOut = (text: string): string =>
    text.replace(SPREAD, (_spread, place: string, said: string) => {
      return `... on T${said} ${writeOut(bodies[Number(place)] ?? '')}`;
    });
  return writeOut(operation);
}

function countsOf(document: DocumentNode): Counts {
  const fragments = new Map(
    document.definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])),
  );
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The document begins with its operation.');
  return countOperations((name) => fragments.get(name), reachesVendor)(operation);
}

test('an operation counts the same with fragments as with what is in them written out', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const fragments = document.bodies.map((body, place) => `fragment F${place} on T ${body}`);
      const asWritten = countsOf(parse([document.operation, ...fragments].join('\n')));
      expect(asWritten).toEqual(countsOf(parse(inlined(document))));
    }),
    { numRuns: 300 },
  );
});

test.each<{ what: string; text: string; counts: Counts }>([
  {
    what: 'fields, inline fragments and directives at every place',
    text: 'query @a { f @a { x: g { ... on T @a { h } } } ...F @a ...F @a } fragment F on T @a { y: f }',
    counts: { depth: 3, aliases: 3, directives: 7, vendorMutations: 3 },
  },
  {
    what: 'aliases of __typename, which cost nothing, and introspection, which is no depth',
    text: '{ a: __typename __typename: f __schema { types { fields { b: name } } } }',
    counts: { depth: 1, aliases: 1, directives: 0, vendorMutations: 1 },
  },
  {
    what: 'a fragment within itself',
    text: '{ ...F } fragment F on T { a: f { ...F } }',
    counts: { depth: 1, aliases: 1, directives: 0, vendorMutations: 1 },
  },
])('counted are $what', ({ text, counts }) => {
  expect(countsOf(parse(text))).toEqual(counts);
});

test('fragments that double each other are counted in time', () => {
  const doubling = Array.from({ length: 500 }, (_, place) => {
    return `fragment F${place} on T { ...F${place + 1} ...F${place + 1} }`;
  });
  const { aliases } = countsOf(parse(`{ ...F0 } ${doubling.join(' ')} fragment F500 on T { a: f }`));
  expect(aliases).toBe(2 ** 500);
});
