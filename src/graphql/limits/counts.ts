import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** What is counted of a selection. A fragment counts wherever it is spread. */
export interface Counts {
  /** How deep fields lie within each other. Fragments make an answer no deeper, and introspection reads no records. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields that reach a vendor where the selection is that of a mutation: those at its root. */
  readonly vendorMutations: number;
}

const NONE: Counts = { depth: 0, aliases: 0, directives: 0, vendorMutations: 0 };

/**
 * Counts operations of one document, each in one walk: a fragment is walked through once, however often it is spread, so
 * that fragments that double each other cost no more than they are long.
 *
 * @param fragmentOf the document's fragments by name
 * @param isVendorMutation whether a field of that name at a mutation's root reaches a vendor
 */
export function countOperations(
  fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined,
  isVendorMutation: (field: string) => boolean,
): (operation: OperationDefinitionNode) => Counts {
  const known = new Map<string, Counts>();

  const ofFragment = (name: string): Counts => {
    const counted = known.get(name);
    if (counted) return counted;
    // A fragment within itself counts nothing; that there is one is for another rule to say.
    known.set(name, NONE);
    const fragment = fragmentOf(name);
    const counts = fragment ? withDirectives(fragment, ofSelections(fragment.selectionSet)) : NONE;
    known.set(name, counts);
    return counts;
  };

  const ofSelection = (selection: SelectionNode): Counts => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return withDirectives(selection, ofFragment(selection.name.value));
    const within = selection.selectionSet ? ofSelections(selection.selectionSet) : NONE;
    if (selection.kind === Kind.INLINE_FRAGMENT) return withDirectives(selection, within);
    const { name, alias } = selection;
    return withDirectives(selection, {
      depth: name.value === '__schema' ? 0 : within.depth + 1,
      // Clients alias `__typename` in every object, and it costs nothing.
      aliases: within.aliases + (alias && name.value !== '__typename' && alias.value !== '__typename' ? 1 : 0),
      directives: within.directives,
      vendorMutations: isVendorMutation(name.value) ? 1 : 0,
    });
  };

  const ofSelections = ({ selections }: SelectionSetNode): Counts => selections.map(ofSelection).reduce(together, NONE);

  return (operation) => withDirectives(operation, ofSelections(operation.selectionSet));
}

const withDirectives = (node: { readonly directives?: readonly unknown[] | undefined }, counts: Counts): Counts => ({
  ...counts,
  directives: counts.directives + (node.directives?.length ?? 0),
});

const together = (a: Counts, b: Counts): Counts => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
  vendorMutations: a.vendorMutations + b.vendorMutations,
});
