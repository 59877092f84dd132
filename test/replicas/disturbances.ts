import { setTimeout as delay } from 'node:timers/promises';
import type { Chance } from '../crash/chance.ts';
import { administer } from '../support/administer.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import type { Cluster } from './cluster.ts';

/** What replicas have to live through. */
export interface Stage {
  readonly cluster: Cluster;
  readonly server: PostgresServer;
  readonly chance: Chance;
  /** Opens a span of time in which the database takes nothing, or not from all; closed by what it gives. */
  readonly beginOutage: () => () => void;
}

const LONGEST_ABSENCE_MS = 1_500;
const LONGEST_OUTAGE_MS = 2_000;
// After so long PostgreSQL ends a transaction that stands still, so that its locks come free; a pause can be longer.
const ENDED_AFTER_MS = 10_000;
const LONGEST_PAUSE_MS = 14_000;

/** Each is over when it returns: every process and the database run again. */
export const DISTURBANCES = {
  'a replica is killed': async ({ cluster, chance }) => {
    const host = chance.oneOf(cluster.hosts);
    host.kill();
    await host.ended();
    await delay(chance.below(LONGEST_ABSENCE_MS));
    await host.start();
  },
  'a replica is replaced': async ({ cluster, chance }) => {
    const host = chance.oneOf(cluster.hosts);
    host.signal('SIGTERM');
    const code = await host.ended();
    if (code !== 0) throw new Error(`A replica that was told to end ended with ${code}:\n${host.output()}`);
    await host.start();
  },
  'the database crashes': async ({ server, chance, beginOutage }) => {
    const endOutage = beginOutage();
    await server.crash();
    await delay(chance.below(LONGEST_OUTAGE_MS));
    await server.start();
    endOutage();
  },
  'the database is restarted': async ({ server, beginOutage }) => {
    const endOutage = beginOutage();
    await server.stop();
    await server.start();
    endOutage();
  },
  'connections are cut': async ({ server, beginOutage }) => {
    const endOutage = beginOutage();
    const others = "application_name like 'voice-subgraph%'";
    await administer(server.url, `select pg_terminate_backend(pid) from pg_stat_activity where ${others}`);
    endOutage();
  },
  'two replicas are killed': async ({ cluster, chance }) => {
    const kept = chance.oneOf(cluster.hosts);
    const killed = cluster.hosts.filter((host) => host !== kept);
    for (const host of killed) host.kill();
    await Promise.all(killed.map((host) => host.ended()));
    await delay(chance.below(LONGEST_ABSENCE_MS));
    await Promise.all(killed.map((host) => host.start()));
  },
  'a replica stands still': async ({ cluster, chance, beginOutage }) => {
    const host = chance.oneOf(cluster.hosts);
    const pause = chance.below(LONGEST_PAUSE_MS);
    // A client whose request was cut off gets an error, and asks again.
    const endOutage = pause >= ENDED_AFTER_MS ? beginOutage() : undefined;
    host.process?.kill('SIGSTOP');
    await delay(pause);
    host.process?.kill('SIGCONT');
    endOutage?.();
  },
} as const satisfies Record<string, (stage: Stage) => Promise<void>>;

export type Disturbance = keyof typeof DISTURBANCES;
