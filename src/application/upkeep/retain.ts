import type { Retention } from '../../config/config.ts';
import { forgetPeople } from '../erasure/forget-people.ts';
import type { Job } from '../jobs.ts';
import type { Services } from '../services.ts';

const BATCH = 500;
const DAY_MS = 86_400_000;
const LOOK_MS = 60_000;

/** Removes what is older than it is to be kept, a batch at a time so that no request waits for it. */
export function retentionJob({ eventsDays, deliveriesDays, auditDays, personalDays }: Retention): Job {
  return {
    name: 'retain',
    run: async (services: Pick<Services, 'store' | 'events' | 'now'>) => {
      const now = services.now();
      const events = await services.store.transaction((tx) => tx.events.purge(now - eventsDays * DAY_MS, BATCH));
      const deliveries = await services.store.transaction((tx) =>
        tx.deliveries.purge(now - deliveriesDays * DAY_MS, BATCH),
      );
      const audit = await services.store.transaction((tx) => tx.audit.purge(now - auditDays * DAY_MS, BATCH));
      const people = personalDays === undefined ? 0 : await forgetPeople(services, now - personalDays * DAY_MS, BATCH);
      return Math.max(events, deliveries, audit, people) === BATCH ? 0 : LOOK_MS;
    },
  };
}
