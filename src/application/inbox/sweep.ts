import type { Job } from '../jobs.ts';
import { applyBatch } from '../reports/apply-deliveries.ts';
import type { Services } from '../services.ts';

// A job comes to its end before the process does.
const BATCH = 50;
const LOOK_MS = 5_000;
// What is younger is being applied by the process that received it, which takes milliseconds. What is older is in that
// process's queue at best, and is taken out of it.
const LEFT_BEHIND_MS = 10_000;

/** Applies deliveries that were stored and left behind, by a crash or by a fault that has passed. */
export const sweepInbox: Job = {
  name: 'sweep',
  run: async (services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>) => {
    const received = await services.store.deliveries.inState('RECEIVED', BATCH);
    const left = received.filter(({ receivedAt }) => receivedAt < services.now() - LEFT_BEHIND_MS);
    if (left.length > 0) await applyBatch(services, left);
    return left.length === BATCH ? 0 : LOOK_MS;
  },
};
