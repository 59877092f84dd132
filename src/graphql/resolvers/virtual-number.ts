import type { GraphQLResolveInfo } from 'graphql';
import type { GraphQLContext } from '../context.ts';

/** How it is found out of a record what it names as a virtual number, and whether that is proved. */
interface Named<Item> {
  number(record: Item): string | undefined;
  isProved(record: Item, proofs: GraphQLContext['reads']['virtualNumbers'], number: string): boolean | Promise<boolean>;
}

/** A record whose numbers can be shown. */
interface Shown {
  readonly id: string;
  readonly accountId: string;
}

/**
 * The two fields of what a record names as a virtual number: the number itself, and what is not proved to be one, which
 * is masked like a person's. A caller that may see numbers gets the first in any case; where that can be a person's, it
 * is noted for the audit trail.
 */
export function virtualFields<Item extends Shown>({ number, isProved }: Named<Item>) {
  const proved = async (record: Item, { reads }: GraphQLContext): Promise<string | undefined> => {
    const named = number(record);
    return named !== undefined && (await isProved(record, reads.virtualNumbers, named)) ? named : undefined;
  };
  return {
    virtual: async (record: Item, _args: object, context: GraphQLContext, info: GraphQLResolveInfo) => {
      const found = await proved(record, context);
      if (found !== undefined || !context.caller.scopes.has('voice:pii')) return found ?? null;
      const told = number(record);
      if (told !== undefined) context.reveals.note('REVEAL_NUMBERS', record, info);
      return told ?? null;
    },
    unproven: async (record: Item, _args: object, context: GraphQLContext) =>
      (await proved(record, context)) === undefined ? (number(record) ?? null) : null,
  };
}
