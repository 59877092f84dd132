import { setTimeout as delay } from 'node:timers/promises';
import { createChance } from '../crash/chance.ts';
import { type Findings, findings } from '../crash/checks.ts';
import { startClients } from '../crash/clients.ts';
import { hirePostman } from '../crash/postman.ts';
import { startReleasing } from '../crash/releaser.ts';
import { startDialling } from '../crash/rounds.ts';
import { startVendors } from '../crash/vendors.ts';
import { administer } from '../support/administer.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { startCluster } from './cluster.ts';
import { DISTURBANCES, type Disturbance } from './disturbances.ts';
import { recordOutages } from './outages.ts';
import { startWatching } from './watchers.ts';

export interface ReplicaOptions {
  readonly seed: number;
  /** What happens, one after the other. */
  readonly disturbances: Iterable<Disturbance>;
  /** Milliseconds between one and the next. */
  readonly calmMs: number;
  readonly pushesPerSecond: number;
  readonly onDisturbed?: (disturbance: Disturbance, milliseconds: number) => void;
}

const DRAIN_MS = 90_000;
const FIRST_BINDING_MS = 20_000;
// A share of requests is sent to two processes at the same time.
const TWICE = 0.3;

/**
 * Three processes on one database under load, while processes and the database come and go; looks at the end whether
 * anything was lost, done twice or told wrong.
 */
export async function replicaRounds(options: ReplicaOptions): Promise<Findings> {
  const { seed, disturbances, calmMs, pushesPerSecond, onDisturbed } = options;
  const chance = createChance(seed);
  const begun = performance.now();
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const server = cleaning.use(await startPostgres());
  const postman = hirePostman(chance, { carriers: 8, repeated: 0.1, shuffled: true, door: () => cluster.door() });
  cleaning.defer(() => postman.stop());
  const vendors = cleaning.use(await startVendors({ post: postman.post, account: { timeouts: { total: 3_000 } } }));
  const cluster = cleaning.use(
    await startCluster(folder.path, [...vendors.accounts, vendors.paced], server.url, chance),
  );
  const { door } = cluster;
  const watchers = await startWatching(cluster.urls, door);
  cleaning.defer(() => watchers.stop());
  const copies = () => (chance.happens(TWICE) ? 2 : 1);
  const load = { binding: 1, notification: 1, batch: 1, queue: 1, pullEveryMs: 400, copies };
  const clients = startClients(door, load, vendors.handedOut);
  const releaser = startReleasing(door, clients.requests);
  await until('a first binding', async () => vendors.bound.length > 0, FIRST_BINDING_MS);
  const dialling = startDialling({ vendors, postman, chance }, pushesPerSecond);
  cleaning.defer(() => dialling.stop());

  const outages = recordOutages();
  let disturbed = 0;
  for (const disturbance of disturbances) {
    await delay(calmMs);
    const from = performance.now();
    await DISTURBANCES[disturbance]({ cluster, server, chance, beginOutage: outages.begin });
    onDisturbed?.(disturbance, performance.now() - from);
    disturbed++;
  }

  await delay(calmMs);
  await dialling.stop();
  await clients.finish();
  await releaser.finish();
  await watchers.stop();
  await until('every push to be acknowledged', async () => postman.waiting === 0, DRAIN_MS);
  const deliveries = () => deliveryStates(server.url);
  await until('every delivery to be applied', async () => (await deliveries()).RECEIVED === undefined, DRAIN_MS).catch(
    () => undefined,
  );
  const { urls, fallen } = cluster;
  const { subscribers } = watchers;
  const scene = { urls, fallen, vendors, postman, clients, releaser, subscribers };
  const { figures, violations } = await findings(scene);
  const { RECEIVED = 0, FAILED = 0, UNMATCHED = 0 } = await deliveries();
  const uncalledFor = clients.refusals.filter((at) => !outages.covers(at)).length;
  return {
    violations: [
      ...violations,
      ...(RECEIVED > 0 ? [`every delivery is applied: ${RECEIVED} are not`] : []),
      ...(FAILED > 0 ? [`every delivery can be applied: ${FAILED} could not`] : []),
      ...(uncalledFor > 0 ? [`no client is turned away while the database runs: ${uncalledFor} were`] : []),
    ],
    figures: {
      disturbances: disturbed,
      ...figures,
      'deliveries unmatched': UNMATCHED,
      'requests turned away': clients.refusals.length,
      'subscribers moved': watchers.moves,
      'slowest acknowledgement, ms': Math.round(postman.slowest),
      'seconds in all': Math.round((performance.now() - begun) / 1000),
    },
  };
}

/** How many deliveries the database holds in each state. */
async function deliveryStates(url: string): Promise<Record<string, number>> {
  const rows = await administer<{ state: string; n: string }>(
    url,
    'select state, count(*) as n from deliveries group by state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]));
}
