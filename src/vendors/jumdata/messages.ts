import { fault, type InputFault } from '../../domain/input-fault.ts';
import type { MessageContent } from '../../domain/message.ts';
import { accepted } from '../../domain/outcome.ts';
import { mobileRecipientFaults } from '../recipients.ts';
import type { Operation, SendOrder, SendReply } from '../vendor.ts';
import { defined } from '../wire.ts';
import { type JumdataCredentials, jumdataRequest, readReply } from './client.ts';

// Section “接口说明”: 语音通知内容字数有限制500个字符.
const MAX_CONTENT_LENGTH = 500;
const SEPARATOR = ',';

/**
 * Voice notification from a fixed caller (send-v2), one callee a request. It has no field for a correlation token and
 * no key that makes a repetition harmless.
 */
export const sendNotification: Operation<JumdataCredentials, SendOrder, SendReply> = {
  options: { templateId: 'required', templateParameters: 'optional' },
  batchSize: 1,
  // “仅支持11位国内号码”, and code 400 calls the field a mobile number (手机号).
  check: ({ recipients, content }) => [...mobileRecipientFaults(recipients), ...contentFaults(content)],
  request: (account, { recipients: [recipient], content: { templateId, templateParameters } }, now) =>
    jumdataRequest(
      account,
      '/voice-notify/send-v2',
      {
        mobile: recipient?.number,
        templateId,
        // “多个变量以英文半角逗号隔开”: variables go by position, their names are not sent.
        param: templateParameters?.length ? templateParameters.map(({ value }) => value).join(SEPARATOR) : undefined,
      },
      now,
    ),
  read: (answer) =>
    readReply(answer, ({ data }) => ({ recipients: [accepted(defined({ vendorMessageId: data?.callId }))] })),
};

/**
 * What a list of values between commas cannot say: a comma inside a value, and an empty value, which the vendor could
 * take for a missing one. The template's own words are known to the vendor only, so the 500 characters are held over
 * the values alone.
 */
function contentFaults({ templateParameters = [] }: MessageContent): InputFault[] {
  const faults = templateParameters.flatMap(({ value }, index) => {
    const field = ['templateParameters', String(index), 'value'];
    if (value === '') return [fault(field, 'Jumdata knows template variables by position: none can be empty.')];
    if (!value.includes(SEPARATOR)) return [];
    return [fault(field, 'Jumdata separates template variables by commas: write “，” in place of “,” inside a value.')];
  });
  const total = templateParameters.reduce((sum, { value }) => sum + [...value].length, 0);
  if (total > MAX_CONTENT_LENGTH) {
    faults.push(fault('templateParameters', `A message has at most ${MAX_CONTENT_LENGTH} characters in all.`));
  }
  return faults;
}
