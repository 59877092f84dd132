import {
  type GraphQLSchema,
  isObjectType,
  Kind,
  type NamedTypeNode,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { isRoot } from './definitions.ts';
import { ownName } from './own-name.ts';

const ROOT_OF = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

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
  const rootFields = (root: string, { selections }: SelectionSetNode) => {
    const type = schema.getType(root);
    const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
    const names = new Map(fields.map((field) => [ownName(field), field.name]));
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) rootFields(root, selection.selectionSet);
      if (selection.kind !== Kind.FIELD || selection.name.value.startsWith('__')) continue;
      const name = names.get(selection.name.value);
      change(selection.name, name, selection.alias ? name : `${selection.name.value}: ${name}`);
    }
  };
  visit(parse(text), {
    NamedType: ({ name }) => change(name, types.get(name.value)),
    OperationDefinition: ({ operation, selectionSet }) => rootFields(ROOT_OF[operation], selectionSet),
    FragmentDefinition: ({ typeCondition: { name }, selectionSet }) => {
      if (isRoot(name.value)) rootFields(name.value, selectionSet);
    },
  });
  if (!isWhole) return undefined;
  return changes.toSorted((a, b) => b.start - a.start).reduce(replaced, text);
}

const replaced = (text: string, { start, end, by }: Change): string => text.slice(0, start) + by + text.slice(end);
