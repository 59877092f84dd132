import type { Account } from '../../accounts/accounts.ts';
import { ERROR_CODES } from '../../domain/error-code.ts';
import type { VoiceMessage } from '../../domain/message.ts';
import { lookBack, nextCallAt, type RecipientLimit } from '../../domain/recipient-limit.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';

/** An account's limits per number: the operator's where there are any, else those of its vendor's document. */
export function recipientLimits({ config, module }: Account): readonly RecipientLimit[] {
  const own = config.limits?.perRecipient;
  if (!own) return module.recipientLimits ?? [];
  return Object.entries(own).map(([seconds, calls]) => ({ seconds: Number(seconds), calls }));
}

/**
 * Marks those messages FAILED whose number was called too often, before a vendor is bothered with them. Runs in the
 * transaction that writes the messages, so that two requests at one time cannot both take the last call.
 */
export async function limitRecipients(
  tx: Repositories,
  account: Account,
  messages: readonly VoiceMessage[],
  now: Instant,
): Promise<VoiceMessage[]> {
  const limits = recipientLimits(account);
  const since = now - lookBack(limits);
  const checked: VoiceMessage[] = [];
  for (const message of messages) {
    const counts = limits.length > 0 && message.status === 'SUBMITTING' && !message.content.dryRun;
    const earlier = counts ? await tx.messages.sentTo(account.id, message.recipient, since) : [];
    const retryAfter = nextCallAt(limits, earlier, now);
    checked.push(retryAfter === undefined ? message : refused(message, retryAfter));
  }
  return checked;
}

function refused(message: VoiceMessage, retryAfter: Instant): VoiceMessage {
  const code = 'RECIPIENT_FREQUENCY_LIMITED';
  return { ...message, status: 'FAILED', failure: { code, message: ERROR_CODES[code].text, retryAfter } };
}
