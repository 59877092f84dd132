import { setTimeout as delay } from 'node:timers/promises';
import type { Job } from '../jobs.ts';
import type { Services } from '../services.ts';

// Some ten milliseconds of work on SQLite, for which the service waits its turn.
const BATCH = 200;
const TELL_MS = 5_000;
// How often it is looked at what processes of the version before have written meanwhile.
const LOOK_MS = 60_000;
const NEVER_MS = 24 * 3_600_000;

/**
 * Brings the numbers that earlier versions stored to their one spelling, in batches. Each says how far it came in the
 * transaction in which it is written, so that nothing is lost or done twice when the process is killed.
 */
export const spellNumbers: Job = {
  name: 'spell-numbers',
  run: async ({ store, log, metrics, now }, stopping) => {
    if (!store.spelling.isNeeded()) return NEVER_MS;
    const [left, started] = [await store.spelling.left(), performance.now()];
    metrics.numbersLeft.set(left);
    log.info({ left }, 'numbers of earlier versions are brought to their one spelling');
    let [told, first] = [started, undefined as number | undefined];
    while (!stopping?.aborted) {
      const begun = performance.now();
      const step = await store.spelling.next(BATCH, now());
      if (!step || step.isCaughtUp) {
        metrics.numbersLeft.set(0);
        log.info({ seconds: Math.round((performance.now() - started) / 1_000) }, step ? CAUGHT_UP : DONE);
        return step ? LOOK_MS : NEVER_MS;
      }
      first ??= step.done;
      const still = Math.max(0, left - (step.done - first));
      metrics.numbersLeft.set(still);
      if (performance.now() - told > TELL_MS) {
        told = performance.now();
        log.info({ table: step.table, done: step.done, left: still }, 'numbers are brought to their one spelling');
      }
      // As long again for everything else that wants to write.
      await delay(performance.now() - begun);
    }
    return 0;
  },
};

const DONE = 'every number has its one spelling';
const CAUGHT_UP = 'every number has its one spelling, unless a process of an earlier version still writes others';

/**
 * Goes on with that work until all rows were looked at, or the time (of performance.now()) is over; whether they were.
 */
export async function spellAll({ store, now }: Pick<Services, 'store' | 'now'>, deadline: number): Promise<boolean> {
  while (performance.now() <= deadline) {
    const step = await store.spelling.next(BATCH, now());
    if (!step || step.isCaughtUp) return true;
    await new Promise(setImmediate);
  }
  return !store.spelling.isNeeded();
}
