import type { FactRow } from './facts.ts';
import type { Revised } from './revision.ts';
import type { Instant, Vendor } from './vendor.ts';

/** What a vendor reported about a text. */
export interface SmsFacts {
  readonly from?: string;
  readonly to?: string;
  readonly numberX?: string;
  readonly content: string;
  readonly sentAt?: Instant;
}

/** Every fact of a text: the index of its numbers, their spelling, and what is forgotten of it derive from this. */
export const SMS_FACTS = {
  from: { number: 'FINDS', ofPerson: true },
  to: { number: 'FINDS', ofPerson: true },
  numberX: { number: 'FINDS' },
  content: { ofPerson: true },
  sentAt: {},
} as const satisfies Record<keyof SmsFacts, FactRow>;

/** A text that crossed a virtual number. */
export interface SmsMessage extends SmsFacts, Revised {
  readonly id: string;
  readonly accountId: string;
  readonly vendor: Vendor;
  readonly status: 'RECEIVED';
  readonly bindingId?: string;
  /** Taken over from the binding. */
  readonly reference?: string;
  /** Set where X was the number of a person in the text, who was forgotten since. */
  readonly isXReal?: true;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}
