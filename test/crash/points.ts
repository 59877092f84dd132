import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../support/until.ts';
import type { Chance } from './chance.ts';
import { type Clients, QUEUED } from './clients.ts';
import type { Host } from './host.ts';
import type { Postman } from './postman.ts';
import type { Releaser } from './releaser.ts';
import type { Subscriber } from './subscriber.ts';
import type { Vendors } from './vendors.ts';

/** Everything that a crash is made with. */
export interface World {
  readonly host: Host;
  readonly vendors: Vendors;
  readonly postman: Postman;
  readonly clients: Clients;
  readonly releaser: Releaser;
  readonly subscriber: Subscriber;
  readonly chance: Chance;
}

const WAIT_MS = 20_000;
const BURST = 300;
const MOST_OF_A_QUEUE = 15;
const LONGEST_LIFE_MS = 600;
const LONGEST_PULL_MS = 4_000;
// A start takes some 600 ms where nothing else runs.
const LONGEST_START_MS = 900;

/** Waits until the moment has come at which `strike` was called. */
async function moment(what: string, arrange: (strike: () => void) => void): Promise<void> {
  let struck = false;
  arrange(() => {
    struck = true;
  });
  await until(what, async () => struck, WAIT_MS);
}

const killedAt = (host: Host, what: string, arrange: (strike: () => void) => void) =>
  moment(what, (strike) =>
    arrange(() => {
      host.kill();
      strike();
    }),
  );

/** Each point produces its moment from outside and kills the process at it. */
export const POINTS = {
  'while a report page is being pulled': async ({ host, vendors, clients, chance }) => {
    await until('messages to report on', async () => vendors.spoken.length > 0, WAIT_MS);
    reportMany(vendors, chance, 20);
    let handedOut = false;
    let over = false;
    const atOnce = chance.happens(0.4);
    vendors.onAnswered(/getReport/, () => {
      handedOut = true;
      if (atOnce && !over) host.kill();
    });
    const end = performance.now() + LONGEST_PULL_MS;
    while (!handedOut && performance.now() < end) {
      await clients.pull().catch(() => undefined);
      await delay(chance.below(5));
    }
    over = true;
    host.kill();
  },
  'at a random moment': async ({ host, chance }) => {
    await delay(chance.below(LONGEST_LIFE_MS));
    host.kill();
  },
  'request arrived, not executed': ({ host, vendors, chance }) =>
    killedAt(host, 'a request to be spoilt', (strike) =>
      vendors.spoilNext(chance.oneOf(['winnerlook', 'emay']), { kind: 'silence', when: 'before' }, strike),
    ),
  'executed, not answered': ({ host, vendors, chance }) =>
    killedAt(host, 'a request to be executed without an answer', (strike) =>
      vendors.spoilNext(chance.oneOf(['winnerlook', 'emay']), { kind: 'silence', when: 'after' }, strike),
    ),
  'connection reset, then killed': async ({ host, vendors, chance }) => {
    const when = chance.oneOf(['before', 'after']);
    await moment('a connection to be reset', (strike) =>
      vendors.spoilNext(chance.oneOf(['winnerlook', 'emay']), { kind: 'reset', when }, strike),
    );
    // Time enough for a second send, if there were one.
    await delay(chance.below(40));
    host.kill();
  },
  'answered, perhaps not saved': ({ host, vendors, chance }) => {
    const path = chance.oneOf([/middleNumberAXB/, /middleNumberUnbind/, /notify/, /voice\/send/]);
    return killedAt(host, 'a request to be answered', (strike) => vendors.onAnswered(path, strike));
  },
  'in the middle of a queue': async ({ host, vendors, clients, chance }) => {
    const called = () => [...vendors.executions.keys()].filter((number) => number.startsWith(QUEUED)).length;
    const enough = called() + 1 + chance.below(MOST_OF_A_QUEUE);
    void clients.send('queue');
    await until('a part of a queue to be called', async () => called() >= enough, WAIT_MS);
    if (chance.happens(0.5)) await delay(chance.below(50));
    host.kill();
  },
  'push sent, not acknowledged': async ({ host, postman, chance }) => {
    await moment('a push to be sent', (strike) => postman.onSent(strike));
    if (chance.happens(0.7)) await delay(chance.below(4));
    host.kill();
  },
  'push acknowledged': ({ host, postman }) =>
    killedAt(host, 'a push to be acknowledged', (strike) => postman.onAcknowledged(strike)),
  'during a burst of pushes': async ({ host, postman, vendors, chance }) => {
    const enough = postman.acknowledged.size + chance.below(BURST);
    dialMany(vendors, chance, BURST);
    await until('a part of the burst to be acknowledged', async () => postman.acknowledged.size >= enough, WAIT_MS);
    host.kill();
  },
  'during a subscription’s catch-up': async ({ host, postman, vendors, subscriber, chance }) => {
    await subscriber.disconnect();
    const enough = postman.acknowledged.size + BURST / 2;
    dialMany(vendors, chance, BURST / 2);
    await until('something to catch up with', async () => postman.acknowledged.size >= enough, WAIT_MS);
    await subscriber.connect(host.url);
    const some = 1 + chance.below(BURST / 2);
    await until('a part of the catch-up', async () => subscriber.fresh >= some, WAIT_MS);
    host.kill();
  },
  'while starting': async ({ host, chance }) => {
    await delay(chance.below(LONGEST_LIFE_MS));
    host.kill();
    await host.ended();
    host.spawn();
    if (chance.happens(0.5)) await delay(chance.below(LONGEST_START_MS));
    // From the open port to readiness what the last life left is applied.
    else await host.listening();
    if (chance.happens(0.5)) await delay(chance.below(30));
    host.kill();
  },
} as const satisfies Record<string, (world: World) => Promise<void>>;

export type Point = keyof typeof POINTS;

export function dialMany({ bound, dial }: Vendors, chance: Chance, count: number): void {
  for (let dialled = 0; dialled < count; dialled++) {
    const binding = bound[chance.below(bound.length)];
    if (binding) dial(binding, chance.oneOf(['ANSWERED', 'ANSWERED', 'BUSY', 'NO_ANSWER']));
  }
}

export function reportMany({ spoken, notified, emay, winnerlook }: Vendors, chance: Chance, count: number): void {
  for (let reported = 0; reported < count; reported++) {
    const outcome = chance.oneOf(['ANSWERED', 'ANSWERED', 'NO_ANSWER', 'BUSY']);
    const message = spoken[chance.below(spoken.length)];
    const notification = notified[chance.below(notified.length)];
    if (message !== undefined) emay.report({ messageId: message, outcome, seconds: 5 });
    if (notification !== undefined) winnerlook.report({ messageId: notification, outcome, seconds: 5 });
  }
}
