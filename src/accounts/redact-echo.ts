import type { MessageContent } from '../domain/message.ts';
import { replaceText } from '../domain/numbers-in-text.ts';
import type { Failure, Outcome } from '../domain/outcome.ts';
import type { BindOrder, SendOrder } from '../vendors/vendor.ts';

const HIDDEN = '****';
// A shorter one can be a part of the vendor's own words: it is hidden where it is a word by itself.
const SHORTEST_PART = 4;

/**
 * An outcome whose failures do not repeat what was sent: a vendor can quote a name, an id-card number or a verification
 * code in its refusal, and these are stored nowhere; nor does a text belong there, which every reader would see.
 */
export function redactEcho<Reply>(outcome: Outcome<Reply>, order: unknown): Outcome<Reply> {
  const said = saidIn(order as Partial<BindOrder & SendOrder>);
  if (said.length === 0) return outcome;
  if (outcome.kind !== 'Accepted') return { ...outcome, failure: hide(outcome.failure, said) };
  const { reply } = outcome;
  if (!isOfRecipients(reply)) return outcome;
  const recipients = reply.recipients.map((own) =>
    own.kind === 'Accepted' ? own : { ...own, failure: hide(own.failure, said) },
  );
  return { ...outcome, reply: { ...reply, recipients } };
}

/** A vendor's words on a message without what it was to say. */
export function withoutContent(words: string, content: MessageContent): string {
  return hideIn(words, saidIn({ content }));
}

/** What an order says of people, or to them; the longest first, because one can be a part of another. */
function saidIn({ terms, content }: Partial<BindOrder & SendOrder>): string[] {
  const { holder } = terms ?? {};
  const { text, interactiveText, smsText, voiceReplyPrompt, templateParameters = [] } = content ?? {};
  const texts = [text, interactiveText, smsText, voiceReplyPrompt, ...templateParameters.map(({ value }) => value)];
  const own = [holder?.name, holder?.idNumber, content?.code];
  return [...own, ...texts].flatMap((each) => (each ? [each.trim()] : [])).sort((a, b) => b.length - a.length);
}

function hide(failure: Failure, said: readonly string[]): Failure {
  const { vendor } = failure;
  if (!vendor) return failure;
  return { ...failure, vendor: { ...vendor, message: hideIn(vendor.message, said) } };
}

function hideIn(words: string, said: readonly string[]): string {
  return said.reduce((text, each) => replaceText(text, each, HIDDEN, each.length >= SHORTEST_PART), words);
}

function isOfRecipients(reply: unknown): reply is { recipients: readonly Outcome<unknown>[] } {
  return typeof reply === 'object' && reply !== null && 'recipients' in reply && Array.isArray(reply.recipients);
}
