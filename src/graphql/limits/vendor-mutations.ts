import { Kind, OperationTypeNode, type SelectionSetNode, type ValidationRule } from 'graphql';
import { ownFieldName } from '../names/own-name.ts';
import { refusal } from './refusal.ts';

/** The mutations that ask no vendor for anything. A new one counts as one that does until it stands here. */
export const LOCAL_MUTATIONS: ReadonlySet<string> = new Set([
  'replayDelivery',
  'sandboxDial',
  'sandboxReport',
  'sandboxText',
]);

/** Whether a field of Mutation makes a request to a vendor, by the name that our code has for it. */
export function reachesVendor(mutation: string): boolean {
  return !LOCAL_MUTATIONS.has(mutation) && !mutation.startsWith('__');
}

/**
 * Refuses a document whose aliases ask vendors for more than so many things at once. Each asks its vendor in its turn,
 * and each can call a phone.
 */
export function vendorMutationsRule(limit: number): ValidationRule {
  return (context) => {
    const counted = new Map<string, number>();
    const mutations = context.getSchema().getMutationType();
    const isRequest = (field: string) => reachesVendor(ownFieldName(mutations, field) ?? field);
    const count = ({ selections }: SelectionSetNode): number =>
      selections.reduce((sum, selection) => {
        if (selection.kind === Kind.FIELD) return sum + (isRequest(selection.name.value) ? 1 : 0);
        if (selection.kind === Kind.INLINE_FRAGMENT) return sum + count(selection.selectionSet);
        return sum + countFragment(selection.name.value);
      }, 0);
    const countFragment = (name: string): number => {
      const known = counted.get(name);
      if (known !== undefined) return known;
      // A fragment within itself counts once; that there is one is for another rule to say.
      counted.set(name, 0);
      const fragment = context.getFragment(name);
      const found = fragment ? count(fragment.selectionSet) : 0;
      counted.set(name, found);
      return found;
    };
    return {
      OperationDefinition: ({ operation, selectionSet }) => {
        if (operation !== OperationTypeNode.MUTATION) return;
        const found = count(selectionSet);
        if (found <= limit) return;
        context.reportError(
          refusal(
            'TOO_MANY_VENDOR_MUTATIONS',
            `The document has ${found} mutations that reach a vendor, and ${limit} are allowed: send them in several requests. One mutation can send to up to 500 recipients.`,
            { found, limit },
          ),
        );
      },
    };
  };
}
