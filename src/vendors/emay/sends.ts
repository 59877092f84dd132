import type { MessageContent, SmsTrigger } from '../../domain/message.ts';
import { mobileRecipientFaults } from '../recipients.ts';
import type { Operation, OptionTable, Recipient, SendOrder, SendReply } from '../vendor.ts';
import { codeFaults, mainTextFaults, textFaults, triggerFaults } from './bounds.ts';
import { type EmayCredentials, type EmayService, timedRequest } from './client.ts';
import { readSendReply } from './send-reply.ts';

type Send = Operation<EmayCredentials, SendOrder, SendReply>;

// mobiles: “最多 500 个” (2.1.1.1, 2.3.1.1, 2.4.1.1).
const BATCH = 500;

/** Section 2.1.1: a text that is read out. */
export const sendNotification: Send = voiceBatch('/voice/send', 'notification', {
  text: 'required',
  voiceReplyPrompt: 'optional',
});

/** Section 2.1.1 with a question that is answered by key. */
export const sendIvr: Send = voiceBatch('/voice/send', 'notification', {
  text: 'required',
  interactiveText: 'required',
  voiceReplyPrompt: 'optional',
});

/** Section 2.3.1: the same under another address. */
export const sendMarketing: Send = voiceBatch('/voice/sendCTCode', 'marketing', {
  text: 'required',
  interactiveText: 'optional',
  voiceReplyPrompt: 'optional',
});

/** Section 2.2.1: one recipient, and every parameter in the singular. */
export const sendVerificationCode: Send = {
  options: { code: 'required' },
  service: 'verification' satisfies EmayService,
  batchSize: 1,
  check: ({ recipients, content }) => [...mobileRecipientFaults(recipients), ...codeFaults(content)],
  request: (account, { recipients: [recipient], content }, now) =>
    timedRequest(
      account,
      '/voice/sendVFCode',
      { content: content.code, mobile: recipient?.number, customVoiceId: recipient?.token },
      now,
    ),
  read: (answer, { recipients }) => readSendReply(answer, recipients),
};

/** Section 2.4.1: a call, and a text message that it triggers. */
export const sendVoiceSms: Send = {
  options: {
    text: 'required',
    interactiveText: 'optional',
    voiceReplyPrompt: 'optional',
    smsText: 'optional',
    smsTrigger: 'required',
  },
  service: 'voiceSms' satisfies EmayService,
  batchSize: BATCH,
  check: ({ recipients, content }) => [
    ...mobileRecipientFaults(recipients),
    ...textFaults(content),
    ...triggerFaults(content.smsTrigger),
  ],
  request: (account, { recipients, content }, now) =>
    timedRequest(
      account,
      '/join/send',
      {
        voiceContent: content.text,
        mobiles: mobilesOf(recipients),
        customJoinIds: tokensOf(recipients),
        isInteractive: flag(content.interactiveText),
        interactiveContent: content.interactiveText,
        isAcousticSign: flag(content.voiceReplyPrompt),
        acousticSignContent: content.voiceReplyPrompt,
        smsContent: content.smsText,
        ...triggerParameters(content.smsTrigger),
      },
      now,
    ),
  read: (answer, { recipients }) => readSendReply(answer, recipients),
};

function voiceBatch(path: string, service: EmayService, options: OptionTable<SendOrder>): Send {
  return {
    options,
    service,
    batchSize: BATCH,
    check: ({ recipients, content }) => [
      ...mobileRecipientFaults(recipients),
      ...mainTextFaults(content),
      ...textFaults(content),
    ],
    request: (account, { recipients, content }, now) =>
      timedRequest(
        account,
        path,
        {
          content: content.text,
          mobiles: mobilesOf(recipients),
          customVoiceIds: tokensOf(recipients),
          isInteractive: isInteractive(content),
          interactiveContent: content.interactiveText,
          acousticSignContent: content.voiceReplyPrompt,
        },
        now,
      ),
    read: (answer, { recipients }) => readSendReply(answer, recipients),
  };
}

const mobilesOf = (recipients: readonly Recipient[]): string => recipients.map(({ number }) => number).join(',');

/** “与手机号一一对应”: in the order of the numbers. */
const tokensOf = (recipients: readonly Recipient[]): string => recipients.map(({ token }) => token).join(',');

const flag = (text: string | undefined): string => (text === undefined ? '0' : '1');

/**
 * The voice products have one flag for both kinds of interaction: a reply is “互动语音的留言内容” (2.1.2.2), left in an
 * interactive call. It alone bears no 选填, so it is always sent.
 */
const isInteractive = ({ interactiveText, voiceReplyPrompt }: MessageContent): string =>
  flag(interactiveText ?? voiceReplyPrompt);

/** triggerConditions 3 is a key, 4 a time on the line (2.4.1.1). */
function triggerParameters(trigger: SmsTrigger | undefined): Record<string, string> {
  if (trigger === undefined) return {};
  return 'key' in trigger
    ? { triggerConditions: '3', keyContent: trigger.key }
    : { triggerConditions: '4', connectTime: String(trigger.connectedSeconds) };
}
