import { ConnectionLost } from './transport.ts';

/** What a source pushes to. */
export interface Sink<Item> {
  next(item: Item): void;
  error(reason: unknown): void;
  complete(): void;
}

// Of a slow consumer so many items wait in memory. Beyond it the source is left, and resumed later from the cursor.
const MOST_WAITING = 1_000;

/** What a source pushes, to be taken one by one. `start` returns how to stop it; it is stopped when the iteration ends. */
export async function* pushed<Item>(
  start: (sink: Sink<Item>) => () => void,
  signal: AbortSignal,
): AsyncGenerator<Item, void, void> {
  const waiting: Item[] = [];
  let ending: { readonly reason?: unknown } | undefined;
  let wake = () => {};
  const end = (how: { readonly reason?: unknown }) => {
    ending ??= how;
    wake();
  };
  const stop = start({
    next: (item) => {
      if (ending) return;
      if (waiting.length >= MOST_WAITING) {
        return end({ reason: new ConnectionLost('Items came faster than they were taken.') });
      }
      waiting.push(item);
      wake();
    },
    error: (reason) => end({ reason }),
    complete: () => end({}),
  });
  const abort = () => end({});
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  try {
    for (;;) {
      if (signal.aborted) return;
      if (waiting.length > 0) {
        yield waiting.shift() as Item;
      } else if (ending) {
        if ('reason' in ending) throw ending.reason;
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal.removeEventListener('abort', abort);
    stop();
  }
}
