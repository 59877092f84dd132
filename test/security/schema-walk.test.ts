import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { expect, test, vi } from 'vitest';
import { requirementOf } from '../../src/graphql/access.ts';
import { createSchema } from '../../src/graphql/schema.ts';

// Vite would load graphql's ES module beside the CommonJS one that Node gives to other modules.
vi.mock('graphql', async () => (await import('node:module')).createRequire(import.meta.url)('graphql'));

const schema = createSchema();

/** What a request without a token gets: the schema itself, and entities, each of which asks for what its type does. */
const PUBLIC = ['Query._entities', 'Query._service', '_Service.sdl'];

/** What a token that may only write gets besides: what went wrong, and how much was done. Never a record. */
const FOR_WRITERS = [
  'CreateAxBindingPayload.userErrors',
  'CreateAxbBindingPayload.userErrors',
  'CreateAxgBindingPayload.userErrors',
  'CreateAxnBindingPayload.userErrors',
  'CreateAxxBindingPayload.userErrors',
  'CreateAxybBindingPayload.userErrors',
  'CreateTransferBindingPayload.userErrors',
  'CreateXybBindingPayload.userErrors',
  'Mutation.createAxBinding',
  'Mutation.createAxbBinding',
  'Mutation.createAxgBinding',
  'Mutation.createAxnBinding',
  'Mutation.createAxxBinding',
  'Mutation.createAxybBinding',
  'Mutation.createTransferBinding',
  'Mutation.createXybBinding',
  'Mutation.releaseBinding',
  'Mutation.sendIvrCall',
  'Mutation.sendMarketingCall',
  'Mutation.sendVerificationCode',
  'Mutation.sendVoiceNotification',
  'Mutation.sendVoiceSms',
  'Mutation.upsertNumberGroup',
  'ReleaseBindingPayload.userErrors',
  'SendIvrCallPayload.userErrors',
  'SendMarketingCallPayload.userErrors',
  'SendVerificationCodePayload.userErrors',
  'SendVoiceNotificationPayload.userErrors',
  'SendVoiceSmsPayload.userErrors',
  'UpsertNumberGroupPayload.userErrors',
  'VendorError.code',
  'VendorError.message',
  'VendorError.vendor',
  'VoiceUserError.code',
  'VoiceUserError.field',
  'VoiceUserError.message',
  'VoiceUserError.retryAfter',
  'VoiceUserError.retryable',
  'VoiceUserError.vendor',
];

/** Every field that a token with these scopes can be answered, by any path; undefined: no token. */
function reachable(all: GraphQLSchema, scopes: readonly string[] | undefined): string[] {
  const found = new Set<string>();
  const opens = ({ authenticated, scopes: needed }: ReturnType<typeof requirementOf>) =>
    !authenticated ||
    (scopes !== undefined && needed.every((lists) => lists.some((list) => list.every((one) => scopes.includes(one)))));
  const walk = (type: GraphQLNamedType | null | undefined): void => {
    // What an interface or a union gives is checked by the type of each object.
    if (isAbstractType(type)) all.getPossibleTypes(type).filter(isOpen).forEach(walk);
    if (!isObjectType(type)) return;
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`;
      if (found.has(name) || !opens(requirementOf(field))) continue;
      found.add(name);
      walk(getNamedType(field.type));
    }
  };
  const isOpen = (type: GraphQLNamedType) => opens(requirementOf({ type } as GraphQLField<unknown, unknown>));
  for (const root of [all.getQueryType(), all.getMutationType(), all.getSubscriptionType()]) walk(root);
  return [...found].sort();
}

test('without a token no field of any type is reached but those that are public', () => {
  expect(reachable(schema, undefined)).toEqual(PUBLIC);
});

test('a token without scopes, or with those of another service, reaches no more', () => {
  expect(reachable(schema, [])).toEqual(PUBLIC);
  expect(reachable(schema, ['voice:pii', 'orders:read', 'admin'])).toEqual(PUBLIC);
});

test('a token that may only write reaches no record', () => {
  expect(reachable(schema, ['voice:write'])).toEqual([...PUBLIC, ...FOR_WRITERS].sort());
});

test('a token that may read reaches everything but what changes something and what is the operator’s', () => {
  const missed = fieldsOf(schema).filter((name) => !reachable(schema, ['voice:read']).includes(name));
  const kinds = new Set(missed.map((name) => (name.startsWith('Mutation.') ? 'Mutation' : name.split('.')[0])));
  expect([...kinds].sort()).toEqual([
    'AuditEntry',
    'AuditEntryConnection',
    'AuditEntryEdge',
    // Their recordings, which need voice:pii.
    'Call',
    'CreateAxBindingPayload',
    'CreateAxbBindingPayload',
    'CreateAxgBindingPayload',
    'CreateAxnBindingPayload',
    'CreateAxxBindingPayload',
    'CreateAxybBindingPayload',
    'CreateTransferBindingPayload',
    'CreateXybBindingPayload',
    'EraseNumberPayload',
    'ErasedCount',
    'KeptAfterErasure',
    'Mutation',
    'PullReportsPayload',
    'Query',
    'RefreshAccountPayload',
    'ReleaseBindingPayload',
    'ReplayDeliveryPayload',
    'SendIvrCallPayload',
    'SendMarketingCallPayload',
    'SendVerificationCodePayload',
    'SendVoiceNotificationPayload',
    'SendVoiceSmsPayload',
    'UpsertNumberGroupPayload',
    'VendorDelivery',
    'VendorDeliveryConnection',
    'VendorDeliveryEdge',
    'VendorDeliveryRemark',
    'VoiceMessage',
    'VoiceRecording',
  ]);
  expect(missed.filter((name) => name.startsWith('Query.'))).toEqual(['Query.auditTrail', 'Query.deliveries']);
});

test('every field that the schema has is reached by a token with every scope: the walk leaves none out', () => {
  expect(reachable(schema, ['voice:read', 'voice:write', 'voice:pii', 'voice:admin'])).toEqual(fieldsOf(schema));
});

/** Every field of every type, but those of introspection. */
function fieldsOf(all: GraphQLSchema): string[] {
  return Object.values(all.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) => (isObjectType(type) ? Object.keys(type.getFields()).map((name) => `${type.name}.${name}`) : []))
    .sort();
}
