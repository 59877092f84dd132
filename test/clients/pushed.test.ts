import { expect, test } from 'vitest';
import { createBackoff } from '../../clients/watch/dist/backoff.js';
import { pushed, type Sink } from '../../clients/watch/dist/pushed.js';

const NEVER = new AbortController().signal;

test('of a source that is faster than its consumer a thousand items wait, and then it is left', async () => {
  let isStopped = false;
  const items = pushed<number>((sink) => {
    for (let item = 0; item < 5_000; item++) sink.next(item);
    return () => {
      isStopped = true;
    };
  }, NEVER);
  const taken: number[] = [];
  const take = async () => {
    for await (const item of items) taken.push(item);
  };

  await expect(take()).rejects.toThrow('faster than they were taken');
  expect(taken).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  expect(isStopped).toBe(true);
});

test('an abort ends an iteration that waits, and stops its source', async () => {
  const leaving = new AbortController();
  let sink: Sink<number> | undefined;
  let isStopped = false;
  const items = pushed<number>((given) => {
    sink = given;
    return () => {
      isStopped = true;
    };
  }, leaving.signal);
  const first = items.next();
  sink?.next(1);
  expect(await first).toEqual({ done: false, value: 1 });

  const waiting = items.next();
  leaving.abort();

  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(isStopped).toBe(true);
});

test('waits double up to their bound, each drawn from its upper half, and begin anew when it is reset', () => {
  const bounds = (random: number) => {
    const backoff = createBackoff({ firstMs: 100, longestMs: 500, random: () => random });
    const waits = Array.from({ length: 4 }, () => backoff.next());
    backoff.reset();
    return [...waits, backoff.next()];
  };
  expect(bounds(0)).toEqual([50, 100, 200, 250, 50]);
  expect(bounds(1)).toEqual([100, 200, 400, 500, 100]);
});
