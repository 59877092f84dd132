import type { Revised } from './revision.ts';
import type { Instant, Vendor } from './vendor.ts';

export type AccountStatus = 'UNKNOWN' | 'TRIAL' | 'ACTIVE' | 'SUSPENDED' | 'CLOSED';

/** How an account stands at its vendor, as the vendor last told. */
export interface AccountState extends Revised {
  /** The account's own id. */
  readonly id: string;
  readonly accountId: string;
  readonly vendor: Vendor;
  readonly status: AccountStatus;
  /** In the vendor's unit; a decimal number as text, so that nothing is rounded. */
  readonly balance?: string;
  readonly overdraft?: string;
  readonly role?: string;
  readonly openedAt?: Instant;
  readonly changedAt?: Instant;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** Whether requests are made to an account: UNHEALTHY rests, RECOVERING is tried with one request. */
export type AccountHealth = 'HEALTHY' | 'UNHEALTHY' | 'RECOVERING';
