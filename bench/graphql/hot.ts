import { quartilesOf } from '../figures.ts';
import type { Load, Slice } from '../load/run.ts';
import type { MeasureName } from '../report/measures.ts';
import type { Options } from '../report/piece.ts';
import type { Detail, Found } from '../report/report.ts';
import { inSlices, ratios } from '../slices.ts';
import type { hotBodies } from './operations.ts';
import { type Callers, checkSame, sliceOf, type Target, type TargetName } from './targets.ts';

const PEERS = {
  Q1: ['service', 'apollo', 'mercurius', 'by-hand'],
  Q2: ['service', 'apollo', 'mercurius', 'by-hand'],
  // Mercurius’s compiled queries take no resolveType that is asynchronous: its answer is null.
  Q3: ['service', 'apollo', 'by-hand'],
  'Q1-pii': ['service', 'apollo', 'mercurius'],
} as const satisfies Record<string, readonly TargetName[]>;

/** The newest records, which are asked for again and again. */
export async function measureHot(
  { quick, say }: Options,
  bodies: ReturnType<typeof hotBodies>,
  targets: Readonly<Record<TargetName, Target>>,
  load: Load,
  callers: Callers,
): Promise<Found> {
  const slices: Partial<Record<MeasureName, readonly number[]>> = {};
  const details: Detail[] = [];
  for (const [name, peers] of Object.entries(PEERS)) {
    const operation = name === 'Q1-pii' ? 'Q1' : (name as 'Q1' | 'Q2' | 'Q3');
    const authorization = name === 'Q1-pii' ? callers.pii : callers.masked;
    const chosen = Object.fromEntries(peers.map((peer) => [peer, targets[peer]])) as Partial<
      Record<TargetName, Target>
    >;
    for (const body of bodies[operation].slice(0, 3))
      await checkSame(chosen as Record<string, Target>, body, authorization);
    say(`${name}: the same answers by ${peers.join(', ')}`);
    const measured = await inSlices(
      quick ? 1 : 6,
      Object.fromEntries(
        peers.map((peer) => [
          peer,
          (round: number) =>
            sliceOf(load, targets[peer], authorization, {
              bodies: bodies[operation],
              from: round * 100,
              seconds: quick ? 0.1 : 1.2,
            }),
        ]),
      ) as Record<TargetName, (round: number) => Promise<Slice>>,
    );
    for (const peer of peers.slice(1)) {
      const measure = `${name.toLowerCase()}/${peer}` as MeasureName;
      slices[measure] = ratios(measured.service, measured[peer], ({ rate }) => rate);
    }
    if (name === 'Q1') slices['q1-p99/apollo'] = ratios(measured.service, measured.apollo, ({ p99 }) => p99);
    details.push(...peers.flatMap((peer) => detailsOf(`${name}, ${peer}`, measured[peer])));
    for (const peer of peers.slice(1)) {
      // Steadier than rates where the machine does other things meanwhile.
      const { median } = quartilesOf(ratios(measured[peer], measured.service, ({ cpu }) => cpu));
      details.push({ about: `${name}, ${peer} ÷ service: processor time`, value: median, unit: '' });
    }
  }
  return { slices, details };
}

function detailsOf(about: string, slices: readonly Slice[]): Detail[] {
  const median = (figure: (slice: Slice) => number) => quartilesOf(slices.map(figure)).median;
  return [
    { about: `${about}: rate`, value: median(({ rate }) => rate), unit: 'a second' },
    { about: `${about}: processor time`, value: median(({ cpu }) => cpu), unit: 'µs a request' },
    { about: `${about}: the load’s own share of a processor`, value: median(({ busy }) => busy), unit: '' },
  ];
}
