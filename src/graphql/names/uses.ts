import type { DocumentNode, InputValueDefinitionNode, TypeNode as TypeReference } from 'graphql';
import { fieldsOf, isRoot, ROOTS, type TypeNode, typesOf } from './definitions.ts';

/** What is left out of a contract: types, and root fields as `Query.node`. */
export interface LeftOut {
  hasType(name: string): boolean;
  hasField(root: string, field: string): boolean;
}

/** What one place of the contract needs: another type. */
interface Need {
  readonly type: string;
  /** The place: `Binding.group`. */
  readonly by: string;
}

/** What remains of a contract when something is left out. */
export interface Remains {
  /** The types that operations and other subgraphs can still come to. */
  readonly reached: ReadonlySet<string>;
  /** What remains and needs a type that was left out. */
  readonly missing: readonly Need[];
}

/**
 * Walks the contract from its root fields and its entities, around what is left out. An interface that is left out
 * costs its members nothing but the mention of it; a field that gives it needs it.
 */
export function remainsOf(document: DocumentNode, leftOut: LeftOut): Remains {
  const types = typesOf(document);
  const members = membersOf(types);
  const reached = new Set<string>();
  const missing: Need[] = [];
  const waiting: string[] = [];
  const come = ({ type, by }: Need) => {
    if (leftOut.hasType(type)) missing.push({ type, by });
    else if (types.has(type) && !reached.has(type)) {
      reached.add(type);
      waiting.push(type);
    }
  };
  // What a field gives is, where it is an interface, any of its members. Mentioned by a member it leads to no other.
  const given = new Set<string>();
  const give = (need: Need) => {
    come(need);
    if (given.has(need.type) || leftOut.hasType(need.type)) return;
    given.add(need.type);
    for (const type of members.get(need.type) ?? []) if (!leftOut.hasType(type)) come({ type, by: need.type });
  };

  const entities = [...types].filter(([, parts]) => parts.some(isEntity)).map(([name]) => name);
  for (const type of [...ROOTS, ...entities].filter((name) => !leftOut.hasType(name))) come({ type, by: type });
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const parts = types.get(name) ?? [];
    for (const field of fieldsOf(parts).filter(({ name: { value } }) => !leftOut.hasField(name, value))) {
      const by = `${name}.${field.name.value}`;
      give({ type: nameOf(field.type), by });
      for (const type of inputsOf(field.arguments)) come({ type, by });
    }
    for (const type of parts.flatMap(inputFieldsOf)) come({ type, by: name });
    for (const type of parts.flatMap(unionOf)) come({ type, by: name });
    for (const type of parts.flatMap(interfacesOf)) if (!leftOut.hasType(type)) come({ type, by: name });
  }
  for (const root of ROOTS) reached.delete(root);
  return { reached, missing };
}

function membersOf(types: ReadonlyMap<string, readonly TypeNode[]>): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  for (const [name, parts] of types) {
    for (const of of parts.flatMap(interfacesOf)) members.set(of, [...(members.get(of) ?? []), name]);
  }
  return members;
}

const isEntity = (part: TypeNode): boolean =>
  !isRoot(part.name.value) && part.directives?.some(({ name }) => name.value === 'key') === true;

const interfacesOf = (part: TypeNode): readonly string[] =>
  'interfaces' in part ? (part.interfaces ?? []).map(({ name }) => name.value) : [];

const unionOf = (part: TypeNode): readonly string[] =>
  'types' in part ? (part.types ?? []).map(({ name }) => name.value) : [];

const inputFieldsOf = (part: TypeNode): readonly string[] =>
  part.kind === 'InputObjectTypeDefinition' || part.kind === 'InputObjectTypeExtension' ? inputsOf(part.fields) : [];

const inputsOf = (values: readonly InputValueDefinitionNode[] | undefined): readonly string[] =>
  (values ?? []).map(({ type }) => nameOf(type));

function nameOf(type: TypeReference): string {
  return type.kind === 'NamedType' ? type.name.value : nameOf(type.type);
}
