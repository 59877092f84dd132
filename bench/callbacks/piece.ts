import { setTimeout as delay } from 'node:timers/promises';
import { quartilesOf } from '../figures.ts';
import type { RequestsResult } from '../load/requests.ts';
import { type Load, type Slice, sliceAt, startLoad } from '../load/run.ts';
import type { Metered } from '../processes/metered.ts';
import { ask, CALLBACK_PATH } from '../processes/service.ts';
import { bearerOf } from '../processes/tokens.ts';
import type { Slices } from '../report/measures.ts';
import type { Options } from '../report/piece.ts';
import type { Detail, Found } from '../report/report.ts';
import { pushOf } from '../scale/pushes.ts';
import { inSlices, ratios } from '../slices.ts';
import { temporaryFolder } from '../stores/folder.ts';
import { type Servers, startServers } from './servers.ts';

// As many as a busy vendor keeps open, and enough that a server always has one to work on.
const CONNECTIONS = 48;
const RATES = [500, 1_000] as const;
const BINDINGS = 500;
const DRAIN_MS = 60_000;

/** What a flood came to: pushes that were acknowledged, applied and visible, a second. */
interface Flood extends Slice {
  readonly applied: number;
}

/** Pushes, beside a handler that keeps them and one that only reads them, and beside another checkout. */
export async function measureCallbacks(options: Options): Promise<Found> {
  const { quick } = options;
  await using cleaning = new AsyncDisposableStack();
  const folder = cleaning.use(await temporaryFolder());
  const load = cleaning.use(startLoad());
  const bindings = quick ? 8 : BINDINGS;
  const servers = await startServers(options, folder.path, load, bindings, cleaning);
  const bodies = Array.from({ length: bindings }, (_, place) => pushOf('{{id}}', place).toString('utf8'));
  const floods = await measureFloods(load, servers, bodies, quick);
  const paced = await measurePaced(load, servers, bodies, quick);
  return { slices: { ...floods.slices, ...paced.slices }, details: [...floods.details, ...paced.details] };
}

/** Every name is of one push: of this run, of this slice. */
let slice = 0;
const nextPrefix = () => `${process.pid}-${++slice}-`;

async function measureFloods(load: Load, servers: Servers, bodies: readonly string[], quick: boolean): Promise<Found> {
  const seconds = quick ? 0.2 : 1.5;
  const flood = (server: Metered, isService: boolean) => async (): Promise<Flood> => {
    const started = performance.now();
    const job = { ...jobOf(bodies, isService), seconds };
    const result = await sliceAt(load, server, job, isService ? (sent) => allVisible(server.url, sent) : undefined);
    return { ...result, applied: (result.answered * 1_000) / (performance.now() - started) };
  };
  const { service, insert, parse, base, postgres, basePostgres } = servers;
  const measured: Readonly<Record<string, readonly Flood[]>> = await inSlices(quick ? 1 : 5, {
    service: flood(service, true),
    insert: flood(insert, false),
    parse: flood(parse, false),
    ...(base && { base: flood(base, true) }),
    ...(postgres && { postgres: flood(postgres, true) }),
    ...(basePostgres && { basePostgres: flood(basePostgres, true) }),
  } as Record<string, () => Promise<Flood>>);
  const of = (name: string) => measured[name] ?? [];
  const applied = ({ applied: rate }: Flood) => rate;
  const slices: Slices = {
    'applied/insert': ratios(of('service'), of('insert'), applied),
    'applied/base': ratios(of('service'), of('base'), applied),
    'applied-postgres/base': ratios(of('postgres'), of('basePostgres'), applied),
    'cpu/parse': ratios(of('service'), of('parse'), ({ cpu }) => cpu),
  };
  return { slices, details: Object.keys(measured).flatMap((name) => floodDetails(name, of(name))) };
}

async function measurePaced(load: Load, servers: Servers, bodies: readonly string[], quick: boolean): Promise<Found> {
  const slices: Record<string, readonly number[]> = {};
  const details: Detail[] = [];
  const watchedBy = await bearerOf('voice:read');
  for (const rate of RATES) {
    const paced = (server: Metered, isService: boolean) => () =>
      sliceAt(load, server, {
        ...jobOf(bodies, isService),
        rate,
        seconds: quick ? 0.2 : 2,
        ...(isService ? { watchedBy } : {}),
      });
    const { service, insert } = await inSlices(quick ? 1 : 5, {
      service: paced(servers.service, true),
      insert: paced(servers.insert, false),
    });
    for (const percentile of ['p50', 'p99'] as const) {
      const own = service.map(({ visible }) => visible?.[percentile] ?? Number.NaN);
      const other = insert.map((handler) => handler[percentile]);
      slices[`visible-${rate}-${percentile}/insert`] = ratios(own, other, (value) => value);
      details.push(detail(`push to subscriber, ${percentile} at ${rate}/s`, own, 'ms'));
      details.push(detail(`insert acknowledged, ${percentile} at ${rate}/s`, other, 'ms'));
    }
    if (rate === 1_000) slices['loop-delay-p99'] = service.map(({ loopDelay }) => loopDelay);
  }
  return { slices, details };
}

const jobOf = (bodies: readonly string[], isService: boolean) => ({
  path: isService ? CALLBACK_PATH : '/',
  headers: { 'content-type': 'application/json' },
  bodies,
  prefix: nextPrefix(),
  connections: CONNECTIONS,
  expected: '',
});

const VISIBLE = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) { ... on Call { status binding { id } } }
}`;

interface Visible {
  readonly _entities: readonly ({ readonly status: string; readonly binding: object | null } | null)[];
}

/** Waits until the last push of every connection can be read, and those before it have been with it. */
async function allVisible(url: string, { last }: RequestsResult): Promise<void> {
  const representations = last.map((vendorCallId) => ({ __typename: 'Call', vendor: 'WINNERLOOK', vendorCallId }));
  const latest = performance.now() + DRAIN_MS;
  for (;;) {
    const { _entities: calls } = await ask<Visible>(url, VISIBLE, { representations }, 'voice:read');
    if (calls.every((call) => call?.status === 'COMPLETED' && call.binding)) return;
    if (performance.now() > latest) throw new Error(`Not every push was visible after ${DRAIN_MS} ms.`);
    await delay(5);
  }
}

function floodDetails(name: string, floods: readonly Flood[]): Detail[] {
  const of = (figure: (flood: Flood) => number) => floods.map(figure);
  return [
    detail(
      `pushes, ${name}`,
      of(({ applied }) => applied),
      'a second',
    ),
    detail(
      `pushes, ${name}: processor time`,
      of(({ cpu }) => cpu),
      'µs a push',
    ),
  ];
}

const detail = (about: string, values: readonly number[], unit: string): Detail => ({
  about,
  value: quartilesOf(values).median,
  unit,
});
