import type { Job } from '../jobs.ts';
import { changeBinding } from '../records/change-binding.ts';
import type { Services } from '../services.ts';

const BATCH = 100;
const LOOK_MS = 1_000;

/** Ends bindings at their time, with an event. Their vendors have ended them by themselves. */
export const expireBindings: Job = { name: 'expire', run };

async function run(services: Pick<Services, 'store' | 'now'>): Promise<number> {
  const due = await services.store.bindings.findExpired(services.now(), BATCH);
  if (due.length > 0) {
    await services.store.transaction(async (tx) => {
      for (const { id } of due) {
        await changeBinding(tx, id, services.now(), (current) => ({ ...current, status: 'EXPIRED' }));
      }
    });
  }
  return due.length === BATCH ? 0 : LOOK_MS;
}
