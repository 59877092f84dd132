import { readdirSync, readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { enforceAccess } from './access.ts';
import { accountResolvers } from './resolvers/account.ts';
import { activityResolvers } from './resolvers/activity.ts';
import { bindingResolvers } from './resolvers/binding.ts';
import { callResolvers } from './resolvers/call.ts';
import { federationResolvers } from './resolvers/federation.ts';
import { groupResolvers } from './resolvers/group.ts';
import { messageResolvers } from './resolvers/message.ts';
import { nodeResolvers } from './resolvers/node.ts';
import { sandboxResolvers } from './resolvers/sandbox.ts';
import { smsResolvers } from './resolvers/sms.ts';
import { subscriptionResolvers } from './resolvers/subscription.ts';
import { vendorResolvers } from './resolvers/vendor.ts';
import { scalars } from './scalars.ts';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');

/** The contract: the files of `schema/`, as other teams and the supergraph see it. */
export function subgraphSdl(): string {
  const folder = new URL('../../schema/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  return files
    .sort()
    .map((name) => read(`../../schema/${name}`))
    .join('\n');
}

/** The executable schema: the contract, federation's machinery, and in a sandbox its own mutation. */
export function createSchema(sandbox: boolean): GraphQLSchema {
  const sdl = subgraphSdl();
  return enforceAccess(
    makeExecutableSchema({
      typeDefs: [sdl, read('./federation-types.graphql'), ...(sandbox ? [read('../sandbox/sandbox.graphql')] : [])],
      resolvers: [
        scalars,
        accountResolvers,
        bindingResolvers,
        callResolvers,
        messageResolvers,
        smsResolvers,
        groupResolvers,
        activityResolvers,
        vendorResolvers,
        nodeResolvers,
        subscriptionResolvers,
        federationResolvers(sdl),
        ...(sandbox ? [sandboxResolvers] : []),
      ],
      inheritResolversFromInterfaces: false,
    }),
  );
}
