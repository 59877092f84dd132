import { z } from 'zod';
import { accepted, type Outcome, unknown } from '../../domain/outcome.ts';
import { readPhoneNumber } from '../../domain/phone-number.ts';
import { refusal } from '../codes.ts';
import type { Recipient, SendReply, VendorAnswer } from '../vendor.ts';
import { defined, maybeText } from '../wire.ts';
import { readReply } from './client.ts';
import { ACCEPTED, CODES } from './codes.ts';

/**
 * One entry of `data`: voiceId and customVoiceId, or joinId and customJoinId (2.1.1.2, 2.4.1.2). The table lists `code`
 * in one row of fields with these, and the example prints it once for all: an entry that has its own is taken at its
 * word.
 */
const entrySchema = z
  .object({
    code: maybeText.catch(undefined),
    mobile: maybeText,
    voiceId: maybeText,
    joinId: maybeText,
    customVoiceId: maybeText,
    customJoinId: maybeText,
  })
  .transform(({ code, mobile, voiceId, joinId, customVoiceId, customJoinId }) => ({
    code,
    mobile: mobile && readPhoneNumber(mobile),
    token: customVoiceId ?? customJoinId,
    vendorMessageId: voiceId ?? joinId,
  }));

type Entry = z.infer<typeof entrySchema>;

/**
 * What an accepted request says of each recipient. One that the answer does not mention may have been called all the
 * same: the request as a whole was taken.
 */
export function readSendReply(answer: VendorAnswer, recipients: readonly Recipient[]): Outcome<SendReply> {
  return readReply(answer, ({ data }) => {
    const entries = pairUp(recipients, readEntries(data));
    return accepted({ recipients: entries.map((entry) => (entry ? outcomeOf(entry) : UNMENTIONED)) });
  });
}

function outcomeOf({ code, vendorMessageId }: Entry): SendReply['recipients'][number] {
  if (code === undefined || code === ACCEPTED) return accepted(defined({ vendorMessageId }));
  const outcome = refusal(CODES, code, '');
  return outcome.kind === 'Unknown' ? { ...outcome, ...defined({ vendorMessageId }) } : outcome;
}

const UNMENTIONED = unknown(
  'The vendor accepted the request but did not mention this recipient, so the message may have been sent. It is not sent again.',
);

/** An entry of another shape is left out, and its recipient with it; the rest counts. */
function readEntries(data: unknown): Entry[] {
  const items = Array.isArray(data) ? data : [data];
  return items.flatMap((item) => {
    const parsed = entrySchema.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * From the surest match to the least. The id alone is not enough to begin with: the document's own example has one id
 * twice, for two numbers (2.1.1.2).
 */
const MATCHES: readonly ((entry: Entry, recipient: Recipient) => boolean)[] = [
  (entry, { token, number }) => entry.token === token && entry.mobile === number,
  (entry, { token }) => entry.token === token,
  (entry, { number }) => entry.mobile === number,
];

/** The entry of each recipient; no entry serves two. */
function pairUp(recipients: readonly Recipient[], entries: readonly Entry[]): (Entry | undefined)[] {
  const free = [...entries];
  const paired: (Entry | undefined)[] = recipients.map(() => undefined);
  for (const matches of MATCHES) {
    recipients.forEach((recipient, index) => {
      if (paired[index]) return;
      const found = free.findIndex((entry) => matches(entry, recipient));
      if (found >= 0) [paired[index]] = free.splice(found, 1);
    });
  }
  return paired;
}
