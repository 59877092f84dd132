import { changeBinding } from './change-binding.ts';
import type { House } from './house.ts';
import type { Job } from './jobs.ts';

const BATCH = 100;
const LOOK_MS = 1_000;

/** Ends bindings at their time, with an event. Their vendors have ended them by themselves. */
export const expireBindings: Job = { name: 'expire', run };

async function run(house: House): Promise<number> {
  const due = await house.store.bindings.findExpired(house.now(), BATCH);
  if (due.length > 0) {
    await house.store.transaction(async (tx) => {
      for (const { id } of due) {
        await changeBinding(tx, id, house.now(), (current) => ({ ...current, status: 'EXPIRED' }));
      }
    });
  }
  return due.length === BATCH ? 0 : LOOK_MS;
}
