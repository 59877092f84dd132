import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { openHost } from './host.ts';
import { askForQueue, openQueue, statusesIn } from './queue.ts';

// At ten a second a queue of forty waits for four times as long as the lease that these processes have.
const PER_SECOND = 10;
const RECIPIENTS = 40;
const MOST_AT_ONCE = 16;
const WAIT_MS = 60_000;
const TIMEOUT_MS = 180_000;

async function openBench(env: Record<string, string> = {}) {
  const cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const queue = cleaning.use(await openQueue(PER_SECOND));
  const host = cleaning.use(await openHost(folder.path, [queue.account], { LEASE_SECONDS: '1', ...env }));
  await host.start();
  return { host, queue, [Symbol.asyncDispose]: () => cleaning.disposeAsync() };
}

const settled = async (url: string) => {
  const statuses = await statusesIn(url);
  return !statuses.includes('SUBMITTING') && statuses;
};

test(
  'a queue far longer than the lease is never of unknown fate, and each recipient is called once',
  async () => {
    await using bench = await openBench();
    const { host, queue } = bench;
    const asked = askForQueue(host.url, 'queue', RECIPIENTS);
    const seen = new Set<string>();
    const statuses = await until(
      'the queue to be sent',
      async () => {
        for (const status of await statusesIn(host.url)) seen.add(status);
        return queue.called.size === RECIPIENTS && settled(host.url);
      },
      WAIT_MS,
    );
    await asked;
    expect(statuses).toEqual(Array(RECIPIENTS).fill('ACCEPTED'));
    expect(seen).toEqual(new Set(['SUBMITTING', 'ACCEPTED']));
    expect(queue.twice()).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'after a kill in the middle of a queue the next start sends what no vendor was asked for, at once and once',
  async () => {
    await using bench = await openBench({ LEASE_SECONDS: '300' });
    const { host, queue } = bench;
    const asked = askForQueue(host.url, 'queue', RECIPIENTS).catch(() => 'cut off');
    await until('some to be called', async () => queue.called.size > 5, WAIT_MS);
    host.kill();
    await host.ended();
    expect(await asked).toBe('cut off');
    await host.start();
    const statuses = await until('the rest to be sent', () => settled(host.url), WAIT_MS);
    const unknown = statuses.filter((status) => status === 'UNKNOWN').length;
    expect(unknown).toBeLessThanOrEqual(MOST_AT_ONCE);
    expect(statuses.filter((status) => status === 'ACCEPTED')).toHaveLength(RECIPIENTS - unknown);
    expect(queue.called.size).toBeGreaterThanOrEqual(RECIPIENTS - unknown);
    expect(queue.twice()).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'after SIGTERM in the middle of a queue the next start sends the rest, and nothing is of unknown fate',
  async () => {
    await using bench = await openBench({ SHUTDOWN_GRACE_SECONDS: '2' });
    const { host, queue } = bench;
    const asked = askForQueue(host.url, 'queue', RECIPIENTS);
    await until('some to be called', async () => queue.called.size > 5, WAIT_MS);
    host.signal('SIGTERM');
    expect(new Set(await asked)).toEqual(new Set(['ACCEPTED', 'SUBMITTING']));
    expect(await host.ended()).toBe(0);
    expect(queue.called.size).toBeLessThan(RECIPIENTS);
    await host.start();
    expect(await until('the rest to be sent', () => settled(host.url), WAIT_MS)).toEqual(
      Array(RECIPIENTS).fill('ACCEPTED'),
    );
    expect(queue.called.size).toBe(RECIPIENTS);
    expect(queue.twice()).toEqual([]);
  },
  TIMEOUT_MS,
);
