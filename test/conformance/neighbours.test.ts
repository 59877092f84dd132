import { composeSchemaContract, composeServices } from '@theguild/federation-composition';
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from '@wundergraph/composition';
import { buildSchema, isObjectType, parse, print, printSchema, validateSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { readNames } from '../../src/config/names.ts';
import { readContract } from '../../src/graphql/contract.ts';
import { fieldsOf, isRoot, ROOTS, typesOf } from '../../src/graphql/names/definitions.ts';
import { remainsOf } from '../../src/graphql/names/uses.ts';
import { createRegistry } from '../../src/vendors/registry.ts';
import { NEIGHBOURS } from './neighbours.ts';

interface Service {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** What each composer says against these subgraphs together; nothing where they go together. */
const COMPOSERS: Readonly<Record<string, (services: readonly Service[]) => readonly string[]>> = {
  '@theguild/federation-composition': (services) =>
    (composeServices(services.map(({ sdl, ...service }) => ({ ...service, typeDefs: parse(sdl) }))).errors ?? []).map(
      ({ message }) => message,
    ),
  '@wundergraph/composition': (services) => {
    const result = federateSubgraphs({
      subgraphs: services.map(({ sdl, ...service }) => ({ ...service, definitions: parse(sdl) })),
      version: ROUTER_COMPATIBILITY_VERSION_ONE,
    });
    return result.success ? [] : result.errors.map(({ message }) => message);
  },
};

const at = (name: string, sdl: string): Service => ({ name, url: `http://${name}.example/graphql`, sdl });

/** This subgraph under a setting of names. */
function voice(names: readonly string[] = []): Service {
  const { changes } = readNames({ GRAPHQL_NAMES: names.join(',') });
  return at('voice', readContract(createRegistry().modules, changes).sdl);
}

const PLAIN = NEIGHBOURS.map(({ name, sdl }) => at(name, sdl));
const WITH_OUR_WORDS = NEIGHBOURS.map(({ name, sdl, ourWords = '' }) => at(name, `${sdl}\n${ourWords}`));
const ALL_NAMES = NEIGHBOURS.flatMap(({ names = [] }) => names);

describe.each(Object.entries(COMPOSERS))('%s', (_name, compose) => {
  test('puts the ten neighbours together without this subgraph', () => {
    expect(NEIGHBOURS).toHaveLength(10);
    expect(compose(PLAIN)).toEqual([]);
    expect(compose(WITH_OUR_WORDS)).toEqual([]);
  });

  test('puts this subgraph beside them as it is', () => {
    expect(compose([...PLAIN, voice()])).toEqual([]);
  });

  test('puts it beside those that have its words too, by the names that are set', () => {
    expect(compose([...WITH_OUR_WORDS, voice(ALL_NAMES)])).toEqual([]);
    expect(compose([...WITH_OUR_WORDS, voice()])).not.toEqual([]);
  });
});

test.each(ALL_NAMES)('%s is needed beside a neighbour that has the word', (change) => {
  const others = ALL_NAMES.filter((name) => name !== change);
  for (const compose of Object.values(COMPOSERS)) expect(compose([...WITH_OUR_WORDS, voice(others)])).not.toEqual([]);
});

/** The API of a supergraph for which what carries a tag is left out. */
function contractWithout(tag: string) {
  const services = [...PLAIN, voice()].map(({ sdl, ...service }) => ({ ...service, typeDefs: parse(sdl) }));
  // Types that nothing leads to are not taken away by the composer, so that one of ours would be found.
  const composed = composeSchemaContract(services, { include: new Set(), exclude: new Set([tag]) }, false);
  if (!composed.publicSdl) throw new Error(composed.errors?.map(({ message }) => message).join('\n'));
  return buildSchema(composed.publicSdl);
}

describe('the contract without @tag(name: "operator")', () => {
  const api = contractWithout('operator');
  const own = buildSchema(voice().sdl, { assumeValidSDL: true });
  const ofOperators = (schema: typeof own) =>
    Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type)
        ? Object.values(type.getFields())
            .filter(({ astNode }) => astNode?.directives?.some((each) => JSON.stringify(each).includes('voice:admin')))
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );

  test('leaves out just those root fields that need the scope voice:admin: they carry the tag', () => {
    const types = typesOf(parse(voice().sdl));
    const fields = ROOTS.flatMap((root) => fieldsOf(types.get(root)));
    const having = (text: string) =>
      fields
        .filter(({ directives }) => directives?.some((each) => print(each).includes(text)))
        .map(({ name }) => name.value);
    expect(having('voice:admin').length).toBeGreaterThan(5);
    expect(having('@tag(name: "operator")')).toEqual(having('voice:admin'));
  });

  test('is a valid API that has no field which needs the scope voice:admin', () => {
    expect(validateSchema(api)).toEqual([]);
    const fields = ofOperators(own);
    expect(fields.length).toBeGreaterThan(5);
    for (const name of fields) {
      const [type = '', field = ''] = name.split('.');
      const kept = api.getType(type);
      expect(isObjectType(kept) && kept.getFields()[field], name).toBeFalsy();
    }
    expect(api.getQueryType()?.getFields()).toHaveProperty('calls');
    expect(api.getMutationType()?.getFields()).toHaveProperty('createAxbBinding');
  });

  test('has no type of this subgraph that nothing leads to', () => {
    const { reached } = remainsOf(parse(printSchema(api)), { hasType: () => false, hasField: () => false });
    const ours = typesOf(parse(voice().sdl));
    const kept = Object.keys(api.getTypeMap()).filter((name) => ours.has(name) && !isRoot(name));
    expect(kept.length).toBeGreaterThan(50);
    expect(kept.filter((name) => !reached.has(name))).toEqual([]);
  });
});
