import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Services } from './services.ts';

/** Something that is done again and again, by one process at a time unless it says otherwise. */
export interface Job {
  readonly name: string;
  /** Whether every process does it, and not one at a time. */
  readonly everywhere?: boolean;
  /** Does what is due; gives after how many milliseconds to look again. What takes long ends early on the signal. */
  run(services: Services, stopping?: AbortSignal): Promise<number>;
  /** Resolves when what it has begun, and does not wait for, is over. */
  settled?(): Promise<void>;
}

export interface Jobs {
  /** Ends all jobs and waits for those under way. */
  stop(): Promise<void>;
}

/**
 * How long a lease lasts. Deliberately long beside what a job takes: that two processes do a job at once is the worse
 * failure; that a crashed one's job rests for half a minute is the lesser.
 */
export const LEASE_MS = 30_000;
const RETRY_MS = 5_000;

/** Who this process is to the others. */
export const HOLDER = randomUUID();

/** Runs jobs side by side until they are stopped. A job that fails is logged and looked at again. */
export function startJobs(services: Services, jobs: readonly Job[]): Jobs {
  const stopping = new AbortController();
  const running = jobs.map((job) => repeat(services, job, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
      await Promise.all(jobs.map((job) => job.settled?.()));
    },
  };
}

async function repeat(services: Services, job: Job, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const wait = await turn(services, job, signal);
    await delay(wait, undefined, { signal, ref: false }).catch((error: Error) => {
      if (error.name !== 'AbortError') throw error;
    });
  }
}

async function turn(services: Services, job: Job, stopping: AbortSignal): Promise<number> {
  try {
    if (job.everywhere) return await job.run(services, stopping);
    return (await withLease(services, `job:${job.name}`, () => job.run(services, stopping))) ?? RETRY_MS;
  } catch (error) {
    services.log.error({ err: error, job: job.name }, 'a job failed and is tried again');
    return RETRY_MS;
  }
}

/** Does the work while holding a lease; undefined where another process holds it. Renewed for as long as it takes. */
export async function withLease<T>(
  { store, now, log }: Pick<Services, 'store' | 'now' | 'log'>,
  name: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  if (!(await store.leases.acquire(name, HOLDER, now(), now() + LEASE_MS))) return undefined;
  const renew = async () => {
    try {
      const isOurs = await store.leases.acquire(name, HOLDER, now(), now() + LEASE_MS);
      if (!isOurs) log.warn({ lease: name }, 'a lease was lost to another process while its work went on');
    } catch (err) {
      log.error({ err, lease: name }, 'a lease could not be renewed');
    }
  };
  let renewed: Promise<void> | undefined;
  const renewal = setInterval(() => {
    renewed = renew();
  }, LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    // A renewal under way would take the lease again once it is given back.
    await renewed;
    // What was done is done: a lease that cannot be given back runs out by itself.
    await store.leases
      .release(name, HOLDER)
      .catch((err: unknown) => log.warn({ err, lease: name }, 'a lease could not be given back'));
  }
}
