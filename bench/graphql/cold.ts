import type { Load } from '../load/run.ts';
import type { Slices } from '../report/measures.ts';
import { inSlices, ratios } from '../slices.ts';
import type { coldBodies } from './operations.ts';
import { type Callers, sliceOf, type Target } from './targets.ts';

// Seconds, at the rates of the slowest.
const MOST_A_SLICE = 2_500;

/** Records that no server has read before: each round goes on where the last one ended. */
export async function measureCold(
  bodies: ReturnType<typeof coldBodies>,
  targets: Readonly<Record<'service' | 'apollo', Target>>,
  load: Load,
  { masked }: Callers,
  rounds: number,
): Promise<Slices> {
  const measured = async (all: readonly string[]) => {
    const count = Math.min(MOST_A_SLICE, Math.floor(all.length / (rounds + 1)));
    const slice = (target: Target) => (round: number) =>
      sliceOf(load, target, masked, { bodies: all, from: round * count, count, seconds: 0 });
    const { service, apollo } = await inSlices(rounds, {
      service: slice(targets.service),
      apollo: slice(targets.apollo),
    });
    return ratios(service, apollo, ({ rate }) => rate);
  };
  return { 'q1-cold/apollo': await measured(bodies.Q1), 'q2-cold/apollo': await measured(bodies.Q2) };
}
