import { setTimeout as delay } from 'node:timers/promises';
import { BIND, RELEASE } from '../support/documents.ts';
import { ask, type Door } from './ask.ts';
import type { KeyedRequest } from './clients.ts';

/** A client that releases bindings while the process is killed. */
export interface Releaser {
  /** The numbers A of the bindings that the service said it released. */
  readonly released: ReadonlySet<string>;
  /** Ends, once every release that was asked for is answered. */
  finish(): Promise<void>;
}

interface Payload {
  readonly releaseBinding: {
    readonly binding: { readonly status: string } | null;
    readonly userErrors: readonly { readonly code: string }[];
  };
}

// Most bindings stay, to be dialled.
const EVERY = 4;
const PAUSE_MS = 30;
const REST_MS = 20;
const FINISH_MS = 60_000;

/** Releases every fourth binding of those requests, each again and again until the service says what became of it. */
export function startReleasing(door: Door, requests: readonly KeyedRequest[]): Releaser {
  const released = new Set<string>();
  let stopping = false;
  let next = 0;

  const release = async (id: string, numberA: string) => {
    const end = performance.now() + FINISH_MS;
    for (;;) {
      const payload = await ask<Payload>(door(), RELEASE, { id }).catch(() => undefined);
      const { binding, userErrors = [] } = payload?.releaseBinding ?? {};
      if (binding?.status === 'RELEASED') released.add(numberA);
      // Over, or of unknown fate with nothing to release it by.
      if (payload && userErrors.every(({ code }) => code === 'CONFLICT')) return;
      if (performance.now() > end) throw new Error(`${id} cannot be released: ${JSON.stringify(payload)}`);
      await delay(REST_MS);
    }
  };
  const working = (async () => {
    while (!stopping) {
      const made = requests.filter(({ document }) => document === BIND)[next];
      const [id] = made?.answer ?? [];
      if (id !== undefined) {
        next += EVERY;
        await release(id, made?.numbers[0] ?? '');
      }
      await delay(PAUSE_MS);
    }
  })();
  // `finish` rejects with a failure; until it is awaited, the rejection is not unhandled.
  working.catch(() => undefined);
  return {
    released,
    finish: async () => {
      stopping = true;
      await working;
    },
  };
}
