import { maySee } from '../caller.ts';
import type { GraphQLContext } from '../context.ts';
import { badInput } from '../errors.ts';

type Representation = Readonly<Record<string, unknown>>;
type Resolve = (representation: Representation, context: GraphQLContext) => unknown;

/** How each entity is found by the keys that the schema declares for it. */
const ENTITIES: Record<string, Resolve> = {
  Account: ({ id }, { house }) => (typeof id === 'string' ? house.accounts.find(id) : undefined),
  Binding: ({ id, vendor, vendorBindingId }, context) => {
    if (typeof id === 'string') return context.loaders.binding.load(id);
    return only(context, vendor, context.house.store.bindings.findByVendorId(String(vendorBindingId)));
  },
  Call: ({ id, vendor, vendorCallId }, context) => {
    if (typeof id === 'string') return context.loaders.call.load(id);
    return only(context, vendor, context.house.store.calls.findByVendorId(String(vendorCallId)));
  },
};

/** A vendor's name for something is a key only where it is unique. */
async function only<Item extends { vendor: string; accountId: string }>(
  { caller }: GraphQLContext,
  vendor: unknown,
  found: Promise<Item[]>,
): Promise<Item | undefined> {
  const visible = (await found).filter((item) => item.vendor === vendor && maySee(caller, item));
  return visible.length === 1 ? visible[0] : undefined;
}

/** The resolvers that make a schema a subgraph (Apollo Federation subgraph specification). */
export function federationResolvers(sdl: string) {
  return {
    Query: {
      _service: () => ({ sdl }),
      _entities: (
        _root: unknown,
        { representations }: { representations: Representation[] },
        context: GraphQLContext,
      ) =>
        representations.map(async (representation) => {
          const name = String(representation.__typename);
          const resolve = ENTITIES[name];
          if (!resolve) throw badInput(`This subgraph has no entity of the type ${name}.`);
          const found = await resolve(representation, context);
          return found ? { __typename: name, ...(found as object) } : null;
        }),
    },
    _Entity: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
  };
}
