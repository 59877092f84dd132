import type { DocumentNode } from 'graphql';
import { ConfigError } from '../../config/config.ts';
import type { NameChange } from '../../config/names.ts';
import { typesOf } from './definitions.ts';
import { faultsOf } from './faults.ts';
import { type LeftOut, remainsOf } from './uses.ts';

/** What the outside calls the types and root fields of the contract. Our code knows them by their own names only. */
export interface Names {
  /** Whether everything has its own name, and nothing is left out. */
  readonly areOwn: boolean;
  /** The name of a type outside; undefined: it is left out. */
  type(own: string): string | undefined;
  /** The name of a root field outside; undefined: it is left out. */
  rootField(root: string, own: string): string | undefined;
  /** The type that has this name outside; undefined: none has. */
  ownType(name: string): string | undefined;
  /**
   * A sentence of ours, with the names in it that can be nothing else (`refreshAccount`, and not `Call`) as outside.
   */
  inWords(sentence: string): string;
}

/** A name that no sentence has as a word: it has a capital within. */
const UNLIKE_A_WORD = /[a-z][A-Z]/;

/**
 * The names by the operator's changes. Types that nothing leads to any more when something is left out go with it.
 * Throws a ConfigError that names every change that cannot be made. `reserved` are names that the process takes for
 * itself beside the contract.
 */
export function createNames(
  contract: DocumentNode,
  changes: readonly NameChange[],
  reserved: ReadonlySet<string>,
): Names {
  const types = new Map(changes.filter(({ root }) => root === undefined).map(({ own, to }) => [own, to]));
  const fields = new Map(changes.filter(({ root }) => root !== undefined).map((each) => [placeOf(each), each.to]));
  const isGone = (map: ReadonlyMap<string, string | undefined>, name: string) =>
    map.has(name) && map.get(name) === undefined;
  const leftOut: LeftOut = {
    hasType: (name) => isGone(types, name),
    hasField: (root, field) => isGone(fields, `${root}.${field}`),
  };
  const remains = remainsOf(contract, leftOut);
  const faults = faultsOf(contract, changes, reserved, remains);
  if (faults.length > 0) throw new ConfigError(faults.map((fault) => `GRAPHQL_NAMES: ${fault}`));

  const before = remainsOf(contract, { hasType: () => false, hasField: () => false });
  const orphans = [...before.reached].filter((name) => !remains.reached.has(name));
  const type = (own: string) => {
    if (orphans.includes(own)) return undefined;
    return types.has(own) ? types.get(own) : own;
  };
  const owns = new Map([...typesOf(contract).keys()].map((own) => [type(own), own]));
  const words = wordsOf(changes);
  return {
    areOwn: changes.length === 0,
    type,
    rootField: (root, own) => (fields.has(`${root}.${own}`) ? fields.get(`${root}.${own}`) : own),
    ownType: (name) => owns.get(name),
    inWords: (sentence) => sentence.replaceAll(/\w+/g, (word) => words.get(word) ?? word),
  };
}

const placeOf = ({ root, own }: NameChange): string => `${root}.${own}`;

function wordsOf(changes: readonly NameChange[]): ReadonlyMap<string, string> {
  const renamed = changes.flatMap(({ own, to }): [string, string][] =>
    to !== undefined && UNLIKE_A_WORD.test(own) ? [[own, to]] : [],
  );
  return new Map(renamed);
}
