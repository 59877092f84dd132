import type { Revised } from './revision.ts';
import type { Instant, Vendor } from './vendor.ts';

/** A text that crossed a virtual number. */
export interface SmsMessage extends Revised {
  readonly id: string;
  readonly accountId: string;
  readonly vendor: Vendor;
  readonly status: 'RECEIVED';
  readonly bindingId?: string;
  /** Taken over from the binding. */
  readonly reference?: string;
  readonly from?: string;
  readonly to?: string;
  readonly numberX?: string;
  /** Set where X was the number of a person in the text, who was forgotten since. */
  readonly isXReal?: true;
  readonly content: string;
  readonly sentAt?: Instant;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}
