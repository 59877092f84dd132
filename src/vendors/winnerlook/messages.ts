import { fault, type InputFault } from '../../domain/input-fault.ts';
import type { MessageContent } from '../../domain/message.ts';
import { accepted } from '../../domain/outcome.ts';
import { mobileRecipientFaults } from '../recipients.ts';
import type { Operation, SendOrder, SendReply } from '../vendor.ts';
import { defined, flag } from '../wire.ts';
import { readReply, type WinnerlookCredentials, winnerlookRequest } from './client.ts';

/**
 * Section 4.1. The document shows only the SDK's call (templateId, calleeNumber, ttsFirst, replayTimes); the other
 * parameters and the address are those that public clients of the vendor use.
 */
export const sendNotification: Operation<WinnerlookCredentials, SendOrder, SendReply> = {
  options: {
    templateId: 'required',
    templateParameters: 'optional',
    displayNumber: 'optional',
    playTimes: 'optional',
    speechFirst: 'optional',
    record: 'optional',
    keyTemplate: 'optional',
  },
  check: ({ recipients, content }) => [...mobileRecipientFaults(recipients), ...contentFaults(content)],
  request: (account, { recipients: [recipient], content }, now) =>
    winnerlookRequest(
      account,
      'notify',
      {
        templateId: content.templateId,
        calleeNumber: recipient?.number,
        templateArgs: Object.fromEntries((content.templateParameters ?? []).map(({ name, value }) => [name, value])),
        replayTimes: content.playTimes,
        ttsFirst: flag(content.speechFirst),
        displayNumber: content.displayNumber,
        callRec: flag(content.record),
        recordButton: content.keyTemplate,
        // The operation has no field for our own data; the address has.
        callbackUrl: account.callbackUrl('notification', recipient?.token),
      },
      now,
    ),
  read: (answer) =>
    readReply(answer, ({ callId }) => ({ recipients: [accepted(defined({ vendorMessageId: callId }))] })),
};

/** Codes 400060 (a variable: 30 characters, all text: 200) and 400080 (played 1 to 3 times). */
function contentFaults(content: MessageContent): InputFault[] {
  const faults: InputFault[] = [];
  (content.templateParameters ?? []).forEach(({ name, value }, index) => {
    const field = ['templateParameters', String(index)];
    if (!name) faults.push(fault([...field, 'name'], 'Winnerlook knows template variables by name: give one.'));
    if ([...value].length > 30)
      faults.push(fault([...field, 'value'], 'A template variable has at most 30 characters.'));
  });
  const total = (content.templateParameters ?? []).reduce((sum, { value }) => sum + [...value].length, 0);
  if (total > 200)
    faults.push(fault('templateParameters', 'All template variables together have at most 200 characters.'));
  const { playTimes } = content;
  if (playTimes !== undefined && ![1, 2, 3].includes(playTimes)) {
    faults.push(fault('playTimes', 'The message can be played 1, 2 or 3 times.'));
  }
  return faults;
}
