import {
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type NamedTypeNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  visit,
} from 'graphql';
import { isRoot, isTypeNode } from './definitions.ts';
import type { Names } from './names.ts';

/** A schema's document with the outside's names in it, and without what is left out; descriptions say them too. */
export function renamedDocument(document: DocumentNode, names: Names): DocumentNode {
  if (names.areOwn) return document;
  const definitions = withRootsFirst(document, names).filter(
    (definition) => !isTypeNode(definition) || names.type(definition.name.value) !== undefined,
  );
  return visit(
    { ...document, definitions },
    {
      // Only types are named by such nodes: the members of unions and interfaces, and what fields give and take.
      NamedType: { leave: (node) => ({ ...node, name: { ...node.name, value: nameOf(node, names) } }) },
      StringValue: (node, key) => (key === 'description' ? { ...node, value: names.inWords(node.value) } : undefined),
      enter: (node) => {
        if (!('name' in node) || !node.name || !isTypeNode(node as DefinitionNode)) return undefined;
        const value = names.type(node.name.value) ?? node.name.value;
        const kept = <Part extends NamedTypeNode>(parts: readonly Part[] | undefined) =>
          parts?.filter((part) => names.type(part.name.value) !== undefined);
        return {
          ...node,
          name: { ...node.name, value },
          ...('interfaces' in node ? { interfaces: kept(node.interfaces) } : {}),
          ...('types' in node ? { types: kept(node.types) } : {}),
        };
      },
    },
  );
}

const nameOf = ({ name: { value } }: NamedTypeNode, names: Names): string => names.type(value) ?? value;

type RootNode = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

/** The fields of root types under their names outside. A definition or extension that is left without any goes. */
function withRootsFirst({ definitions }: DocumentNode, names: Names): DefinitionNode[] {
  const isRootNode = (node: DefinitionNode): node is RootNode =>
    (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) && isRoot(node.name.value);
  const homeless = new Map<string, RootNode>();
  const renamed = definitions.flatMap((node): DefinitionNode[] => {
    if (!isRootNode(node)) return [node];
    const fields = (node.fields ?? []).flatMap((field) => renamedField(node.name.value, field, names));
    if (fields.length > 0) return [{ ...node, fields }];
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) homeless.set(node.name.value, node);
    return [];
  });
  // Where the definition lost its fields, the first extension that has some becomes the definition.
  return renamed.map((node): DefinitionNode => {
    if (node.kind !== Kind.OBJECT_TYPE_EXTENSION) return node;
    const definition = homeless.get(node.name.value);
    if (!definition) return node;
    homeless.delete(node.name.value);
    return { ...definition, kind: Kind.OBJECT_TYPE_DEFINITION, fields: node.fields ?? [] };
  });
}

function renamedField(root: string, field: FieldDefinitionNode, names: Names): FieldDefinitionNode[] {
  const value = names.rootField(root, field.name.value);
  return value === undefined ? [] : [{ ...field, name: { ...field.name, value } }];
}
