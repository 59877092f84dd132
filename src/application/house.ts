import type { Logger } from 'pino';
import type { Instant } from '../domain/vendor.ts';
import type { EventLog } from '../events/log.ts';
import type { Store } from '../store/store.ts';
import type { AccountDirectory } from './accounts.ts';
import type { Metrics } from './metrics.ts';

/** What the use cases work with. Built once, by main. */
export interface House {
  readonly accounts: AccountDirectory;
  readonly store: Store;
  readonly events: EventLog;
  /** The one clock; tests set it. */
  readonly now: () => Instant;
  readonly log: Logger;
  readonly metrics: Metrics;
}
