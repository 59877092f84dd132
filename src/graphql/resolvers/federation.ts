import type { GraphQLContext } from '../context.ts';
import { badInput } from '../errors.ts';
import type { Names } from '../names/names.ts';
import { ENTITY_NAMES, findNode, nodeName } from './node.ts';

/** One way to name an entity: the fields of a `@key`, and what finds it by their values. */
interface EntityKey {
  readonly fields: readonly string[];
  find(values: readonly string[], context: GraphQLContext): unknown;
}

const byId = (name: string): EntityKey => ({
  fields: ['id'],
  find: ([id = ''], context) => (nodeName(id) === name ? findNode(id, context) : undefined),
});

/** The keys of each entity, as the schema declares them. A map: any text can come as the name of a type. */
const ENTITIES: ReadonlyMap<string, readonly EntityKey[]> = new Map<string, readonly EntityKey[]>([
  ...[...ENTITY_NAMES].map((name) => [name, [byId(name)]] as const),
  ['Binding', [byId('Binding'), byVendor('vendorBindingId', ({ bindings }, id) => bindings.findByVendorId(id))]],
  ['Call', [byId('Call'), byVendor('vendorCallId', ({ calls }, id) => calls.findByVendorId(id))]],
  [
    'VoiceMessage',
    [byId('VoiceMessage'), byVendor('vendorMessageId', ({ messages }, id) => messages.findByVendorId(id))],
  ],
  // Nothing is stored for it: what happened under a reference is looked up when it is asked for.
  [
    'VoiceActivity',
    [{ fields: ['reference'], find: ([reference], { reads }) => ({ reference, place: reads.place() }) }],
  ],
]);

/** A record that its vendor has a name for. */
interface NamedByVendor {
  readonly id: string;
  readonly vendor: string;
  readonly accountId: string;
  readonly replacedBy?: string;
}

function byVendor<Item extends NamedByVendor>(
  field: string,
  findAll: (reads: GraphQLContext['reads'], vendorId: string) => Promise<Item[]>,
): EntityKey {
  return {
    fields: ['vendor', field],
    find: ([vendor, id = ''], context) => only(vendor, findAll(context.reads, id)),
  };
}

/** The entity that a router asks for; undefined where there is none that the caller may see. */
async function findEntity(representation: unknown, context: GraphQLContext, names: Names): Promise<unknown> {
  const given = typeof representation === 'object' && representation !== null ? representation : {};
  const partOf = (field: string): unknown => (Object.hasOwn(given, field) ? given[field as keyof typeof given] : null);
  const name = partOf('__typename');
  const own = typeof name === 'string' ? names.ownType(name) : undefined;
  const keys = own === undefined ? undefined : ENTITIES.get(own);
  if (!keys) throw badInput('The __typename of a representation is none of the entities of this subgraph.');
  for (const { fields, find } of keys) {
    const values = fields.map(partOf);
    if (!values.every((value) => typeof value === 'string')) continue;
    const found = await find(values, context);
    return found ? { __typename: own, ...(found as object) } : null;
  }
  const ways = keys.map(({ fields }) => fields.join(' and ')).join(', or ');
  throw badInput(`A representation of ${name} needs its key as text: ${ways}.`);
}

/**
 * A vendor's name for something is a key only where it is unique. A binding that was replaced under the same name has
 * given it on.
 */
async function only<Item extends NamedByVendor>(vendor: unknown, found: Promise<Item[]>): Promise<Item | undefined> {
  const visible = (await found).filter((item) => item.vendor === vendor);
  const named = visible.filter(({ replacedBy }) => !visible.some(({ id }) => id === replacedBy));
  return named.length === 1 ? named[0] : undefined;
}

/** The resolvers that make a schema a subgraph (Apollo Federation subgraph specification). */
export function federationResolvers(sdl: string, names: Names) {
  return {
    Query: {
      _service: () => ({ sdl }),
      _entities: (
        _root: unknown,
        { representations }: { representations: readonly unknown[] },
        context: GraphQLContext,
      ) => representations.map((representation) => findEntity(representation, context, names)),
    },
    _Entity: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
  };
}
