import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  isTypeDefinitionNode,
  isTypeExtensionNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from 'graphql';

/** The types that an operation begins at. */
export const ROOTS = ['Query', 'Mutation', 'Subscription'] as const;

/** Whether a type is one of those. */
export const isRoot = (name: string): boolean => ROOTS.some((root) => root === name);

/** What defines a type, or adds to one. */
export type TypeNode = TypeDefinitionNode | TypeExtensionNode;

/** Whether a definition of a document is about a type. */
export const isTypeNode = (definition: DefinitionNode): definition is TypeNode =>
  isTypeDefinitionNode(definition) || isTypeExtensionNode(definition);

/** All that a document says of each type, by the type's name. */
export function typesOf({ definitions }: DocumentNode): ReadonlyMap<string, readonly TypeNode[]> {
  const types = new Map<string, TypeNode[]>();
  for (const definition of definitions.filter(isTypeNode)) {
    const known = types.get(definition.name.value);
    if (known) known.push(definition);
    else types.set(definition.name.value, [definition]);
  }
  return types;
}

/** The fields of a type in a document, from its definition and all that extends it. */
export function fieldsOf(parts: readonly TypeNode[] | undefined): readonly FieldDefinitionNode[] {
  return (parts ?? []).flatMap((part) =>
    part.kind === 'ObjectTypeDefinition' ||
    part.kind === 'ObjectTypeExtension' ||
    part.kind === 'InterfaceTypeDefinition' ||
    part.kind === 'InterfaceTypeExtension'
      ? (part.fields ?? [])
      : [],
  );
}
