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

/** Starts so many of them, each at one of the processes. */
export function startWatching(count: number, door: Door): Watchers {
  const subscribers = Array.from({ length: count }, () => createSubscriber());
  let stopping = false;
  let moves = -count;
  const watching = subscribers.map(async (subscriber) => {
    while (!stopping) {
      if (!subscriber.isWhole) {
        await subscriber.disconnect();
        await subscriber.connect(door()).then(
          () => moves++,
          // Nobody is there just now: it knocks at the next door.
          () => subscriber.disconnect(),
        );
      }
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
