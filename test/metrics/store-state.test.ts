import { expect, test } from 'vitest';
import { watchStore } from '../../src/metrics/store-state.ts';
import type { Store } from '../../src/store/store.ts';

/** A store that is asked one thing, and answers as the test says. */
const answering = (floor: () => Promise<number>) => ({ events: { floor } }) as unknown as Store;

test('probes that come together ask the store once, and an answer is good for a moment', async () => {
  let asked = 0;
  let now = 0;
  const state = watchStore(
    answering(async () => ++asked),
    () => now,
  );
  expect(await Promise.all(Array.from({ length: 50 }, () => state.failure()))).toEqual(Array(50).fill(undefined));
  await state.failure();
  expect(asked).toBe(1);
  now += 1_000;
  await state.failure();
  expect(asked).toBe(2);
});

test('a store that hangs is not waited for, nor asked again before it answers', async () => {
  let asked = 0;
  let answer: (floor: number) => void = () => undefined;
  const state = watchStore(
    answering(() => {
      asked++;
      return new Promise((resolve) => {
        answer = resolve;
      });
    }),
  );
  expect(await state.failure()).toMatch(/has not answered/);
  expect(await state.failure()).toMatch(/has not answered/);
  expect(asked).toBe(1);
  answer(0);
  expect(await state.failure()).toBeUndefined();
});

test('an error is told by its code, not by its text, which may name hosts and users', async () => {
  const error = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432 as voice'), { code: 'ECONNREFUSED' });
  const state = watchStore(answering(() => Promise.reject(error)));
  expect(await state.failure()).toBe('it answers with an error (ECONNREFUSED)');
});
