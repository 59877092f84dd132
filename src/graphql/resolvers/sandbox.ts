import type { Resolvers } from '../generated.ts';

/** Only in the sandbox's schema. */
export const sandboxResolvers: Pick<Resolvers, 'Mutation' | 'SandboxDialPayload'> = {
  Mutation: {
    sandboxDial: (_root, { input }, { sandbox }) => {
      if (!sandbox) throw new Error('The sandbox is off, and its mutation is in the schema.');
      const { from, to, outcome, seconds, extension } = input;
      return sandbox.dial({
        from,
        to,
        outcome: outcome ?? 'ANSWERED',
        seconds: seconds ?? 0,
        ...(extension ? { extension } : {}),
      });
    },
  },
  SandboxDialPayload: {
    vendorCallId: (result) => ('callId' in result ? result.callId : null),
    reason: (result) => ('reason' in result ? result.reason : null),
  },
};
