import { createChance } from '../crash/chance.ts';
import { type MemoryWatch, watchMemory } from '../soak/memory.ts';
import { BIND, type Bound, type CallChange, RELEASE, WATCH_CALLS } from '../support/documents.ts';
import { type RunningService, startService, temporaryFolder } from '../support/service.ts';
import { subscribe } from '../support/subscribe.ts';
import type { Attack } from './attack.ts';
import { graphqlRequest } from './documents.ts';
import { ACCOUNTS, push } from './pushes.ts';
import { rawBytes, socketTalk } from './sockets.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly milliseconds: number;
  readonly onProgress?: (done: number, memory: MemoryWatch) => void;
}

export interface FuzzReport {
  /** What broke, each with the input that broke it; empty where nothing did. */
  readonly broken: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
  /** How fast the process's memory grew in the second half, in 10^6 bytes a minute. */
  readonly growth: number;
}

const THROWERS = [push, push, push, graphqlRequest, graphqlRequest, socketTalk, rawBytes] as const;
const WORKERS = 6;
// Enough to see what led to a crash, of which the last input need not be the cause.
const REMEMBERED = 10;
const MOST_BROKEN = 20;
// Seed and worker give the whole of it.
const LONGEST_TOLD = 300;
const PROGRESS_MS = 10_000;

/**
 * Throws what the seed says at the running process for a while; then it must still be the same process, and carry a
 * whole journey. Each worker's inputs follow from the seed; how they fall together does not.
 */
export async function fuzz({ seed, milliseconds, onProgress }: FuzzOptions): Promise<FuzzReport> {
  await using folder = await temporaryFolder();
  await using service = await startService(folder.path, { SANDBOX: 'on', LOG_LEVEL: 'silent' }, ACCOUNTS);
  const memory = watchMemory(service.process.pid ?? 0);
  const end = performance.now() + milliseconds;
  const broken: string[] = [];
  const thrown = new Map<string, number>();
  let slowest = 0;
  const isOver = () => performance.now() > end || broken.length >= MOST_BROKEN || service.process.exitCode !== null;

  const throwAll = async (worker: number): Promise<void> => {
    const chance = createChance(seed + worker);
    const last: string[] = [];
    while (!isOver()) {
      const attack: Attack = chance.oneOf(THROWERS)(chance);
      if (last.push(JSON.stringify(attack.what.slice(0, LONGEST_TOLD))) > REMEMBERED) last.shift();
      const began = performance.now();
      const fault = await attack.run(service.url).catch((error: unknown) => String(error));
      slowest = Math.max(slowest, performance.now() - began);
      const [kind = ''] = attack.what.split(' ');
      thrown.set(kind, (thrown.get(kind) ?? 0) + 1);
      if (fault !== undefined) broken.push(`${fault}\n  worker ${worker}, last inputs:\n    ${last.join('\n    ')}`);
    }
  };
  const progress = setInterval(() => onProgress?.(total(thrown), memory), PROGRESS_MS);
  await Promise.all(Array.from({ length: WORKERS }, (_, worker) => throwAll(worker)));
  clearInterval(progress);
  memory.stop();
  if (service.process.exitCode !== null)
    broken.push(`the process ended with ${service.process.exitCode}:\n${service.output().slice(-2_000)}`);
  else broken.push(...(await journeyFaults(service)));
  return {
    broken,
    figures: {
      ...Object.fromEntries(thrown),
      'slowest, ms': Math.round(slowest),
      'memory at the end, MB': Math.round(memory.last),
    },
    growth: memory.slope(),
  };
}

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

/** A binding is made, a call goes through it and is seen live, and it is released: as if nothing had been. */
async function journeyFaults(service: RunningService): Promise<string[]> {
  using calls = await subscribe<CallChange>(service.url, WATCH_CALLS, { filter: { reference: 'after-the-fuzz' } });
  const input = {
    idempotencyKey: 'after-the-fuzz',
    accountId: 'acct_sandbox_winnerlook',
    numberA: '13812345678',
    numberB: '13912345678',
    reference: 'after-the-fuzz',
  };
  const bound = await service.query<Bound>(BIND, { input });
  const binding = bound.data.createAxbBinding.binding;
  if (binding?.status !== 'ACTIVE') return [`after the fuzz nothing can be bound: ${JSON.stringify(bound)}`];
  const dialled = await fetch(`${service.url}/sandbox/dial`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: input.numberA, to: binding.numberX, outcome: 'answered', seconds: 3 }),
  });
  if (dialled.status !== 200) return [`after the fuzz no call can be placed: ${await dialled.text()}`];
  const statuses: string[] = [];
  while (statuses.at(-1) !== 'COMPLETED') statuses.push((await calls.next()).status);
  const released = await service.query<{ releaseBinding: Bound['createAxbBinding'] }>(RELEASE, { id: binding.id });
  const { status } = released.data.releaseBinding.binding ?? {};
  return status === 'RELEASED' ? [] : [`after the fuzz a binding cannot be released: ${JSON.stringify(released)}`];
}
