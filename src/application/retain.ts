import type { Retention } from '../config.ts';
import { forgetPeople } from './erasure/forget-people.ts';
import type { House } from './house.ts';
import type { Job } from './jobs.ts';

const BATCH = 500;
const DAY_MS = 86_400_000;
const LOOK_MS = 60_000;

/** Removes what is older than it is to be kept, a batch at a time so that nobody waits for it. */
export function retentionJob({ eventsDays, deliveriesDays, auditDays, personalDays }: Retention): Job {
  return {
    name: 'retain',
    run: async (house: House) => {
      const now = house.now();
      const events = await house.store.transaction((tx) => tx.events.purge(now - eventsDays * DAY_MS, BATCH));
      const deliveries = await house.store.transaction((tx) =>
        tx.deliveries.purge(now - deliveriesDays * DAY_MS, BATCH),
      );
      const audit = await house.store.transaction((tx) => tx.audit.purge(now - auditDays * DAY_MS, BATCH));
      const people = personalDays === undefined ? 0 : await forgetPeople(house, now - personalDays * DAY_MS, BATCH);
      return Math.max(events, deliveries, audit, people) === BATCH ? 0 : LOOK_MS;
    },
  };
}
