import { expect, test } from 'vitest';
import { createChance } from '../crash/chance.ts';
import { openHost } from '../crash/host.ts';
import { askForQueue, openQueue, statusesIn } from '../crash/queue.ts';
import { openDatabase } from '../support/postgres.ts';
import { temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { pauseRounds } from './pauses.ts';

const TIMEOUT_MS = 240_000;
const LEASE_SECONDS = 2;
// A look every second, and a machine that wakes processes late.
const SLACK_MS = 8_000;
const RECIPIENTS = 40;
const MOST_AT_ONCE = 16;

test(
  'a queue whose process is killed is gone on with by the other one within the lease, and no recipient is called twice',
  async () => {
    await using cleaning = new AsyncDisposableStack();
    const folder = cleaning.use(await temporaryFolder());
    const database = cleaning.use(await openDatabase());
    const queue = cleaning.use(await openQueue(6));
    const env = { DATABASE_URL: database.url, LEASE_SECONDS: String(LEASE_SECONDS) };
    const one = cleaning.use(await openHost(folder.path, [queue.account], env));
    const other = cleaning.use(await openHost(folder.path, [queue.account], env));
    await Promise.all([one.start(), other.start()]);
    const asked = askForQueue(one.url, 'queue', RECIPIENTS).catch(() => 'cut off');
    await until('some to be called', async () => queue.called.size > 5);
    one.kill();
    const killed = performance.now();
    await one.ended();
    expect(await asked).toBe('cut off');
    const before = queue.called.size;
    await until('the other to go on', async () => queue.called.size > before + 1, LEASE_SECONDS * 1_000 + SLACK_MS);
    expect(performance.now() - killed).toBeLessThan(LEASE_SECONDS * 1_000 + SLACK_MS);
    const statuses = await until(
      'the rest to be sent',
      async () => {
        const seen = await statusesIn(other.url);
        return !seen.includes('SUBMITTING') && seen;
      },
      60_000,
    );
    const unknown = statuses.filter((status) => status === 'UNKNOWN').length;
    expect(unknown).toBeLessThanOrEqual(MOST_AT_ONCE);
    expect(statuses.filter((status) => status === 'ACCEPTED')).toHaveLength(RECIPIENTS - unknown);
    expect(queue.twice()).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'a process suspended for longer than its lease sends nothing more of its queue, which the other one sends',
  async () => {
    await using database = await openDatabase();
    const { violations, figures } = await pauseRounds({
      databaseUrl: database.url,
      rounds: 3,
      chance: createChance(20260501),
      leaseSeconds: LEASE_SECONDS,
    });
    expect(violations).toEqual([]);
    expect(figures['taken over']).toBeGreaterThan(20);
  },
  TIMEOUT_MS,
);
