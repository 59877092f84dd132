import type { Failure, Outcome } from '../domain/outcome.ts';
import type { BindOrder, SendOrder } from '../vendors/vendor.ts';

const HIDDEN = '****';
// A shorter text is as likely a word of the vendor's own.
const SHORTEST_TEXT = 4;

/**
 * An outcome whose failures do not repeat what was sent: a vendor can quote a name, an id-card number or a verification
 * code in its refusal, and these are stored nowhere; nor does a text belong there, which every reader would see.
 */
export function withoutEcho<Reply>(outcome: Outcome<Reply>, order: unknown): Outcome<Reply> {
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

/** What an order says of people, or to them; the longest first, because one can be a part of another. */
function saidIn({ terms, content }: Partial<BindOrder & SendOrder>): string[] {
  const { holder } = terms ?? {};
  const { text, interactiveText, smsText, voiceReplyPrompt, templateParameters = [] } = content ?? {};
  const texts = [text, interactiveText, smsText, voiceReplyPrompt, ...templateParameters.map(({ value }) => value)];
  const own = [holder?.name, holder?.idNumber, content?.code];
  const long = texts.filter((each) => each !== undefined && each.length >= SHORTEST_TEXT);
  return [...own, ...long].flatMap((each) => (each ? [each] : [])).sort((a, b) => b.length - a.length);
}

function hide(failure: Failure, said: readonly string[]): Failure {
  const { vendor } = failure;
  if (!vendor) return failure;
  const message = said.reduce((text, each) => text.replaceAll(each, HIDDEN), vendor.message);
  return { ...failure, vendor: { ...vendor, message } };
}

function isOfRecipients(reply: unknown): reply is { recipients: readonly Outcome<unknown>[] } {
  return typeof reply === 'object' && reply !== null && 'recipients' in reply && Array.isArray(reply.recipients);
}
