import { type DocumentNode, specifiedScalarTypes } from 'graphql';
import { distance } from '../../config/misspelt.ts';
import type { NameChange } from '../../config/names.ts';
import { fieldsOf, isRoot, ROOTS, typesOf } from './definitions.ts';
import type { Remains } from './uses.ts';

/** A name as GraphQL's grammar has it; two underscores before it are introspection's, one is federation's. */
const NAME = /^[A-Za-z]\w*$/;
// What federation adds to a subgraph's schema, or to the supergraph's, begins so.
const OF_FEDERATION = /^(?:federation|link|join|core)__/;

const BUILT_IN = new Set(specifiedScalarTypes.map(({ name }) => name));

// Letters that a name may differ in and still be taken for the one that was meant.
const NEAR = 3;

/** Everything that is wrong with changes of names; each is a sentence that begins with the change as it was written. */
export function faultsOf(
  contract: DocumentNode,
  changes: readonly NameChange[],
  reserved: ReadonlySet<string>,
  { missing }: Remains,
): readonly string[] {
  const types = typesOf(contract);
  const known = new Map<string, ReadonlySet<string>>([
    ['', new Set([...types.keys()].filter((name) => !isRoot(name)))],
    ...ROOTS.map((root) => [root, new Set(fieldsOf(types.get(root)).map(({ name }) => name.value))] as const),
  ]);
  const ofChanges = changes.flatMap((change) => {
    const fault = faultOf(change, known) ?? newNameFault(change, reserved);
    return fault ? [`“${change.written}”: ${fault}`] : [];
  });
  return [
    ...ofChanges,
    ...twice(changes),
    ...[...known].flatMap(([root, names]) => clashes(root, names, changes)),
    ...needs(changes, missing),
    ...emptyQuery(known.get('Query') ?? new Set(), changes),
  ];
}

/** Why the name that is to be changed cannot be. */
function faultOf({ root, own }: NameChange, known: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  const names = known.get(root ?? '');
  if (!names) return `only types, and fields of ${ROOTS.join(', ')}, have names that can be changed`;
  if (names.has(own)) return undefined;
  if (root === undefined && isRoot(own)) return 'the types that operations begin at keep their names';
  const [nearest] = [...names]
    .map((name) => ({ name, letters: distance(name, own) }))
    .filter(({ letters }) => letters <= NEAR)
    .sort((a, b) => a.letters - b.letters);
  const what = root === undefined ? `there is no type ${own}` : `${root} has no field ${own}`;
  return nearest ? `${what}; ${nearest.name} was probably meant` : `${what}; \`npm run schema\` prints the schema`;
}

/** Why a thing cannot have its new name. */
function newNameFault({ root, to }: NameChange, reserved: ReadonlySet<string>): string | undefined {
  if (to === undefined) return undefined;
  if (!NAME.test(to)) return `${to} is no name: letters, digits and underscores, with a letter first`;
  if (root === undefined && (isRoot(to) || BUILT_IN.has(to))) return `${to} is a name of GraphQL's own`;
  const isTaken = reserved.has(root === undefined ? to : `${root}.${to}`);
  return isTaken || OF_FEDERATION.test(to) ? `${to} is a name that the service has for something else` : undefined;
}

function twice(changes: readonly NameChange[]): string[] {
  const places = changes.map(({ root, own }) => (root === undefined ? own : `${root}.${own}`));
  return [...new Set(places.filter((place, index) => places.indexOf(place) !== index))].map(
    (place) => `${place} is changed twice: say once what becomes of it`,
  );
}

/** Two types, or two fields of one root, that would have the same name. */
function clashes(root: string, names: ReadonlySet<string>, changes: readonly NameChange[]): string[] {
  const changed = new Map(changes.filter((change) => (change.root ?? '') === root).map(({ own, to }) => [own, to]));
  const byName = new Map<string, string[]>();
  for (const own of names) {
    const name = changed.has(own) ? changed.get(own) : own;
    if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), own]);
  }
  const prefix = root === '' ? '' : `${root}.`;
  return [...byName].flatMap(([name, owns]) =>
    owns.length > 1
      ? [
          `${owns.map((own) => prefix + own).join(' and ')} would both be ${prefix}${name}: give one of them another name`,
        ]
      : [],
  );
}

/** What remains and cannot be without something that is left out. */
function needs(changes: readonly NameChange[], missing: Remains['missing']): string[] {
  return changes.flatMap(({ written, own, root }) => {
    const by = root === undefined ? missing.filter(({ type }) => type === own).map((need) => need.by) : [];
    return by.length > 0
      ? [`“${written}”: it cannot be left out, because ${[...new Set(by)].join(', ')} would still need it`]
      : [];
  });
}

function emptyQuery(fields: ReadonlySet<string>, changes: readonly NameChange[]): string[] {
  const gone = new Set(changes.filter(({ root, to }) => root === 'Query' && to === undefined).map(({ own }) => own));
  return [...fields].every((field) => gone.has(field))
    ? ['Query has to keep a field, and all of them are left out']
    : [];
}
