import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from '../crash/chance.ts';
import type { Findings } from '../crash/checks.ts';
import { openHost } from '../crash/host.ts';
import { askForQueue, openQueue, statusesIn } from '../crash/queue.ts';
import { temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';

export interface PauseOptions {
  readonly databaseUrl: string;
  readonly rounds: number;
  readonly chance: Chance;
  readonly leaseSeconds: number;
}

const PER_SECOND = 10;
const RECIPIENTS = 30;
const MOST_CALLED_BEFORE = 12;
const WAIT_MS = 60_000;

/**
 * Stops one of two processes in the middle of its queue, at a random moment and for longer than its lease, and lets it
 * go on while the other one is at the rest, or once that is sent.
 */
export async function pauseRounds({ databaseUrl, rounds, chance, leaseSeconds }: PauseOptions): Promise<Findings> {
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const queue = cleaning.use(await openQueue(PER_SECOND));
  const env = { DATABASE_URL: databaseUrl, LEASE_SECONDS: String(leaseSeconds), SHUTDOWN_GRACE_SECONDS: '60' };
  const open = async () => cleaning.use(await openHost(folder.path, [queue.account], env));
  const hosts = [await open(), await open()] as const;
  await Promise.all(hosts.map((host) => host.start()));
  const violations: string[] = [];
  let takenOver = 0;

  for (let round = 0; round < rounds; round++) {
    const [paused, other] = round % 2 === 0 ? hosts : ([hosts[1], hosts[0]] as const);
    const first = 13_800_000_000 + round * RECIPIENTS;
    const before = queue.called.size;
    const asked = askForQueue(paused.url, `round-${round}`, RECIPIENTS, first).catch(() => []);
    const enough = before + 1 + chance.below(MOST_CALLED_BEFORE);
    await until('some to be called', async () => queue.called.size >= enough, WAIT_MS);
    await delay(chance.below(100));
    paused.process?.kill('SIGSTOP');
    // What it had written to the wire when it was stopped arrives within the lease.
    await delay(leaseSeconds * 900);
    const stopped = queue.called.size;
    const some = stopped + 1 + chance.below(before + RECIPIENTS - stopped - 4);
    await until('the other one to go on', async () => queue.called.size >= some, WAIT_MS);
    paused.process?.kill('SIGCONT');
    const settled = async () => {
      const statuses = await statusesIn(other.url);
      return !statuses.includes('SUBMITTING');
    };
    await until('the queue to be settled', settled, WAIT_MS);
    await asked;
    takenOver += queue.called.size - stopped;
  }
  const statuses = await statusesIn(hosts[0].url);
  const unknown = statuses.filter((status) => status === 'UNKNOWN').length;
  const failed = statuses.filter((status) => status === 'FAILED').length;
  const claim = (promise: string, broken: readonly string[]) => {
    if (broken.length > 0) violations.push(`${promise}: ${broken}`);
  };
  claim('no recipient is called twice', queue.twice());
  claim(
    'every recipient is called, or of unknown fate, or was refused',
    queue.called.size + unknown + failed >= rounds * RECIPIENTS
      ? []
      : [`${queue.called.size} called, ${unknown} unknown`],
  );
  claim(
    'no process ends by itself',
    hosts.flatMap(({ fallen }) => fallen),
  );
  return { violations, figures: { rounds, 'taken over': takenOver, unknown, failed, called: queue.called.size } };
}
