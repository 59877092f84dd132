import { learn } from './facts.ts';
import type { MessageFacts, MessageStatus, VoiceMessage } from './message.ts';
import { nextRevision } from './revision.ts';
import type { Instant } from './vendor.ts';

/**
 * Rank of a status: a report can only raise it. A report outranks our own knowledge, and among reports the one that
 * says most wins, so that a message reported twice ends the same in whichever order the reports come.
 */
export const MESSAGE_RANK: Record<MessageStatus, number> = {
  SUBMITTING: 10,
  UNKNOWN: 15,
  ACCEPTED: 20,
  // Over as far as we know. A report all the same proves that the vendor did call.
  CHECKED: 25,
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
  readonly facts: Learnt & Pick<VoiceMessage, 'failure'>;
}

type Learnt = MessageFacts & Pick<VoiceMessage, 'vendorMessageId'>;

/**
 * Applies a change to a message. Gives the message after it and the steps that it went through, each with a revision of
 * its own; the same message and no step where nothing is new. A report proves that the vendor had accepted the message,
 * so that step is told first where it was not known.
 */
export function applyMessageChange(
  message: VoiceMessage,
  { status, facts }: MessageChange,
  now: Instant,
): { message: VoiceMessage; steps: MessageStep[] } {
  const { failure, ...told } = facts;
  const rank = MESSAGE_RANK[status];
  const raises = rank > MESSAGE_RANK[message.status];
  const news = learn<Learnt>(message, message.factRanks ?? {}, MESSAGE_RANK[message.status], told, rank);
  if (!raises && !news) return { message, steps: [] };
  const learnt = news ? { ...news.facts, factRanks: news.ranks } : {};
  if (!raises) return { message: { ...message, ...learnt, ...changed(message, now) }, steps: [] };

  // What is known by now has outlived an earlier failure to learn it.
  const { failure: earlier, ...known } = message;
  const reason = failure ?? (rank <= MESSAGE_RANK.UNKNOWN ? earlier : undefined);
  const after: VoiceMessage = {
    ...known,
    ...learnt,
    ...(reason ? { failure: reason } : {}),
    status,
    ...changed(message, now),
  };
  const isReport = rank > MESSAGE_RANK.ACCEPTED && told.outcome !== undefined;
  if (!isReport || MESSAGE_RANK[message.status] >= MESSAGE_RANK.ACCEPTED) {
    return { message: after, steps: [{ previous: message.status, message: after }] };
  }
  const accepted: VoiceMessage = { ...known, status: 'ACCEPTED', ...changed(message, now) };
  const ended = { ...after, ...changed(accepted, now) };
  return {
    message: ended,
    steps: [
      { previous: message.status, message: accepted },
      { previous: 'ACCEPTED', message: ended },
    ],
  };
}

const changed = (message: VoiceMessage, now: Instant) => ({ revision: nextRevision(message), updatedAt: now });
