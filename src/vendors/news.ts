import type { CallReport } from '../domain/call-news.ts';
import type { Remark } from '../domain/delivery.ts';
import type { MessageFacts, MessageStatus } from '../domain/message.ts';
import type { Instant } from '../domain/vendor.ts';

/** One thing that a vendor told us, in our words. */
export type News =
  | ({ readonly type: 'call' } & CallNews)
  | ({ readonly type: 'message' } & MessageNews)
  | ({ readonly type: 'sms' } & SmsNews);

export interface CallNews extends CallReport {
  readonly vendorCallId: string;
  /** Correlation token that came back, if any. */
  readonly token?: string;
  readonly vendorBindingId?: string;
}

export interface MessageNews {
  readonly status: Extract<MessageStatus, 'DELIVERED' | 'FAILED' | 'TIMED_OUT'>;
  readonly facts: MessageFacts;
  readonly token?: string;
  readonly vendorMessageId?: string;
  readonly recipient?: string;
}

export interface SmsNews {
  readonly vendorSmsId?: string;
  readonly token?: string;
  readonly vendorBindingId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly numberX?: string;
  readonly content: string;
  readonly at?: Instant;
}

/**
 * One item of a push, decoded, or why it could not be. One unreadable item does not spoil its neighbours, and one odd
 * field does not spoil its item: it is left out, with a remark.
 */
export type Decoded = ({ readonly news: News } | { readonly unreadable: string }) & {
  readonly remarks?: readonly Remark[];
};
