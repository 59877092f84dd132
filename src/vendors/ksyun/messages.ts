import type { MessageContent } from '../../domain/message.ts';
import type { Operation, OptionTable, SendOrder, SendReply } from '../vendor.ts';
import { type Action, type KsyunCredentials, ksyunRequest, readReply } from './client.ts';
import { templateFaults, verificationFaults } from './content.ts';
import type { Parameters } from './signature.ts';

type SendOperation = Operation<KsyunCredentials, SendOrder, SendReply>;

const COMMON = {
  templateId: 'required',
  displayNumber: 'optional',
  region: 'optional',
  dryRun: 'optional',
} as const satisfies OptionTable<SendOrder>;

/** CallVerify: speaks a verification code through one of the vendor's own templates. */
export const sendVerificationCode: SendOperation = {
  options: { ...COMMON, code: 'required', playTimes: 'optional' },
  check: verificationFaults,
  ...over('CallVerify', ({ code, playTimes }) => ({ Code: code, PlayTimes: playTimes?.toString() })),
};

/** CallNotify: speaks an approved template. */
export const sendNotification: SendOperation = {
  options: { ...COMMON, templateParameters: 'optional' },
  check: templateFaults,
  ...over('CallNotify', templateParameters),
};

/** CallIvr: speaks an approved template and plays on by the keys that the callee presses. */
export const sendIvr: SendOperation = {
  options: { ...COMMON, templateParameters: 'optional' },
  check: templateFaults,
  ...over('CallIvr', templateParameters),
};

function over(action: Action, own: (content: MessageContent) => Parameters): Pick<SendOperation, 'request' | 'read'> {
  return {
    request: (account, { recipients: [recipient], content }, now) =>
      ksyunRequest(
        account,
        action,
        {
          Mobile: recipient?.number,
          Caller: content.displayNumber,
          TplId: content.templateId,
          ...own(content),
          ExtId: recipient?.token,
          Region: content.region,
          // Boolean, in a form whose text is not documented. Left out where false: any text could be taken for true.
          DryRun: content.dryRun ? 'true' : undefined,
        },
        now,
      ),
    read: (answer, { content }) => readReply(answer, content.dryRun === true),
  };
}

/** Required even where a template has no variables: then it is `{}`. */
function templateParameters({ templateParameters: given = [] }: MessageContent): Parameters {
  return { TplParams: JSON.stringify(Object.fromEntries(given.map(({ name = '', value }) => [name, value]))) };
}
