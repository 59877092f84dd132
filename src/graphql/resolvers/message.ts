import { errorOfFailure } from '../../application/commands/command-result.ts';
import type { SendResult } from '../../application/messages/send.ts';
import { type Caller, maySee } from '../../domain/caller.ts';
import type { MessageContent, MessageKind, SmsTrigger, VoiceMessage } from '../../domain/message.ts';
import { connectionResolvers } from '../connection.ts';
import type { GraphQLContext } from '../context.ts';
import type {
  Resolvers,
  SendVerificationCodeInput,
  SendVoiceNotificationInput,
  SendVoiceSmsInput,
} from '../generated.ts';
import { given, noSuchRecord, pagedRecords, recordFilter, visibleAttempts, withoutNulls } from './common.ts';
import { recordingOf, voiceReplyOf } from './recording.ts';
import { accountOf } from './records.ts';
import { virtualFields } from './virtual-number.ts';

const displayedNumber = virtualFields<VoiceMessage>({
  number: (message) => message.displayedNumber,
  isProved: (message, proofs) => proofs.inMessage(message),
});

export const messageResolvers: Pick<Resolvers, 'Mutation' | 'Query' | 'VoiceMessage' | 'VoiceMessageConnection'> = {
  Query: {
    voiceMessage: async (_root, { id }, { reads }) => (await reads.messages.load(id)) ?? null,
    voiceMessages: async (_root, { filter, ...args }, { reads, caller }) => {
      return pagedRecords(filter, args, (page) =>
        reads.messages.page(
          { ...recordFilter(caller, filter), kinds: given(filter?.kinds), statuses: given(filter?.statuses) },
          page,
        ),
      );
    },
  },
  Mutation: {
    sendVoiceNotification: (_root, { input }, context) => sendAll('NOTIFICATION', input.recipients, input, context),
    sendVerificationCode: async (_root, { input }, context) => {
      const result = await sendAll('VERIFICATION_CODE', [input.recipient], input, context);
      return { ...result, errors: result.errors.map((error) => ({ ...error, field: singular(error.field) })) };
    },
    sendMarketingCall: (_root, { input }, context) => sendAll('MARKETING', input.recipients, input, context),
    sendIvrCall: (_root, { input }, context) => sendAll('IVR', input.recipients, input, context),
    sendVoiceSms: (_root, { input }, context) => sendAll('VOICE_SMS', input.recipients, input, context),
  },
  VoiceMessageConnection: connectionResolvers,
  VoiceMessage: {
    account: accountOf,
    templateId: ({ content }) => content.templateId ?? null,
    dryRun: ({ content }) => content.dryRun ?? false,
    vendorRequestId: ({ attempts, accountId }) =>
      attempts?.findLast((attempt) => attempt.accountId === accountId)?.vendorRequestId ?? null,
    durationSeconds: ({ seconds }) => seconds ?? null,
    displayedNumber: displayedNumber.virtual,
    unprovenNumber: displayedNumber.unproven,
    hasVoiceReply: ({ voiceReply }) => voiceReply !== undefined,
    voiceReply: voiceReplyOf,
    recording: recordingOf,
    attempts: ({ attempts }, _args, { caller }) => visibleAttempts(caller, attempts),
    failure: ({ failure, vendor }) => (failure ? errorOfFailure(failure, vendor) : null),
  },
};

/** The inputs of all kinds of messages; each kind's input has a part of these fields. */
type SendInput = Omit<SendVoiceNotificationInput, 'recipients'> &
  Pick<SendVoiceSmsInput, 'interactiveText' | 'smsText' | 'smsTrigger'> &
  Partial<Pick<SendVerificationCodeInput, 'code'>>;

async function sendAll(
  kind: MessageKind,
  recipients: readonly string[],
  input: SendInput & { readonly recipients?: unknown; readonly recipient?: unknown },
  { useCases, caller }: GraphQLContext,
): Promise<SendResult> {
  const { recipients: _all, recipient: _one, idempotencyKey, accountId, reference, metadata, ...asked } = input;
  const { templateParameters, smsTrigger, ...rest } = withoutNulls(asked);
  const content: MessageContent = {
    ...rest,
    ...(templateParameters
      ? { templateParameters: templateParameters.map(({ name, value }) => (name ? { name, value } : { value })) }
      : {}),
    ...(smsTrigger ? { smsTrigger: withoutNulls(smsTrigger) as SmsTrigger } : {}),
  };
  const common = {
    idempotencyKey,
    accountId: given(accountId),
    reference: given(reference),
    metadata: given(metadata),
  };
  return visibleMessages(caller, await useCases.send(kind, common, recipients, content));
}

/** The messages that the caller may see, and what went wrong with those: another caller may have used the same key. */
function visibleMessages(caller: Caller, { messages, errors }: SendResult): SendResult {
  const hidden = new Set(messages.flatMap((message, index) => (maySee(caller, message) ? [] : [String(index)])));
  if (hidden.size > 0 && hidden.size === messages.length) return { messages: [], errors: noSuchRecord().errors };
  return {
    messages: messages.filter((message) => maySee(caller, message)),
    errors: errors.filter(({ field }) => !hidden.has(field?.[2] ?? '')),
  };
}

/** The path of a recipient's fault where the input has only one: `recipients.0` is `recipient` there. */
function singular(field: readonly string[] | null): readonly string[] | null {
  return field?.[1] === 'recipients' ? ['input', 'recipient'] : field;
}
