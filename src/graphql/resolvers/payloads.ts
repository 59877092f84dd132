import type { SendResult } from '../../application/messages/send.ts';
import type { Resolvers } from '../generated.ts';
import type { BindingResult, GroupResult } from '../mappers.ts';

const binding = {
  binding: ({ subject }: BindingResult) => subject ?? null,
  userErrors: ({ errors }: BindingResult) => errors,
};

const voiceMessages = {
  voiceMessages: ({ messages }: SendResult) => messages,
  userErrors: ({ errors }: SendResult) => errors,
};

/** What mutations give back: each has a type of its own, so that one can grow without the others. */
export const payloadResolvers: Pick<
  Resolvers,
  | 'CreateAxBindingPayload'
  | 'CreateAxbBindingPayload'
  | 'CreateAxgBindingPayload'
  | 'CreateAxnBindingPayload'
  | 'CreateAxxBindingPayload'
  | 'CreateAxybBindingPayload'
  | 'CreateTransferBindingPayload'
  | 'CreateXybBindingPayload'
  | 'ReleaseBindingPayload'
  | 'SendIvrCallPayload'
  | 'SendMarketingCallPayload'
  | 'SendVerificationCodePayload'
  | 'SendVoiceNotificationPayload'
  | 'SendVoiceSmsPayload'
  | 'UpsertNumberGroupPayload'
> = {
  CreateAxBindingPayload: binding,
  CreateAxbBindingPayload: binding,
  CreateAxgBindingPayload: binding,
  CreateAxnBindingPayload: binding,
  CreateAxxBindingPayload: binding,
  CreateAxybBindingPayload: binding,
  CreateTransferBindingPayload: binding,
  CreateXybBindingPayload: binding,
  ReleaseBindingPayload: binding,
  SendIvrCallPayload: voiceMessages,
  SendMarketingCallPayload: voiceMessages,
  SendVerificationCodePayload: voiceMessages,
  SendVoiceNotificationPayload: voiceMessages,
  SendVoiceSmsPayload: voiceMessages,
  UpsertNumberGroupPayload: {
    numberGroup: ({ subject }: GroupResult) => subject ?? null,
    userErrors: ({ errors }: GroupResult) => errors,
  },
};
