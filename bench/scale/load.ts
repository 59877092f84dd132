import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { bindingAt } from '../../test/support/many-calls.ts';
import { until } from '../../test/support/until.ts';
import { type Database, look, makeDatabase, type Setup, startReplicas } from './setup.ts';

/**
 * What the generator is to do; `rate` is in pushes a second, `after` the place in the event log to subscribe behind.
 */
export interface Job {
  readonly kind: 'flood' | 'follow';
  readonly urls: readonly string[];
  readonly connections: number;
  readonly milliseconds: number;
  readonly rate: number;
  readonly bindings: number;
  readonly after: number;
}

export interface JobResult {
  readonly acknowledged: number;
  readonly refused: number;
  readonly took: number;
  readonly latencies: readonly number[];
}

/** What one round of one set-up came to. */
export interface LoadFigures {
  /** Pushes a second. */
  readonly durable: number;
  readonly applied: number;
  /** Milliseconds from a push to its event, of all pushes at all subscribers. */
  readonly latencies: readonly number[];
}

export interface LoadOptions {
  readonly seconds: number;
  readonly rate: number;
}

// Enough that a batch forms at each of three processes, and a wait for the disk leaves no process idle.
const CONNECTIONS = 48;
const BINDINGS = 500;
const WARM_UP_MS = 1_000;
const DRAIN_MS = 120_000;

/** A thread that makes load. */
export function startGenerator(): { run(job: Job): Promise<JobResult> } & AsyncDisposable {
  const worker = new Worker(new URL('./generator.ts', import.meta.url));
  return {
    run: async (job) => {
      worker.postMessage(job);
      const [result] = (await once(worker, 'message')) as [JobResult | { failure: string }];
      if ('failure' in result) throw new Error(result.failure);
      return result;
    },
    [Symbol.asyncDispose]: async () => void (await worker.terminate()),
  };
}

/**
 * One round: the set-up is started over a new database, warmed up, watched at a steady rate, and then given all that it
 * takes.
 */
export async function measureLoad(
  setup: Setup,
  server: string,
  generator: ReturnType<typeof startGenerator>,
  { seconds, rate }: LoadOptions,
): Promise<LoadFigures> {
  await using database = await makeDatabase(setup.engine, server);
  await bindBefore(database);
  await using replicas = await startReplicas(setup, database);
  await using inside = await look(database);
  const job = { urls: replicas.urls, connections: CONNECTIONS, bindings: BINDINGS, rate, after: 0 };
  await generator.run({ ...job, kind: 'flood', milliseconds: WARM_UP_MS });
  await allApplied(inside.db);
  const after = await inside.store.events.lastSeq();
  const { latencies } = await generator.run({ ...job, kind: 'follow', milliseconds: seconds * 1_000, after });
  await allApplied(inside.db);

  const before = await callsIn(inside.db);
  const started = performance.now();
  const flood = await generator.run({ ...job, kind: 'flood', milliseconds: seconds * 1_000 });
  await allApplied(inside.db);
  const drained = performance.now() - started;
  const made = (await callsIn(inside.db)) - before;
  if (flood.refused > 0 || made !== flood.acknowledged) {
    const counts = `${flood.acknowledged} pushes were acknowledged, ${flood.refused} refused, and ${made} are calls.`;
    throw new Error(`${counts}\n${replicas.output()}`);
  }
  return {
    durable: (flood.acknowledged * 1_000) / flood.took,
    applied: (flood.acknowledged * 1_000) / drained,
    latencies,
  };
}

async function bindBefore(database: Database): Promise<void> {
  await using inside = await look(database);
  await inside.store.transaction(async (tx) => {
    for (let place = 0; place < BINDINGS; place++) await tx.bindings.insert(bindingAt(place));
  });
}

type Tables = Awaited<ReturnType<typeof look>>['db'];

async function allApplied(db: Tables): Promise<void> {
  const waiting = db.selectFrom('deliveries').select('id').where('state', '=', 'RECEIVED').limit(1);
  await until('every push to be applied', async () => !(await waiting.executeTakeFirst()), DRAIN_MS);
}

/** The calls that are linked to a binding. */
async function callsIn(db: Tables): Promise<number> {
  const { count } = await db
    .selectFrom('calls')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('binding_id', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}
