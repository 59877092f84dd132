import type { CallProgress } from '../domain/call-report.ts';
import type { Remark } from '../domain/delivery.ts';
import type { MessageFacts, MessageStatus } from '../domain/message.ts';
import type { Instant } from '../domain/vendor.ts';

/** One thing that a vendor told us, in our words. */
export type Report =
  | ({ readonly type: 'call' } & CallReport)
  | ({ readonly type: 'message' } & MessageReport)
  | ({ readonly type: 'sms' } & SmsReport);

export interface CallReport extends CallProgress {
  readonly vendorCallId: string;
  /** Correlation token that came back, if any. */
  readonly token?: string;
  readonly vendorBindingId?: string;
}

export interface MessageReport {
  readonly status: Extract<MessageStatus, 'DELIVERED' | 'FAILED' | 'TIMED_OUT'>;
  readonly facts: MessageFacts;
  readonly token?: string;
  readonly vendorMessageId?: string;
  readonly recipient?: string;
}

export interface SmsReport {
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
export type Decoded = ({ readonly report: Report } | { readonly unreadable: string }) & {
  readonly remarks?: readonly Remark[];
};
