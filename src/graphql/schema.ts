import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type DocumentNode, type GraphQLSchema, parse, print } from 'graphql';
import { createRegistry, type VendorRegistry } from '../vendors/registry.ts';
import { enforceAccess } from './access.ts';
import type { Resolvers } from './generated.ts';
import { accountResolvers } from './resolvers/account.ts';
import { activityResolvers } from './resolvers/activity.ts';
import { attemptResolvers } from './resolvers/attempt.ts';
import { auditResolvers } from './resolvers/audit.ts';
import { bindingResolvers } from './resolvers/binding.ts';
import { callResolvers } from './resolvers/call.ts';
import { deliveryResolvers } from './resolvers/delivery.ts';
import { erasureResolvers } from './resolvers/erasure.ts';
import { federationResolvers } from './resolvers/federation.ts';
import { groupResolvers } from './resolvers/group.ts';
import { messageResolvers } from './resolvers/message.ts';
import { nodeResolvers } from './resolvers/node.ts';
import { recordingResolvers } from './resolvers/recording.ts';
import { smsResolvers } from './resolvers/sms.ts';
import { subscriptionResolvers } from './resolvers/subscription.ts';
import { vendorResolvers } from './resolvers/vendor.ts';
import { scalars } from './scalars.ts';
import { vendorExtensions } from './vendor-enum.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The contract as other teams and the supergraph see it: the files of `schema/`, and vendors that they do not list. */
function readContract(vendors: VendorRegistry): { sdl: string; document: DocumentNode } {
  const folder = new URL('../../schema/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  const files = names
    .sort()
    .map((name) => read(`../../schema/${name}`))
    .join('\n');
  // Parsed once: the vendors are looked up in what the schema is then built from.
  const document = parse(files);
  const extensions = vendorExtensions(document, vendors.modules);
  return {
    sdl: [files, ...extensions.map(print)].join('\n'),
    document: { ...document, definitions: [...document.definitions, ...extensions] },
  };
}

/** What a process adds to the contract for itself, beside the subgraph: other teams do not see it. */
export interface SchemaExtension {
  readonly typeDefs: string;
  readonly resolvers: Partial<Resolvers>;
}

/** The executable schema: the contract, federation's machinery, and what is added to it (a sandbox's own mutations). */
export function createSchema(
  extensions: readonly SchemaExtension[] = [],
  vendors: VendorRegistry = createRegistry(),
): GraphQLSchema {
  const { sdl, document } = readContract(vendors);
  return enforceAccess(
    makeExecutableSchema({
      typeDefs: [document, read('./federation-types.graphql'), ...extensions.map(({ typeDefs }) => typeDefs)],
      resolvers: [
        scalars,
        accountResolvers,
        attemptResolvers,
        auditResolvers,
        bindingResolvers,
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
        subscriptionResolvers,
        federationResolvers(sdl),
        ...extensions.map(({ resolvers }) => resolvers),
      ],
      inheritResolversFromInterfaces: false,
    }),
  );
}
