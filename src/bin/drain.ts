import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Jobs } from '../application/jobs.ts';
import type { Services } from '../application/services.ts';
import type { Config } from '../config/config.ts';
import type { GraphQLOverHttp } from '../http/graphql/graphql.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** What ends in order when the process is told to end. */
export interface Running {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly sockets: { close(): Promise<void> };
  readonly overHttp: GraphQLOverHttp;
  readonly jobs: Jobs;
  readonly sandbox: Sandbox | undefined;
}

// Falls idle and is closed within the time in which an operator notices nothing.
const IDLE_LOOK_MS = 50;

/**
 * Ends the process at SIGTERM or SIGINT: first the doors, then what came in through them, then the store. `onDraining`
 * is called at once, so that the probe says it. What is not over after SHUTDOWN_GRACE_SECONDS is cut off, with exit
 * code 1.
 */
export function drainWhenTold(running: Running, config: Config, onDraining: () => void): void {
  const { log } = running.services;
  let isDraining = false;
  const begin = async (signal: string) => {
    if (isDraining) return;
    isDraining = true;
    onDraining();
    log.info({ signal }, 'draining');
    // A load balancer learns it from the probe, and sends requests elsewhere before the door is closed.
    await delay(config.shutdownDelaySeconds * 1_000);
    await drain(running, config.shutdownGraceSeconds * 1_000);
    log.info('drained');
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void begin(signal));
}

async function drain({ app, services, sockets, overHttp, jobs, sandbox }: Running, graceMs: number): Promise<void> {
  const { inbox, store, events, accounts } = services;
  setTimeout(() => process.exit(1), graceMs).unref();
  // Half of the time is for what came in; other processes on the same database go on with the rest, or the next start.
  setTimeout(() => {
    inbox.handOver();
    store.lease.handOver();
  }, graceMs / 2).unref();
  await Promise.all([sockets.close(), overHttp.endSubscriptions()]);
  events.close();
  // A connection whose request was under way when the closing began falls idle later: it must not hold the end up.
  const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_LOOK_MS);
  await app.close();
  clearInterval(idle);
  await overHttp.stop();
  await jobs.stop();
  await inbox.settled();
  await sandbox?.close();
  await accounts.close();
  await store.close();
}
