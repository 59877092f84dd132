import type { Logger } from 'pino';
import type { Actor } from '../domain/audit.ts';
import type { Instant } from '../domain/vendor.ts';
import type { EventLog } from '../events/log.ts';
import type { Store } from '../store/store.ts';
import type { VendorRegistry } from '../vendors/registry.ts';
import type { AccountDirectory } from './accounts.ts';
import type { Inbox } from './inbox.ts';
import type { KeyGuesses, KeyOwner } from './key-guesses.ts';
import type { Metrics } from './metrics.ts';
import type { Recordings } from './recordings/recordings.ts';

/** What the use cases work with. Built once, when the service starts. */
export interface House extends Premises {
  readonly inbox: Inbox;
}

/** The house without its door for vendor news: what that door itself needs. */
export interface Premises {
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
  readonly keyGuesses: KeyGuesses;
}
