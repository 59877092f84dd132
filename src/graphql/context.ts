import type { Logger } from 'pino';
import type { Reads } from '../application/reads/reads-for.ts';
import type { Services } from '../application/services.ts';
import type { OnBehalf, UseCases } from '../application/use-cases.ts';
import type { Caller } from '../domain/caller.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { type Reveals, watchReveals } from './reveals.ts';

/** What every resolver gets. One a request; one a subscription's event. No store is in it. */
export interface GraphQLContext {
  readonly caller: Caller;
  /** All that the caller may read, narrowed to what it may see. */
  readonly reads: Reads;
  /** All that the caller may have done, on its behalf. */
  readonly useCases: UseCases;
  /** What is shown unmasked, for the audit trail. */
  readonly reveals: Reveals;
  readonly metrics: Pick<Metrics, 'subscriptions'>;
  readonly log: Logger;
  /** The connection of a subscription; undefined over plain HTTP. */
  readonly connection: Connection | undefined;
}

/** The connection that a subscription came over. Each of these ends it so that its client connects again. */
export interface Connection {
  /** The subscriber takes its events too slowly. */
  tooSlow(): void;
  /** The store takes nothing now: what the subscriber would miss, it gets when it comes again. */
  tryAgainLater(): void;
}

/** The context of one request by one caller. */
export function createContext(
  caller: Caller,
  { reads, useCases }: OnBehalf,
  { now, log, metrics }: Pick<Services, 'now' | 'log' | 'metrics'>,
  connection?: Connection,
): GraphQLContext {
  const reveals = watchReveals({ audit: useCases.audit, now, log });
  return { caller, reads, useCases, reveals, metrics, log, connection };
}
