import type { DocumentNode, GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { fieldsOf, ROOTS, typesOf } from './definitions.ts';
import type { Names } from './names.ts';

type Named = GraphQLNamedType | GraphQLField<unknown, unknown>;

/**
 * What our code calls a type or a root field of the schema, whatever the outside calls it. Rules that are about a
 * certain type or field compare this name: a mask that went by the outside's would be off where that was changed.
 */
export function ownName({ extensions, name }: Named): string {
  const { ownName: own } = extensions;
  return typeof own === 'string' ? own : name;
}

/** The own name of a root field; undefined where the root has no such field. */
export function ownFieldName(root: GraphQLObjectType | null | undefined, field: string): string | undefined {
  const found = root?.getFields()[field];
  return found && ownName(found);
}

/** What the outside calls a root field that our code knows by a name; any other text as it is. */
export function outsideFieldName(schema: GraphQLSchema, own: string): string {
  const fields = ROOTS.flatMap((root) => Object.values(rootOf(schema, root)?.getFields() ?? {}));
  return fields.find((field) => ownName(field) === own)?.name ?? own;
}

/** Writes the own names of what has another one outside into the schema, which it changes in place. */
export function noteOwnNames(schema: GraphQLSchema, contract: DocumentNode, names: Names): void {
  if (names.areOwn) return;
  const types = typesOf(contract);
  for (const own of types.keys()) note(schema.getType(names.type(own) ?? ''), own);
  for (const root of ROOTS) {
    const fields = rootOf(schema, root)?.getFields() ?? {};
    for (const { name } of fieldsOf(types.get(root))) note(fields[names.rootField(root, name.value) ?? ''], name.value);
  }
}

const rootOf = (schema: GraphQLSchema, root: string) => {
  const type = schema.getType(root);
  return type && 'getFields' in type ? type : undefined;
};

function note(named: Pick<Named, 'extensions' | 'name'> | undefined, own: string): void {
  if (named && named.name !== own) named.extensions = { ...named.extensions, ownName: own };
}
