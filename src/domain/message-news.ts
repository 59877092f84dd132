import type { MessageFacts, MessageStatus, VoiceMessage } from './message.ts';
import type { Instant } from './vendor.ts';

/**
 * Rank of a status: news can only raise it. A report outranks our own knowledge, and among reports the one that says
 * most wins, so that a message reported twice ends the same in whichever order the reports come.
 */
export const MESSAGE_RANK: Record<MessageStatus, number> = {
  SUBMITTING: 10,
  UNKNOWN: 15,
  ACCEPTED: 20,
  TIMED_OUT: 30,
  FAILED: 31,
  DELIVERED: 32,
};

/** A step in a message's life: the status before, and the message as it stood after. */
export interface MessageStep {
  readonly previous: MessageStatus | undefined;
  readonly message: VoiceMessage;
}

/** What is new about a message: how far it is, and what was learnt on the way. */
export interface MessageChange {
  readonly status: MessageStatus;
  readonly facts: MessageFacts & Pick<VoiceMessage, 'vendorMessageId' | 'failure'>;
}

/**
 * Applies a change to a message. Gives the message after it and the steps that it went through; the same message and no
 * step where nothing is new. A report proves that the vendor had accepted the message, so that step is told first where
 * it was not known.
 */
export function applyMessageChange(
  message: VoiceMessage,
  { status, facts }: MessageChange,
  now: Instant,
): { message: VoiceMessage; steps: MessageStep[] } {
  const raises = MESSAGE_RANK[status] > MESSAGE_RANK[message.status];
  const told = Object.fromEntries(
    // What is known by now has outlived an earlier failure to learn it.
    Object.entries(facts).filter(([key, value]) => value !== undefined && (raises || key !== 'failure')),
  );
  const isNews = Object.keys(told).some((key) => message[key as keyof VoiceMessage] === undefined);
  if (!raises && !isNews) return { message, steps: [] };
  // An end has the last word on how it went; anything else only fills in what was not known.
  const { failure, ...known } = message;
  const kept = failure && MESSAGE_RANK[status] <= MESSAGE_RANK.UNKNOWN ? { failure } : {};
  const after = raises
    ? { ...known, ...kept, ...told, status, updatedAt: now }
    : { ...told, ...message, updatedAt: now };
  if (!raises) return { message: after, steps: [] };

  const isReport = MESSAGE_RANK[status] > MESSAGE_RANK.ACCEPTED && told.outcome !== undefined;
  if (!isReport || MESSAGE_RANK[message.status] >= MESSAGE_RANK.ACCEPTED) {
    return { message: after, steps: [{ previous: message.status, message: after }] };
  }
  const accepted: VoiceMessage = { ...known, status: 'ACCEPTED', updatedAt: now };
  return {
    message: after,
    steps: [
      { previous: message.status, message: accepted },
      { previous: 'ACCEPTED', message: after },
    ],
  };
}
