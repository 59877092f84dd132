import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Loaded into a measured process before its own code (`node --import`): tells its parent over IPC what the process has
 * used. Without a parent that asks, it does nothing.
 */
export interface Usage {
  /** Microseconds of processor time since the start. */
  readonly cpu: number;
  /** Bytes on the heap that are in use; after a collection where that was asked for. */
  readonly heap: number;
  /** The 99th percentile of the event loop's delay since the last time that it was asked for, in milliseconds. */
  readonly delayP99: number;
}

export interface UsageRequest {
  readonly meter: number;
  /** Whether garbage is collected first. */
  readonly collect?: boolean;
}

// A timer of one millisecond is late by the loop's own delay; a coarser one does not see short stalls.
const delay = monitorEventLoopDelay({ resolution: 1 });
const NANOSECONDS = 1e6;
let isWatched = false;

function usage({ collect = false }: UsageRequest): Usage {
  if (collect) {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
  }
  const { user, system } = process.cpuUsage();
  const delayP99 = isWatched ? delay.percentile(99) / NANOSECONDS : Number.NaN;
  delay.reset();
  // From the first question on, so that a process of which it is never asked has no timer more.
  if (!isWatched) delay.enable();
  isWatched = true;
  return { cpu: user + system, heap: process.memoryUsage().heapUsed, delayP99 };
}

process.on('message', (message: UsageRequest) => {
  if (typeof message?.meter === 'number') process.send?.({ meter: message.meter, usage: usage(message) });
});
// The channel alone does not keep the process alive.
process.channel?.unref();
