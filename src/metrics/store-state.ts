import { setTimeout as delay } from 'node:timers/promises';
import type { Store } from '../store/store.ts';

/** Whether the store answers, for probes and figures, which ask often and wait only shortly. */
export interface StoreState {
  /** Why it does not answer; undefined where it does. */
  failure(): Promise<string | undefined>;
}

// As long as a probe's own patience usually is (Kubernetes: 1 s), with what the answer needs on its way.
const PATIENCE_MS = 900;
// Probes of several balancers cost one question together.
const FRESH_MS = 500;

/** Watches a store by a question that is answered from an index. At no time is more than one on its way. */
export function watchStore(store: Store, now: () => number = () => performance.now()): StoreState {
  let asked: Promise<string | undefined> | undefined;
  let known: { failure: string | undefined; at: number } | undefined;
  const ask = async () => {
    const failure = await store.events.floor().then(() => undefined, reasonOf);
    known = { failure, at: now() };
    asked = undefined;
    return failure;
  };
  return {
    failure: () => {
      if (!asked && known && now() - known.at < FRESH_MS) return Promise.resolve(known.failure);
      asked ??= ask();
      return Promise.race([asked, delay(PATIENCE_MS, `it has not answered for ${PATIENCE_MS} ms`, { ref: false })]);
    },
  };
}

/** The code of an error, or its kind: its text may name hosts and users, and every client of the port can read this. */
function reasonOf(error: unknown): string {
  const { code, errcode, name = 'Error' } = error as { code?: unknown; errcode?: unknown; name?: string };
  return `it answers with an error (${[code ?? name, errcode].filter((part) => part !== undefined).join(' ')})`;
}
