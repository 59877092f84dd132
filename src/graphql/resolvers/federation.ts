import { maySee } from '../caller.ts';
import type { GraphQLContext } from '../context.ts';
import { badInput } from '../errors.ts';
import { findNode, NODE_NAMES, nodeName } from './node.ts';

type Representation = Readonly<Record<string, unknown>>;
type Resolve = (representation: Representation, context: GraphQLContext) => unknown;

/** How entities are found by keys other than their id. */
const BY_OTHER_KEYS: Record<string, Resolve> = {
  Binding: ({ vendor, vendorBindingId }, context) =>
    only(context, vendor, context.house.store.bindings.findByVendorId(String(vendorBindingId))),
  Call: ({ vendor, vendorCallId }, context) =>
    only(context, vendor, context.house.store.calls.findByVendorId(String(vendorCallId))),
  VoiceMessage: ({ vendor, vendorMessageId }, context) =>
    only(context, vendor, context.house.store.messages.findByVendorId(String(vendorMessageId))),
  // Nothing is stored for it: what happened under a reference is looked up when it is asked for.
  VoiceActivity: ({ reference }) => (typeof reference === 'string' ? { reference } : undefined),
};

async function findEntity(name: string, representation: Representation, context: GraphQLContext): Promise<unknown> {
  const { id } = representation;
  if (typeof id === 'string' && NODE_NAMES.has(name)) return nodeName(id) === name ? findNode(id, context) : undefined;
  const resolve = BY_OTHER_KEYS[name];
  if (!resolve) throw badInput(`This subgraph has no entity of the type ${name} with such a key.`);
  return resolve(representation, context);
}

/**
 * A vendor's name for something is a key only where it is unique. A binding that was replaced under the same name has
 * given it on.
 */
async function only<Item extends { id: string; vendor: string; accountId: string; replacedBy?: string }>(
  { caller }: GraphQLContext,
  vendor: unknown,
  found: Promise<Item[]>,
): Promise<Item | undefined> {
  const visible = (await found).filter((item) => item.vendor === vendor && maySee(caller, item));
  const named = visible.filter(({ replacedBy }) => !visible.some(({ id }) => id === replacedBy));
  return named.length === 1 ? named[0] : undefined;
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
          const found = await findEntity(name, representation, context);
          return found ? { __typename: name, ...(found as object) } : null;
        }),
    },
    _Entity: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
  };
}
