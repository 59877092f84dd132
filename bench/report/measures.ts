/** The parts of `npm run bench` that have measures to meet. */
export type Piece = 'graphql' | 'subscriptions' | 'callbacks' | 'commands';

/** What a measure must come to, and what would be better still. */
export type Goal =
  | { readonly atLeast: number; readonly stretch?: number }
  | { readonly atMost: number; readonly stretch?: number };

export interface Measure {
  readonly piece: Piece;
  readonly about: string;
  /** Left out: the figure is for reading, and cannot fail. */
  readonly goal?: Goal;
  /** Left out: a ratio. */
  readonly unit?: 'kB' | 'ms' | 'MB' | 'µs' | 'a second';
  /** Measured only where another checkout is given to compare with. */
  readonly needsBase?: true;
}

const atLeast = (value: number, stretch?: number): Goal => ({ atLeast: value, ...(stretch ? { stretch } : {}) });
const atMost = (value: number, stretch?: number): Goal => ({ atMost: value, ...(stretch ? { stretch } : {}) });

const graphql = (about: string, goal?: Goal): Measure => ({ piece: 'graphql', about, ...(goal ? { goal } : {}) });
const subscriptions = (about: string, goal?: Goal, unit?: Measure['unit']): Measure => ({
  piece: 'subscriptions',
  about,
  ...(goal ? { goal } : {}),
  ...(unit ? { unit } : {}),
});
const callbacks = (about: string, goal: Goal, more: Partial<Measure> = {}): Measure => ({
  piece: 'callbacks',
  about,
  goal,
  ...more,
});
const commands = (about: string, goal: Goal, unit?: Measure['unit']): Measure => ({
  piece: 'commands',
  about,
  goal,
  ...(unit ? { unit } : {}),
});

/** Every measure that a whole run gives, by its name in the JSON. */
export const MEASURES = {
  'q1/apollo': graphql('Q1, page of 20 calls with binding and account ÷ stock Apollo', atLeast(3.4, 6)),
  'q2/apollo': graphql('Q2, one call, 6 fields ÷ stock Apollo', atLeast(2.4, 5)),
  'q3/apollo': graphql('Q3, _entities of 50 calls ÷ stock Apollo', atLeast(3.5, 5)),
  'q1-pii/apollo': graphql('Q1 with voice:pii, audited ÷ stock Apollo, unaudited', atLeast(1.8, 3.5)),
  'q1/mercurius': graphql('Q1 ÷ Mercurius with jit', atLeast(1.8, 3)),
  'q2/mercurius': graphql('Q2 ÷ Mercurius with jit', atLeast(0.85, 2)),
  'q1-pii/mercurius': graphql('Q1 with voice:pii ÷ Mercurius with jit, unaudited', atLeast(0.95, 1.8)),
  'q1/by-hand': graphql('Q1 ÷ hand-written handler', atLeast(0.45, 0.8)),
  'q2/by-hand': graphql('Q2 ÷ hand-written handler', atLeast(0.2, 0.5)),
  'q3/by-hand': graphql('Q3 ÷ hand-written handler', atLeast(0.65, 0.9)),
  'q1-cold/apollo': graphql('Q1, each record read for the first time ÷ stock Apollo', atLeast(2.3)),
  'q2-cold/apollo': graphql('Q2, each record read for the first time ÷ stock Apollo', atLeast(2)),
  'q1-p99/apollo': graphql('p99 of Q1 at 50 connections ÷ stock Apollo', atMost(0.5, 0.25)),
  'fan-out-1000/bare': subscriptions('fan-out to 1,000, one filter ÷ bare ws.send', atLeast(0.6, 1)),
  'fan-out-5000/bare': subscriptions('fan-out to 5,000, one filter ÷ bare ws.send', atLeast(0.9, 1.5)),
  'fan-out-1000/graphql-ws': subscriptions('fan-out to 1,000, one filter ÷ stock graphql-ws'),
  'fan-out-5000/graphql-ws': subscriptions('fan-out to 5,000, one filter ÷ stock graphql-ws'),
  'own-ids-1000/graphql-ws': subscriptions('1,000 with ids of their own ÷ stock graphql-ws', atLeast(1.5, 3)),
  'own-ids-5000/graphql-ws': subscriptions('5,000 with ids of their own ÷ stock graphql-ws', atLeast(1.5, 3)),
  'heap-a-subscriber': subscriptions('heap per idle subscriber, of 5,000', atMost(5, 4), 'kB'),
  'applied/insert': callbacks('pushes applied and visible ÷ one durable insert a request', atLeast(1.5, 2)),
  'applied/base': callbacks('pushes applied and visible ÷ the base', atLeast(4, 6), { needsBase: true }),
  'applied-postgres/base': callbacks('PostgreSQL: pushes applied and visible ÷ the base', atLeast(3, 5), {
    needsBase: true,
  }),
  'cpu/parse': callbacks('processor time a push, saturated ÷ parse and answer', atMost(10, 6)),
  'visible-500-p50/insert': callbacks('push to subscriber, p50 at 500/s ÷ insert acknowledged', atMost(3, 1.5)),
  'visible-500-p99/insert': callbacks('push to subscriber, p99 at 500/s ÷ insert acknowledged', atMost(4, 2)),
  'visible-1000-p50/insert': callbacks('push to subscriber, p50 at 1,000/s ÷ insert acknowledged', atMost(3, 1.5)),
  'visible-1000-p99/insert': callbacks('push to subscriber, p99 at 1,000/s ÷ insert acknowledged', atMost(4, 2)),
  'loop-delay-p99': callbacks('event-loop delay, p99 at 1,000 pushes/s', atMost(20, 5), { unit: 'ms' }),
  'sends/proxy': commands('sends, 16 at a time ÷ a proxy with two durable commits', atLeast(0.8, 1.3)),
  'binds/proxy': commands('binds, 16 at a time ÷ a proxy with two durable commits', atLeast(0.8, 1.3)),
  'flat/sqlite': commands('SQLite: dearest operation at 1,000,000 calls ÷ at 10,000', atMost(1.3)),
  'flat/postgres': commands('PostgreSQL: dearest operation at 1,000,000 calls ÷ at 10,000', atMost(1.3)),
  'ready-cold': commands('ready, cold', atMost(1_000), 'ms'),
  'idle-memory': commands('resident while idle, with the simulators', atMost(150), 'MB'),
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof MEASURES;

/** What the slices of a run came to, for every measure of a piece. */
export type Slices = Partial<Record<MeasureName, readonly number[]>>;
