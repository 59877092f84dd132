import type { Attempt } from './attempt.ts';
import type { CallOutcome } from './call.ts';
import type { FactRanks, FactRow } from './facts.ts';
import type { Failure } from './outcome.ts';
import type { Revised } from './revision.ts';
import type { Instant, Vendor } from './vendor.ts';

export const MESSAGE_KINDS = ['NOTIFICATION', 'VERIFICATION_CODE', 'MARKETING', 'IVR', 'VOICE_SMS'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export type MessageStatus = 'SUBMITTING' | 'ACCEPTED' | 'CHECKED' | 'DELIVERED' | 'FAILED' | 'TIMED_OUT' | 'UNKNOWN';

/** One variable of a template: vendors with named variables read the name, vendors with positions the order. */
export interface TemplateParameter {
  readonly name?: string;
  readonly value: string;
}

/** When the text of a VOICE_SMS is sent: the callee pressed the key, or stayed on the line so long. */
export type SmsTrigger = { readonly key: string } | { readonly connectedSeconds: number };

/** What is said to the recipients. Which parts a vendor has is data: its capability table. */
export interface MessageContent {
  /** The vendor's id of an approved template. */
  readonly templateId?: string;
  readonly templateParameters?: readonly TemplateParameter[];
  /** Free text to be spoken. */
  readonly text?: string;
  /** A verification code. Handed on, never stored. */
  readonly code?: string;
  readonly displayNumber?: string;
  /** How often the message is played in all. */
  readonly playTimes?: number;
  /** Speak the generated text before the recorded voice. */
  readonly speechFirst?: boolean;
  readonly record?: boolean;
  /** The vendor's key-press template (Winnerlook recordButton). */
  readonly keyTemplate?: string;
  /** Spoken to ask for a key press. */
  readonly interactiveText?: string;
  /** Spoken to ask for a voice reply, which is recorded. */
  readonly voiceReplyPrompt?: string;
  readonly smsText?: string;
  readonly smsTrigger?: SmsTrigger;
  readonly region?: string;
  /** Let the vendor check the request and place no call. */
  readonly dryRun?: boolean;
}

/** What a vendor reported about a message; each part is kept from the report that ranks highest (facts.ts). */
export interface MessageFacts {
  readonly outcome?: CallOutcome;
  readonly calledAt?: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  /** Seconds of the call; a fraction where the vendor gives one. */
  readonly seconds?: number;
  readonly keysPressed?: string;
  /** The number that the callee saw. */
  readonly displayedNumber?: string;
  readonly recordingUrl?: string;
  /** The callee's recorded reply, base64. */
  readonly voiceReply?: string;
  readonly vendorCode?: string;
  readonly vendorText?: string;
}

/** A message is found by its recipient alone. */
interface MessageFactRow extends FactRow {
  readonly number?: 'SHOWN';
}

/**
 * Every fact of a message: the spelling of its numbers, and what is left of a message whose people are forgotten derive
 * from this. All are known from the report of its end on.
 */
export const MESSAGE_FACTS = {
  outcome: {},
  calledAt: {},
  answeredAt: {},
  endedAt: {},
  seconds: {},
  keysPressed: { ofPerson: true },
  // The company's own number, or its vendor's, and the same for all recipients.
  displayedNumber: { number: 'SHOWN' },
  recordingUrl: { ofPerson: true },
  voiceReply: { ofPerson: true },
  vendorCode: {},
  vendorText: {},
} as const satisfies Record<keyof MessageFacts, MessageFactRow>;

/** One outbound voice message to one recipient. */
export interface VoiceMessage extends MessageFacts, Revised {
  readonly id: string;
  readonly accountId: string;
  readonly vendor: Vendor;
  readonly kind: MessageKind;
  readonly status: MessageStatus;
  readonly recipient: string;
  readonly reference?: string;
  readonly metadata?: Record<string, unknown>;
  /** As asked for. Never holds `code`. */
  readonly content: Omit<MessageContent, 'code'>;
  /** The vendor's name for the message: Emay voiceId or joinId, Ksyun and Jumdata CallId. */
  readonly vendorMessageId?: string;
  readonly factRanks?: FactRanks<MessageFacts & { vendorMessageId?: string }>;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** The tries to have it sent, oldest first. */
  readonly attempts?: readonly Attempt[];
  readonly failure?: Failure;
}
