import { expect, test } from 'vitest';
import { createOutstanding } from '../../../src/application/inbox/outstanding.ts';

/** Whether a promise is resolved by now. */
const isOver = (promise: Promise<void>) =>
  Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(resolve, false))]);

test('work that began before the wait is waited for, in any order of its ends; work that begins later is not', async () => {
  const outstanding = createOutstanding<string>();
  outstanding.begin('one');
  outstanding.begin('two');
  const settled = outstanding.settled();
  outstanding.begin('three');
  outstanding.end(['two']);
  expect(await isOver(settled)).toBe(false);
  outstanding.end(['one']);
  expect(await isOver(settled)).toBe(true);
  expect(await isOver(outstanding.settled())).toBe(false);
});

test('where nothing is begun there is nothing to wait for', async () => {
  await createOutstanding<string>().settled();
});
