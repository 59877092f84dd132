import type { Logger } from 'pino';
import type { AccountDirectory } from '../accounts/accounts.ts';
import type { Actor } from '../domain/audit.ts';
import type { Instant } from '../domain/vendor.ts';
import type { EventLog } from '../events/log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { RequestOwner } from '../store/keyed-requests.ts';
import type { Store } from '../store/store.ts';
import type { VendorRegistry } from '../vendors/registry.ts';
import type { RateLimit } from './commands/rate-limit.ts';
import type { Inbox } from './inbox/inbox.ts';
import type { Recordings } from './recordings/recordings.ts';

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
  /** Whose idempotency keys are used; undefined where the service does something by itself. */
  readonly keyOwner?: KeyOwner;
  /** The one door in for all that vendors deliver. */
  readonly inbox: Inbox;
  /** How often a caller who may not see numbers may repeat a used idempotency key with another input. */
  readonly keyMismatches: RateLimit;
}

/** Whose idempotency keys a command uses: those of the caller's application. */
export interface KeyOwner extends RequestOwner {
  /** Whether the caller may see numbers: one that may not must not find them out by comparing inputs. */
  readonly seesNumbers: boolean;
}
