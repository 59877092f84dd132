import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createChance } from '../crash/chance.ts';
import { type Findings, findings } from '../crash/checks.ts';
import { startClients } from '../crash/clients.ts';
import { deliveryStates } from '../crash/deliveries.ts';
import { openHost } from '../crash/host.ts';
import { hirePostman } from '../crash/postman.ts';
import { startReleasing } from '../crash/releaser.ts';
import { startDialling } from '../crash/rounds.ts';
import { openSlowPeer } from '../crash/slow-peer.ts';
import { createSubscriber } from '../crash/subscriber.ts';
import { startVendors, type Vendors } from '../crash/vendors.ts';
import { temporaryFolder } from '../support/service.ts';
import { until } from '../support/until.ts';
import { injectFaults } from './faults.ts';
import { type MemoryWatch, watchMemory } from './memory.ts';

/**
 * Mixed load for some minutes while vendors fail in every way; at the end the vendors and the service must agree on
 * every record, and memory must not have grown. Ends with 1 where they do not or it has.
 * `node test/soak/soak.ts [minutes] [seed]`
 */
const [minutes = '10', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2);

// A leak of a kilobyte for each of the 80 calls a second would be 5 MB a minute.
const MOST_GROWTH = 3;
// Heap and caches fill up first: the slope of a shorter run is told, and not judged.
const JUDGED_FROM_MINUTES = 5;
const CALLS_PER_SECOND = 80;
const FAULT_EVERY_MS = 500;
const PROGRESS_MS = 10_000;
const DRAIN_MS = 60_000;
// Long enough for every held answer, short enough that silence does not stop a client for long.
const VENDOR_TIMEOUT_MS = 1_500;
const LONGEST_HOLD_MS = 200;

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function soak(): Promise<Findings> {
  const chance = createChance(Number(seed));
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const postman = hirePostman(chance, { carriers: 8, repeated: 0.2, shuffled: true });
  cleaning.defer(() => postman.stop());
  const vendors: Vendors = cleaning.use(
    await startVendors({
      post: postman.post,
      account: { timeouts: { total: VENDOR_TIMEOUT_MS } },
      // The first call, and the end of a message, may come before the vendor's own answer.
      onExecuted: ({ bound, callId }) => {
        if (bound && chance.happens(0.5)) vendors.dial(bound, 'ANSWERED');
        if (callId && chance.happens(0.3)) {
          vendors.winnerlook.report({ messageId: callId, outcome: 'ANSWERED', seconds: 3 });
        }
      },
    }),
  );
  const hold = () => (chance.happens(0.2) ? delay(chance.below(LONGEST_HOLD_MS)) : undefined);
  const peers = [
    cleaning.use(await openSlowPeer(vendors.winnerlook.baseUrl, hold)),
    cleaning.use(await openSlowPeer(vendors.emay.baseUrl, hold)),
  ];
  const accounts = vendors.accounts.map((account, index) => ({ ...account, baseUrl: peers[index]?.baseUrl }));
  const host = cleaning.use(await openHost(folder.path, accounts));
  const subscriber = createSubscriber();
  cleaning.defer(() => subscriber.disconnect());

  await host.start();
  await subscriber.connect(host.url);
  const load = { binding: 2, notification: 2, batch: 2, pullEveryMs: 500 };
  const clients = startClients(() => host.url, load, vendors.handedOut);
  const releaser = startReleasing(() => host.url, clients.requests);
  const world = { host, vendors, postman, clients, releaser, subscriber, chance };
  await until('a first binding', async () => vendors.bound.length > 0, DRAIN_MS);
  const dialling = startDialling(world, CALLS_PER_SECOND);
  cleaning.defer(() => dialling.stop());
  const faults = injectFaults(vendors, chance, FAULT_EVERY_MS);
  cleaning.defer(() => faults.stop());
  const memory = watchMemory(host.process?.pid ?? 0);
  cleaning.defer(() => memory.stop());

  const end = performance.now() + Number(minutes) * 60_000;
  while (performance.now() < end && host.fallen.length === 0) {
    await delay(Math.min(PROGRESS_MS, Math.max(0, end - performance.now())));
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    const { length } = clients.requests;
    say(`${left} s left: ${postman.acknowledged.size} pushes, ${length} requests, ${memory.last.toFixed(0)} MB`);
  }
  memory.stop();
  await faults.stop();
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
  for (const [name, count] of faults.injected) say(`fault ${name}: ${count}`);
  return {
    violations: [
      ...violations,
      ...(RECEIVED > 0 ? [`every delivery is applied: ${RECEIVED} are not`] : []),
      ...(FAILED > 0 ? [`every delivery can be applied: ${FAILED} could not`] : []),
      ...growth(memory),
    ],
    figures: {
      ...figures,
      'deliveries unmatched': UNMATCHED,
      'slowest acknowledgement, ms': Math.round(postman.slowest),
      'memory at the end, MB': Math.round(memory.last),
      'memory samples': memory.samples,
      'growth of memory, MB a minute': Number(memory.slope().toFixed(2)),
    },
  };
}

function growth(memory: MemoryWatch): string[] {
  const slope = memory.slope();
  if (Number(minutes) < JUDGED_FROM_MINUTES || slope <= MOST_GROWTH) return [];
  return [`memory grows by at most ${MOST_GROWTH} MB a minute: ${slope.toFixed(2)}`];
}

say(`${minutes} minutes from seed ${seed}`);
const { figures, violations } = await soak();
for (const [name, value] of Object.entries(figures)) say(`${name}: ${value}`);
for (const violation of violations) say(`BROKEN ${violation}`);
process.exit(violations.length > 0 ? 1 : 0);
