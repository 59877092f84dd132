import { quartilesOf } from '../figures.ts';
import { type JobAt, type Load, type Slice, sliceAt, startLoad } from '../load/run.ts';
import type { MeasureName, Slices } from '../report/measures.ts';
import type { Options } from '../report/piece.ts';
import type { Detail, Found } from '../report/report.ts';
import { inSlices, ratios } from '../slices.ts';
import { temporaryFolder } from '../stores/folder.ts';
import { filledSqlite } from '../stores/sqlite.ts';
import { coldBodies, hotBodies } from './operations.ts';
import { type Callers, callersOf, checkSame, startTargets, type Target, type TargetName } from './targets.ts';

const CONNECTIONS = 50;
// Larger than what a service would remember of records, so that one can be read for the first time in each slice.
const COLD_CALLS = 100_000;

/** Queries of the service and of its peers: the same requests, over copies of one store. */
export async function measureGraphQL(options: Options): Promise<Found> {
  const { quick, calls, say } = options;
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const load = cleaning.use(startLoad());
  const callers = await callersOf();
  const hot = await measureHot(options, folder.path, load, callers);
  // Records that no server has read before: of a store of its own, at servers of its own.
  const cold = await filledSqlite(quick ? calls[1] : COLD_CALLS, say);
  const targets = await startTargets(['service', 'apollo'], cold, folder.path, callers, cleaning);
  const slices = await measureCold(coldBodies(cold.callIds), targets, load, callers, quick ? 1 : 5);
  return { slices: { ...hot.slices, ...slices }, details: hot.details };
}

const PEERS = {
  Q1: ['service', 'apollo', 'mercurius', 'by-hand'],
  Q2: ['service', 'apollo', 'mercurius', 'by-hand'],
  // Mercurius’s compiled queries take no resolveType that is asynchronous: its answer is null.
  Q3: ['service', 'apollo', 'by-hand'],
  'Q1-pii': ['service', 'apollo', 'mercurius'],
} as const satisfies Record<string, readonly TargetName[]>;

async function measureHot(
  { quick, calls, say }: Options,
  folder: string,
  load: Load,
  callers: Callers,
): Promise<Found> {
  await using cleaning = new AsyncDisposableStack();
  const store = await filledSqlite(calls[0], say);
  const names = ['service', 'apollo', 'mercurius', 'by-hand'] as const;
  const targets = await startTargets(names, store, folder, callers, cleaning);
  const bodies = hotBodies(store.callIds);
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

async function measureCold(
  bodies: ReturnType<typeof coldBodies>,
  targets: Readonly<Record<'service' | 'apollo', Target>>,
  load: Load,
  { masked }: Callers,
  rounds: number,
): Promise<Slices> {
  const measured = async (all: readonly string[]) => {
    const count = Math.floor(all.length / (rounds + 1));
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

function sliceOf(
  load: Load,
  { server, path }: Target,
  authorization: string,
  job: Pick<JobAt, 'bodies' | 'from' | 'seconds' | 'count'>,
): Promise<Slice> {
  const headers = { 'content-type': 'application/json', authorization };
  return sliceAt(load, server, { path, headers, connections: CONNECTIONS, expected: '{"data":{', ...job });
}

function detailsOf(about: string, slices: readonly Slice[]): Detail[] {
  const median = (figure: (slice: Slice) => number) => quartilesOf(slices.map(figure)).median;
  return [
    { about: `${about}: rate`, value: median(({ rate }) => rate), unit: 'a second' },
    { about: `${about}: processor time`, value: median(({ cpu }) => cpu), unit: 'µs a request' },
    { about: `${about}: the load’s own share of a processor`, value: median(({ busy }) => busy), unit: '' },
  ];
}
