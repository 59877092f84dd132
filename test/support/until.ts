import { setTimeout as delay } from 'node:timers/promises';

/** Asks again until the answer is truthy; fails with what was waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  milliseconds = 10_000,
): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > end) throw new Error(`Waited ${milliseconds} ms in vain for ${what}.`);
    await delay(10);
  }
}
