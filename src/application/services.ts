import type { Logger } from 'pino';
import type { AccountDirectory } from '../accounts/accounts.ts';
import type { Recordings } from '../archive/recordings.ts';
import type { Actor } from '../domain/audit.ts';
import type { Owned } from '../domain/caller.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Instant } from '../domain/vendor.ts';
import type { EventLog } from '../events/log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { RequestOwner } from '../store/keyed-requests.ts';
import type { Store } from '../store/store.ts';
import type { VendorRegistry } from '../vendors/registry.ts';
import type { RateLimit } from './rate-limit.ts';

/** What the use cases are given, built once when the service starts. Each declares the part that it needs. */
export interface Services {
  readonly vendors: VendorRegistry;
  readonly accounts: AccountDirectory;
  readonly store: Store;
  readonly events: EventLog;
  /** The one clock; tests set it. */
  readonly now: () => Instant;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly recordings: Recordings;
  /** On whose behalf; undefined where the service does something by itself. */
  readonly actor?: Actor;
  /** Aborted when the caller waits no longer; undefined where the service does something by itself. */
  readonly gone?: AbortSignal | undefined;
  /** Whose idempotency keys are used; undefined where the service does something by itself. */
  readonly keyOwner?: KeyOwner;
  /** What the caller's authority is limited to; undefined: everything, as where the service does something by itself. */
  readonly authority?: Authority;
  /** The one door in for all that vendors deliver. */
  readonly inbox: Inbox;
  /** How often a caller who may not see numbers may repeat a used idempotency key with another input. */
  readonly keyMismatches: RateLimit;
}

/** The business objects that a caller may change, by their references. */
export interface Authority {
  readonly references: ReadonlySet<string>;
  /** Whether the caller may know of a record. */
  maySee(record: Owned): boolean;
}

/** Whose idempotency keys a command uses: those of the caller's application. */
export interface KeyOwner extends RequestOwner {
  /** Whether the caller may see numbers: one that may not must not find them out by comparing inputs. */
  readonly seesNumbers: boolean;
}

/** The one door in for all that vendors deliver. */
export interface Inbox {
  /** Resolves once the raw bytes are durable; then, and only then, may the vendor be told so. */
  accept(delivery: NewDelivery): Promise<void>;
  /** Applies what an earlier run left RECEIVED, where only this process works on the store. */
  sweep(): Promise<void>;
  /** Resolves when everything that was accepted until now has been applied, or left to others. */
  settled(): Promise<void>;
  /** From now on leaves what is durable to the processes that work on the same store; where there are none, nothing. */
  handOver(): void;
}

export type NewDelivery = Pick<Delivery, 'accountId' | 'vendor' | 'kind' | 'token' | 'headers' | 'body'>;
