import type { Binding } from '../domain/binding.ts';
import type { Failure } from '../domain/outcome.ts';
import type { Instant } from '../domain/vendor.ts';
import { changeMessage } from './apply-message.ts';
import { isRepeatable, repeatBind } from './bind.ts';
import { changeBinding } from './change-binding.ts';
import type { House } from './house.ts';
import type { Job } from './jobs.ts';
import { release } from './release.ts';
import { repeatGroup } from './upsert-group.ts';

// The oldest of each kind at a time; the next look takes the next.
const OLDEST = { limit: 100, direction: 'backward' } as const;
const LOOK_MS = 5_000;
// Longer than any request may take (vendors/http.ts: 15 s in all), so that nothing under way is taken for stuck.
const STUCK_MS = 60_000;

/**
 * Finds out what became of requests whose answer was lost: by asking again where that is safe, else by closing them at
 * the deadline. A report that comes in the meantime, or later, has the last word.
 */
export function settleJob(deadlineMs: number): Job {
  return {
    name: 'settle',
    run: async (house) => {
      const now = house.now();
      await markStuck(house, now - STUCK_MS);
      await askAgain(house, now - STUCK_MS);
      await closeAtDeadline(house, now, now - deadlineMs);
      return LOOK_MS;
    },
  };
}

/** What a crash left half done: it may have left for the vendor. */
async function markStuck(house: House, before: Instant): Promise<void> {
  const { store } = house;
  for (const { id } of (await store.bindings.page({ statuses: ['CREATING'], to: before }, OLDEST)).items) {
    await store.transaction((tx) =>
      changeBinding(tx, id, house.now(), (current) => ({ ...current, status: 'UNKNOWN', failure: LOST })),
    );
  }
  for (const { id } of (await store.messages.page({ statuses: ['SUBMITTING'], to: before }, OLDEST)).items) {
    await store.transaction((tx) =>
      changeMessage(tx, id, { status: 'UNKNOWN', facts: { failure: LOST } }, house.now()),
    );
  }
}

/** Releases, number groups, and bindings at vendors that know a request again, can be asked for twice. */
async function askAgain(house: House, before: Instant): Promise<void> {
  const { store, accounts } = house;
  const rested = ({ updatedAt }: { updatedAt: Instant }) => updatedAt < before;
  const known = accounts.all.map(({ id }) => id);
  const releasing = await store.bindings.page({ statuses: ['RELEASING'], accountIds: known }, OLDEST);
  for (const { id } of releasing.items.filter(rested)) await release(house, id);
  for (const group of (await store.groups.page({ statuses: ['SAVING', 'UNKNOWN'] }, OLDEST)).items.filter(rested)) {
    await repeatGroup(house, group);
  }
  const accountIds = accounts.all.filter(isRepeatable).map(({ id }) => id);
  const unknown = await store.bindings.page({ statuses: ['UNKNOWN'], accountIds }, OLDEST);
  for (const binding of unknown.items.filter(rested)) await repeatBind(house, binding);
}

async function closeAtDeadline(house: House, now: Instant, deadline: Instant): Promise<void> {
  const { store } = house;
  for (const { id } of (await store.bindings.page({ statuses: ['UNKNOWN'], to: deadline }, OLDEST)).items) {
    await store.transaction((tx) => changeBinding(tx, id, now, closed));
  }
  for (const { id } of (await store.messages.page({ statuses: ['ACCEPTED', 'UNKNOWN'], to: deadline }, OLDEST)).items) {
    const change = { status: 'TIMED_OUT', facts: { outcome: 'UNKNOWN', failure: CLOSED } } as const;
    await store.transaction((tx) => changeMessage(tx, id, change, now));
  }
}

/** A binding that was never heard of again: over by now where it had a lifetime. */
function closed(current: Binding, now: Instant): Binding {
  const { lifetimeSeconds } = current.terms;
  const isOver = lifetimeSeconds !== undefined && current.createdAt + lifetimeSeconds * 1_000 < now;
  return { ...current, status: isOver ? 'EXPIRED' : 'FAILED', failure: CLOSED };
}

const LOST: Failure = {
  code: 'OUTCOME_UNKNOWN',
  message:
    'The process that made the request ended before the answer: the vendor may have carried it out. It is not sent again.',
};

const CLOSED: Failure = {
  code: 'OUTCOME_UNKNOWN',
  message:
    'Nothing was heard of it before the deadline, so it was closed with its fate unknown. A late report still counts.',
};
