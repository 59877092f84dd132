import { buildClientSchema, type GraphQLSchema, graphql, introspectionFromSchema, parse, printSchema } from 'graphql';
import { expect, test, vi } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { DEFINITIONS, describedPlaces } from './schema-files.ts';

// Vite would load graphql's ES module beside the CommonJS one that Node gives elsewhere.
vi.mock('graphql', async () => (await import('node:module')).createRequire(import.meta.url)('graphql'));

const IN_FILES = DEFINITIONS.flatMap(({ definition }) => describedPlaces(definition));

/** The schema as a client sees it. */
function introspected(schema: GraphQLSchema): string {
  return printSchema(buildClientSchema(introspectionFromSchema(schema, { descriptions: true, specifiedByUrl: true })));
}

/** The schema as a router composes it. */
async function served(schema: GraphQLSchema): Promise<string> {
  const { data } = await graphql({ schema, source: '{ _service { sdl } }', contextValue: {} });
  return (data as { readonly _service: { readonly sdl: string } })._service.sdl;
}

test.each([
  ['introspection', introspected],
  ['_service', served],
])('%s describes everything as the files do, scalars too', async (_by, print) => {
  const sdl = await print(createSchema());
  const shown = new Map(
    parse(sdl)
      .definitions.flatMap(describedPlaces)
      .map(({ place, description }) => [place, description]),
  );
  expect(IN_FILES.length).toBeGreaterThan(400);
  expect(IN_FILES.find(({ place }) => place === 'DateTime')?.description).toContain('RFC 3339');
  expect(IN_FILES.filter(({ place, description }) => shown.get(place) !== description)).toEqual([]);
  // What the scalars' library says of itself is not the contract's.
  expect(sdl).not.toContain('@specifiedBy');
});
