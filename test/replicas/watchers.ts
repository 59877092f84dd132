import { setTimeout as delay } from 'node:timers/promises';
import type { Door } from '../crash/ask.ts';
import { createSubscriber, type Subscriber } from '../crash/subscriber.ts';

/** Front ends that watch everything, and go on at another process whenever they are cut off. */
export interface Watchers {
  readonly subscribers: readonly Subscriber[];
  /** How often one of them went on elsewhere. */
  readonly moves: number;
  stop(): Promise<void>;
}

const LOOK_MS = 50;

/** Starts one at each process. */
export async function startWatching(urls: readonly string[], door: Door): Promise<Watchers> {
  const subscribers = urls.map(() => createSubscriber());
  for (const [index, subscriber] of subscribers.entries()) await subscriber.connect(urls[index] ?? door());
  let stopping = false;
  let moves = 0;
  const goOn = async (subscriber: Subscriber) => {
    await subscriber.disconnect();
    try {
      await subscriber.connect(door());
      moves++;
    } catch {
      // No replica answers here now: the watcher tries the next one.
      await subscriber.disconnect();
    }
  };
  const watching = subscribers.map(async (subscriber) => {
    while (!stopping) {
      if (!subscriber.isWhole) await goOn(subscriber);
      await delay(LOOK_MS);
    }
  });
  return {
    subscribers,
    get moves() {
      return moves;
    },
    stop: async () => {
      stopping = true;
      await Promise.all(watching);
    },
  };
}
