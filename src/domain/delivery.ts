import type { Instant, Vendor } from './vendor.ts';

/**
 * Where a delivery stands: RECEIVED is durable and waits; APPLIED is done; UNMATCHED waits for the record that it
 * speaks of; FAILED could not be read.
 */
export type DeliveryState = 'RECEIVED' | 'APPLIED' | 'UNMATCHED' | 'FAILED';

/**
 * What was odd about a delivery that could be applied all the same: a field that could not be read and was left out, or
 * bytes that were read by a guess.
 */
export interface Remark {
  /** The vendor's name of the field, as a path where it lies deeper; `body` where the remark is about the whole. */
  readonly field: string;
  /** What was wrong with it, without the value itself: a value can be a person's number. */
  readonly message: string;
}

/** One thing that a vendor told us, as it came. */
export interface Delivery {
  readonly id: string;
  readonly accountId: string;
  readonly vendor: Vendor;
  /** Last part of the callback's path, where there was one. */
  readonly kind: string | undefined;
  /** The correlation token in the callback's address, where there was one. */
  readonly token?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly receivedAt: Instant;
  readonly state: DeliveryState;
  /** Why it FAILED, or what an UNMATCHED one waits for. */
  readonly reason: string | undefined;
  /** What was odd about it; left out where nothing was. */
  readonly remarks?: readonly Remark[];
  /** When a person's number was taken out of it: its body is not what came any more. */
  readonly erasedAt?: Instant | undefined;
}
