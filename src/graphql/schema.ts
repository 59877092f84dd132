import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, parse } from 'graphql';
import type { NameChange } from '../config/names.ts';
import { createRegistry, type VendorRegistry } from '../vendors/registry.ts';
import { enforceAccess } from './access.ts';
import { readContract } from './contract.ts';
import type { Resolvers } from './generated.ts';
import { noteOwnNames } from './names/own-name.ts';
import { renamedDocument } from './names/rename-document.ts';
import { renamedResolvers } from './names/rename-resolvers.ts';
import { accountResolvers } from './resolvers/account.ts';
import { activityResolvers } from './resolvers/activity.ts';
import { attemptResolvers } from './resolvers/attempt.ts';
import { auditResolvers } from './resolvers/audit.ts';
import { bindingResolvers } from './resolvers/binding.ts';
import { bindingOptionsResolvers } from './resolvers/binding-options.ts';
import { callResolvers } from './resolvers/call.ts';
import { deliveryResolvers } from './resolvers/delivery.ts';
import { erasureResolvers } from './resolvers/erasure.ts';
import { federationResolvers } from './resolvers/federation.ts';
import { groupResolvers } from './resolvers/group.ts';
import { messageResolvers } from './resolvers/message.ts';
import { nodeResolvers } from './resolvers/node.ts';
import { payloadResolvers } from './resolvers/payloads.ts';
import { recordingResolvers } from './resolvers/recording.ts';
import { smsResolvers } from './resolvers/sms.ts';
import { subscriptionResolvers } from './resolvers/subscription.ts';
import { vendorResolvers } from './resolvers/vendor.ts';
import { createScalars } from './scalars.ts';

/** What a process adds to the contract for itself, beside the subgraph: other teams do not see it. */
export interface SchemaExtension {
  readonly typeDefs: string;
  readonly resolvers: Partial<Resolvers>;
}

/**
 * The executable schema: the contract, federation's machinery, and what is added to it (a sandbox's own mutations);
 * under the names that the operator wants. Throws a ConfigError where a name cannot be changed as it should be.
 */
export function createSchema(
  extensions: readonly SchemaExtension[] = [],
  changes: readonly NameChange[] = [],
  vendors: VendorRegistry = createRegistry(),
): GraphQLSchema {
  const federation = readFileSync(new URL('./federation-types.graphql', import.meta.url), 'utf8');
  const beside = [federation, ...extensions.map(({ typeDefs }) => typeDefs)].map((text) => parse(text));
  const { sdl, own, document, names } = readContract(vendors.modules, changes, beside);
  const resolvers = [
    createScalars(names),
    accountResolvers,
    attemptResolvers,
    auditResolvers,
    bindingResolvers,
    bindingOptionsResolvers,
    callResolvers,
    messageResolvers,
    recordingResolvers,
    smsResolvers,
    groupResolvers,
    deliveryResolvers,
    erasureResolvers,
    activityResolvers,
    vendorResolvers,
    nodeResolvers,
    payloadResolvers,
    subscriptionResolvers,
    federationResolvers(sdl, names),
    ...extensions.map((extension) => extension.resolvers),
  ];
  const schema = makeExecutableSchema({
    typeDefs: [document, ...beside.map((each) => renamedDocument(each, names))],
    resolvers: resolvers.map((each) => renamedResolvers(each, names)),
    inheritResolversFromInterfaces: false,
  });
  noteOwnNames(schema, own, names);
  return enforceAccess(schema);
}
