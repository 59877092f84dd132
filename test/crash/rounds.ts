import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { createChance } from './chance.ts';
import { type Findings, findings } from './checks.ts';
import { startClients } from './clients.ts';
import { deliveryStates } from './deliveries.ts';
import { openHost } from './host.ts';
import { dialMany, POINTS, type Point, reportMany, type World } from './points.ts';
import { hirePostman } from './postman.ts';
import { startReleasing } from './releaser.ts';
import { createSubscriber } from './subscriber.ts';
import { startVendors } from './vendors.ts';

export interface CrashOptions {
  readonly rounds: number;
  readonly seed: number;
  /** The points to crash at, in turn; left out: all of them. */
  readonly points?: readonly Point[];
  /** Pushes a second while the process lives. */
  readonly pushesPerSecond?: number;
  /** No round begins after so many milliseconds. */
  readonly budgetMs?: number;
  readonly onRound?: (round: number, point: Point, startMs: number) => void;
}

const TICK_MS = 20;
// Pushes pile up while the process is down; a vendor has its bounds too.
const MOST_WAITING = 600;
const DRAIN_MS = 60_000;
const FIRST_BINDING_MS = 20_000;

/**
 * Kills the real process over and over, over one data folder, under load, and looks at the end whether anything was
 * lost, done twice or told wrong.
 */
export async function crashRounds(options: CrashOptions): Promise<Findings> {
  const { rounds, seed, pushesPerSecond = 250, budgetMs = Number.POSITIVE_INFINITY, onRound } = options;
  const points = options.points ?? (Object.keys(POINTS) as Point[]);
  const chance = createChance(seed);
  const begun = performance.now();
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const postman = hirePostman(chance, { carriers: 16, repeated: 0.1, shuffled: true });
  cleaning.defer(() => postman.stop());
  const vendors = cleaning.use(await startVendors({ post: postman.post, account: { timeouts: { total: 3_000 } } }));
  const host = cleaning.use(await openHost(folder.path, [...vendors.accounts, vendors.paced]));
  const subscriber = createSubscriber();
  cleaning.defer(() => subscriber.disconnect());

  let slowestStart = await host.start();
  await subscriber.connect(host.url);
  const load = { binding: 2, notification: 1, batch: 1, pullEveryMs: 500 };
  const clients = startClients(() => host.url, load, vendors.handedOut);
  const releaser = startReleasing(() => host.url, clients.requests);
  const world: World = { host, vendors, postman, clients, releaser, subscriber, chance };
  await until('a first binding', async () => vendors.bound.length > 0, FIRST_BINDING_MS);
  const dialling = startDialling(world, pushesPerSecond);
  cleaning.defer(() => dialling.stop());

  let done = 0;
  for (; done < rounds && performance.now() - begun < budgetMs; done++) {
    const point = points[done % points.length] ?? 'at a random moment';
    await POINTS[point](world);
    await host.ended();
    await subscriber.disconnected();
    const startMs = await host.start();
    slowestStart = Math.max(slowestStart, startMs);
    await subscriber.connect(host.url);
    onRound?.(done + 1, point, startMs);
  }

  await dialling.stop();
  await clients.finish();
  await releaser.finish();
  await until('every push to be acknowledged', async () => postman.waiting === 0, DRAIN_MS);
  const { figures, violations } = await findings({
    ...world,
    urls: [host.url],
    fallen: host.fallen,
    subscribers: [subscriber],
  });
  host.kill();
  await host.ended();
  const { RECEIVED = 0, FAILED = 0, UNMATCHED = 0 } = deliveryStates(join(folder.path, 'voice.db'));
  return {
    violations: [
      ...violations,
      ...(RECEIVED > 0 ? [`every delivery is applied: ${RECEIVED} are not`] : []),
      ...(FAILED > 0 ? [`every delivery can be applied: ${FAILED} could not`] : []),
    ],
    figures: {
      rounds: done,
      ...figures,
      'deliveries unmatched': UNMATCHED,
      'slowest acknowledgement, ms': Math.round(postman.slowest),
      'slowest start under load, ms': Math.round(slowestStart),
      'seconds in all': Math.round((performance.now() - begun) / 1000),
    },
  };
}

type Dialled = Pick<World, 'vendors' | 'postman' | 'chance'>;

/** Lets people dial the bindings that exist, and messages end, at an even pace. */
export function startDialling({ vendors, postman, chance }: Dialled, perSecond: number): { stop(): Promise<void> } {
  let stopping = false;
  const dialling = (async () => {
    let due = 0;
    for (let tick = 0; !stopping; tick++) {
      if (postman.waiting < MOST_WAITING) {
        due += (perSecond * TICK_MS) / 1000;
        dialMany(vendors, chance, Math.floor(due));
        due %= 1;
        if (tick % 10 === 0) reportMany(vendors, chance, 2);
      }
      await delay(TICK_MS);
    }
  })();
  return {
    stop: async () => {
      stopping = true;
      await dialling;
    },
  };
}
