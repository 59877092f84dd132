import { readdirSync, readFileSync } from 'node:fs';
import { type DocumentNode, Kind, parse, print } from 'graphql';
import type { NameChange } from '../config/names.ts';
import type { VendorModule } from '../vendors/vendor.ts';
import { fieldsOf, isRoot, ROOTS, typesOf } from './names/definitions.ts';
import { createNames, type Names } from './names/names.ts';
import { renamedDocument } from './names/rename-document.ts';
import { vendorExtensions } from './vendor-enum.ts';

/** The contract as other teams and the supergraph see it. */
export interface Contract {
  /** As `_service` gives it. */
  readonly sdl: string;
  /** By the names that our code knows. */
  readonly own: DocumentNode;
  /** By the names of the outside. */
  readonly document: DocumentNode;
  readonly names: Names;
}

/**
 * Reads the files of `schema/`, adds the vendors that they do not list, and changes the names that the operator wants
 * changed. `beside` is what the process adds for itself. Throws a ConfigError where a change cannot be made.
 */
export function readContract(
  vendors: readonly VendorModule[],
  changes: readonly NameChange[] = [],
  beside: readonly DocumentNode[] = [],
): Contract {
  const folder = new URL('../../schema/', import.meta.url);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  // Parsed once: the vendors are looked up in what the schema is then built from.
  const written = parse(files);
  const extensions = vendorExtensions(written, vendors);
  const own: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...written.definitions, ...extensions] };
  const names = createNames(own, changes, new Set(beside.flatMap(namesIn)));
  const document = renamedDocument(own, names);
  return { sdl: names.areOwn ? [files, ...extensions.map(print)].join('\n') : print(document), own, document, names };
}

/** The types and root fields of a document, these as `Query._service`. */
function namesIn(document: DocumentNode): string[] {
  const types = typesOf(document);
  return [
    ...[...types.keys()].filter((name) => !isRoot(name)),
    ...ROOTS.flatMap((root) => fieldsOf(types.get(root)).map(({ name }) => `${root}.${name.value}`)),
  ];
}
