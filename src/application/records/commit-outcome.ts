import { setTimeout as delay } from 'node:timers/promises';
import type { Repositories } from '../../store/store.ts';
import type { Services } from '../services.ts';

const RETRY_MS = 250;
// A restart of a database takes seconds, the promotion of a standby some more. Who asked waits no longer than for a
// vendor.
const PATIENCE_MS = 15_000;

/**
 * Writes down what a vendor has answered. The vendor does not repeat it, so it outlives a moment in which the store
 * takes nothing. The work may run again although it was committed, where the answer to the commit was lost.
 */
export async function commitOutcome<T>(
  { store, log }: Pick<Services, 'store' | 'log'>,
  work: (tx: Repositories) => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await store.transaction(work);
    } catch (error) {
      if (!store.isOutage(error) || performance.now() > end) throw error;
      log.warn({ err: error }, 'a vendor’s answer could not be written down; trying again');
      await delay(RETRY_MS);
    }
  }
}
