import type { NameChange } from '../../../src/config/names.ts';
import { readContract } from '../../../src/graphql/contract.ts';
import { fieldsOf, isRoot, ROOTS, typesOf } from '../../../src/graphql/names/definitions.ts';
import { createRegistry } from '../../../src/vendors/registry.ts';

const upper = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** Changes that give every type and root field of the contract another name, and how to get the old one back. */
export function renameEverything(): {
  readonly changes: readonly NameChange[];
  /** The same, as the setting is written. */
  readonly setting: string;
  back(text: string): string;
} {
  const types = typesOf(readContract(createRegistry().modules).own);
  const ofTypes = [...types.keys()]
    .filter((name) => !isRoot(name))
    .map((own) => ({ root: undefined, own, to: `T${own}` }));
  const ofFields = ROOTS.flatMap((root) =>
    fieldsOf(types.get(root)).map(({ name: { value: own } }) => ({
      root,
      own,
      to: `${lower(root).charAt(0)}${upper(own)}`,
    })),
  );
  const changes = [...ofTypes, ...ofFields].map((change) => {
    const place = change.root === undefined ? change.own : `${change.root}.${change.own}`;
    return { ...change, written: `${place}=${change.to}` };
  });
  const old = new Map(changes.map(({ own, to }) => [to, own]));
  return {
    changes,
    setting: changes.map(({ written }) => written).join(','),
    back: (text) => text.replaceAll(/\w+/g, (word) => old.get(word) ?? word),
  };
}
