import { readdirSync, readFileSync } from 'node:fs';
import { type DefinitionNode, parse } from 'graphql';

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
