import { readdirSync, readFileSync } from 'node:fs';
import { type DefinitionNode, Kind, parse, visit } from 'graphql';

const folder = new URL('../../schema/', import.meta.url);

/** The definitions of the contract, each with the file that it stands in. */
export const DEFINITIONS: readonly { file: string; definition: DefinitionNode }[] = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .flatMap((file) =>
    parse(readFileSync(new URL(file, folder), 'utf8')).definitions.map((definition) => ({ file, definition })),
  );

/** The names of the types that other subgraphs can ask for by a key. */
export const KEYED_TYPES: readonly string[] = [
  ...new Set(
    DEFINITIONS.flatMap(({ definition }) =>
      (definition.kind === 'ObjectTypeDefinition' || definition.kind === 'ObjectTypeExtension') &&
      definition.directives?.some(({ name }) => name.value === 'key')
        ? [definition.name.value]
        : [],
    ),
  ),
].sort();

const DESCRIBED = new Set<string>([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.DIRECTIVE_DEFINITION,
  Kind.FIELD_DEFINITION,
  // Arguments and input fields alike.
  Kind.INPUT_VALUE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
]);

/** Every place of a definition that wants a description (`Query.call.id`), and what stands there. */
export function describedPlaces(
  definition: DefinitionNode,
): readonly { readonly place: string; readonly description: string | undefined }[] {
  const places: { place: string; description: string | undefined }[] = [];
  const path: string[] = [];
  visit(definition, {
    enter: (node) => {
      if (!('name' in node) || !node.name) return;
      path.push(node.name.value);
      if (!DESCRIBED.has(node.kind)) return;
      const description = 'description' in node ? node.description?.value : undefined;
      places.push({ place: path.join('.'), description });
    },
    leave: (node) => {
      if ('name' in node && node.name) path.pop();
    },
  });
  return places;
}
