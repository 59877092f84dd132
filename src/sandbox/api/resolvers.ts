import { readFileSync } from 'node:fs';
import type { Resolvers } from '../../graphql/generated.ts';
import type { SchemaExtension } from '../../graphql/schema.ts';
import { dialInSandbox } from '../dial.ts';
import { reportMessage } from '../report.ts';
import type { Sandbox } from '../sandbox.ts';

type SandboxResolvers = Pick<Resolvers, 'Mutation' | 'SandboxDialPayload' | 'SandboxReportPayload'>;

const payloads: Omit<SandboxResolvers, 'Mutation'> = {
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

/** The mutations by which people dial, text and answer. `sandbox` gives the simulated vendors that they do it at. */
const mutations = (sandbox: () => Sandbox): Pick<SandboxResolvers, 'Mutation'> => ({
  Mutation: {
    sandboxDial: (_root, { input }) => {
      const { from, to, outcome, seconds, extension } = input;
      return dialInSandbox(sandbox(), {
        from,
        to,
        outcome: outcome ?? 'ANSWERED',
        seconds: seconds ?? 0,
        ...(extension ? { extension } : {}),
      });
    },
    sandboxText: (_root, { input }) => sandbox().text(input),
    sandboxReport: (_root, { input }, context) => {
      const { messageId, outcome, seconds, keys, voiceReply } = input;
      return reportMessage(sandbox(), context.reads.messages.load, messageId, {
        outcome: outcome ?? 'ANSWERED',
        seconds: seconds ?? 0,
        ...(keys ? { keys } : {}),
        ...(voiceReply ? { voiceReply: new TextEncoder().encode(voiceReply) } : {}),
      });
    },
  },
});

/**
 * What a sandbox adds to the schema: people who dial, text and answer.
 *
 * @param running gives the simulated vendors, once they run; a mutation that comes before fails
 */
export function sandboxSchema(running: () => Sandbox | undefined): SchemaExtension {
  const sandbox = () => {
    const found = running();
    if (!found) throw new Error('The sandbox is off, and its mutations are in the schema.');
    return found;
  };
  return {
    typeDefs: readFileSync(new URL('sandbox.graphql', import.meta.url), 'utf8'),
    resolvers: { ...mutations(sandbox), ...payloads },
  };
}
