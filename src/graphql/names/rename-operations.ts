import {
  type GraphQLSchema,
  type NamedTypeNode,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { ownName } from './own-name.ts';

/** A piece of a text that is replaced. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/**
 * A document that is written by our own names, for a schema that has others: its types are renamed, and a root field
 * that has another name answers under its own one all the same. Spaces and comments stay. Undefined where it asks for
 * something that is left out.
 */
export function operationsFor(schema: GraphQLSchema, text: string): string | undefined {
  const changes: Change[] = [];
  let isWhole = true;
  const change = (node: NamedTypeNode['name'], name: string | undefined, by = name) => {
    if (name === undefined) isWhole = false;
    else if (name !== node.value && node.loc)
      changes.push({ start: node.loc.start, end: node.loc.end, by: by ?? name });
  };
  const types = new Map(Object.values(schema.getTypeMap()).map((type) => [ownName(type), type.name]));
  const rootFields = ({ operation }: OperationDefinitionNode, { selections }: SelectionSetNode) => {
    const fields = Object.values(schema.getRootType(operation)?.getFields() ?? {});
    const names = new Map(fields.map((field) => [ownName(field), field.name]));
    for (const field of selections) {
      if (field.kind !== 'Field') continue;
      const name = names.get(field.name.value);
      change(field.name, name, field.alias ? name : `${field.name.value}: ${name}`);
    }
  };
  visit(parse(text), {
    NamedType: ({ name }) => change(name, types.get(name.value)),
    OperationDefinition: (node) => rootFields(node, node.selectionSet),
  });
  if (!isWhole) return undefined;
  return changes.toSorted((a, b) => b.start - a.start).reduce(replaced, text);
}

const replaced = (text: string, { start, end, by }: Change): string => text.slice(0, start) + by + text.slice(end);
