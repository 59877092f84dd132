import { readFileSync } from 'node:fs';
import type { GraphQLContext } from '../../graphql/context.ts';
import type { Resolvers } from '../../graphql/generated.ts';
import type { SchemaExtension } from '../../graphql/schema.ts';
import { dialInSandbox } from '../dial.ts';
import { reportMessage } from '../report.ts';
import type { Sandbox } from '../sandbox.ts';

function sandboxOf({ sandbox }: GraphQLContext): Sandbox {
  if (!sandbox) throw new Error('The sandbox is off, and its mutations are in the schema.');
  return sandbox;
}

const resolvers: Pick<Resolvers, 'Mutation' | 'SandboxDialPayload' | 'SandboxReportPayload'> = {
  Mutation: {
    sandboxDial: (_root, { input }, context) => {
      const { from, to, outcome, seconds, extension } = input;
      return dialInSandbox(sandboxOf(context), {
        from,
        to,
        outcome: outcome ?? 'ANSWERED',
        seconds: seconds ?? 0,
        ...(extension ? { extension } : {}),
      });
    },
    sandboxText: (_root, { input }, context) => sandboxOf(context).text(input),
    sandboxReport: (_root, { input }, context) => {
      const { messageId, outcome, seconds, keys, voiceReply } = input;
      return reportMessage(sandboxOf(context), context.reads.messages.load, messageId, {
        outcome: outcome ?? 'ANSWERED',
        seconds: seconds ?? 0,
        ...(keys ? { keys } : {}),
        ...(voiceReply ? { voiceReply: new TextEncoder().encode(voiceReply) } : {}),
      });
    },
  },
  SandboxDialPayload: {
    vendorCallId: (result) => ('callId' in result ? result.callId : null),
    reason: (result) => ('reason' in result ? result.reason : null),
    ringSeconds: (result) => ('ringSeconds' in result ? result.ringSeconds : null),
    talkSeconds: (result) => ('talkSeconds' in result ? result.talkSeconds : null),
    takesSeconds: (result) => ('takesSeconds' in result ? result.takesSeconds : null),
  },
  SandboxReportPayload: {
    reason: (result) => ('reason' in result ? result.reason : null),
  },
};

/** What a sandbox adds to the schema: people who dial, text and answer. */
export const SANDBOX_SCHEMA: SchemaExtension = {
  typeDefs: readFileSync(new URL('sandbox.graphql', import.meta.url), 'utf8'),
  resolvers,
};
