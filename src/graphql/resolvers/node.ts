import type { Account } from '../../accounts/accounts.ts';
import type { AuditEntry } from '../../domain/audit.ts';
import type { Binding } from '../../domain/binding.ts';
import type { Call } from '../../domain/call.ts';
import type { Delivery } from '../../domain/delivery.ts';
import type { NumberGroup } from '../../domain/group.ts';
import { type IdKind, idKind } from '../../domain/ids.ts';
import type { VoiceMessage } from '../../domain/message.ts';
import type { SmsMessage } from '../../domain/sms.ts';
import type { GraphQLContext } from '../context.ts';
import type { Resolvers } from '../generated.ts';

/** What stands behind the type names. */
interface Nodes {
  readonly Account: Account;
  readonly AuditEntry: AuditEntry;
  readonly Binding: Binding;
  readonly Call: Call;
  readonly NumberGroup: NumberGroup;
  readonly SmsMessage: SmsMessage;
  readonly VendorDelivery: Delivery;
  readonly VoiceMessage: VoiceMessage;
}

type NodeName = keyof Nodes;
type AnyNode = Nodes[NodeName] | undefined;

interface NodeKind {
  readonly name: NodeName;
  /** Only for a caller with voice:admin, and no entity that other subgraphs can name. */
  readonly isOperators?: true;
  find(id: string, context: GraphQLContext): AnyNode | Promise<AnyNode>;
}

/** The types that `node` gives, by the kind of their ids, and how each is found. */
const NODES: Partial<Record<IdKind, NodeKind>> = {
  account: { name: 'Account', find: (id, { reads }) => reads.accounts.find(id) },
  audit: { name: 'AuditEntry', isOperators: true, find: (id, { reads }) => reads.audit.load(id) },
  binding: { name: 'Binding', find: (id, { reads }) => reads.bindings.load(id) },
  call: { name: 'Call', find: (id, { reads }) => reads.calls.load(id) },
  delivery: { name: 'VendorDelivery', isOperators: true, find: (id, { reads }) => reads.deliveries.load(id) },
  group: { name: 'NumberGroup', find: (id, { reads }) => reads.groups.load(id) },
  message: { name: 'VoiceMessage', find: (id, { reads }) => reads.messages.load(id) },
  sms: { name: 'SmsMessage', find: (id, { reads }) => reads.sms.load(id) },
};

/** The object behind an id, of whatever type; undefined where there is none that the caller may see. */
export async function findNode(id: string, context: GraphQLContext): Promise<AnyNode> {
  const kind = idKind(id);
  const node = kind && NODES[kind];
  // Asked before anything is read: a refusal would tell which ids there are.
  if (!node || (node.isOperators && !context.caller.scopes.has('voice:admin'))) return undefined;
  return node.find(id, context);
}

/** The entities that can be found by id alone, by name. */
export const ENTITY_NAMES: ReadonlySet<string> = new Set(
  Object.values(NODES).flatMap(({ name, isOperators }) => (isOperators ? [] : [name])),
);

/** The type of an object, by its id. */
export function nodeName(id: string): NodeName | undefined {
  const kind = idKind(id);
  return kind && NODES[kind]?.name;
}

export const nodeResolvers: Pick<Resolvers, 'Node' | 'Query'> = {
  Node: { __resolveType: ({ id }) => nodeName(id) ?? null },
  Query: { node: async (_root, { id }, context) => (await findNode(id, context)) ?? null },
};
