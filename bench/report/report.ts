import { cpus, loadavg } from 'node:os';
import { quartilesOf } from '../figures.ts';
import { type Goal, MEASURES, type Measure, type MeasureName, type Piece, type Slices } from './measures.ts';

/** A line that is printed below the table: what was measured along the way. */
export interface Detail {
  readonly about: string;
  readonly value: number;
  readonly unit: string;
}

/** What one piece found. */
export interface Found {
  readonly slices: Slices;
  readonly details: readonly Detail[];
}

/** One row of the table. `met` is null where nothing must be met, or nothing was measured. */
export interface Row {
  readonly measure: MeasureName;
  readonly piece: Piece;
  readonly about: string;
  readonly unit: string;
  readonly lower: number | null;
  readonly median: number | null;
  readonly upper: number | null;
  readonly slices: number;
  readonly must: string;
  readonly stretch: number | null;
  readonly met: boolean | null;
}

export interface Report {
  readonly machine: { readonly processors: number; readonly model: string; readonly load: readonly number[] };
  readonly node: string;
  /** Stored calls of the small store and of the large one, which the measures call 10,000 and 1,000,000. */
  readonly calls: readonly [number, number];
  readonly rows: readonly Row[];
  readonly details: readonly Detail[];
}

const names = Object.keys(MEASURES) as MeasureName[];

/** Puts every measure of the pieces beside what it must come to, measured or not. */
export function reportOf(found: ReadonlyMap<Piece, Found>, calls: readonly [number, number]): Report {
  const rows = names.filter((name) => found.has(MEASURES[name].piece)).map((name) => rowOf(name, found));
  return {
    machine: { processors: cpus().length, model: cpus()[0]?.model ?? '', load: loadavg() },
    node: process.version,
    calls,
    rows,
    details: [...found.values()].flatMap(({ details }) => details),
  };
}

function rowOf(measure: MeasureName, found: ReadonlyMap<Piece, Found>): Row {
  const { piece, about, goal, unit }: Measure = MEASURES[measure];
  const values = found.get(piece)?.slices[measure] ?? [];
  const { lower, median, upper } = quartilesOf(values);
  const isMeasured = values.length > 0;
  return {
    measure,
    piece,
    about,
    unit: unit ?? 'ratio',
    lower: isMeasured ? lower : null,
    median: isMeasured ? median : null,
    upper: isMeasured ? upper : null,
    slices: values.length,
    must: mustOf(goal),
    stretch: goal?.stretch ?? null,
    met: isMeasured && goal ? isMet(goal, median) : null,
  };
}

const isMet = (goal: Goal, value: number) => ('atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost);

function mustOf(goal: Goal | undefined): string {
  if (!goal) return '';
  return 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
}

const digits = (value: number) => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

/** The report as a table for people. */
export function tableOf({ machine, node, calls, rows, details }: Report): string {
  const widest = Math.max(...rows.map(({ about }) => about.length));
  const lines = rows.map((row) => {
    const { lower, median, upper } = row;
    const value =
      lower === null || median === null || upper === null
        ? 'not measured'
        : `${digits(median)} [${digits(lower)}–${digits(upper)}]${row.unit === 'ratio' ? '' : ` ${row.unit}`}`;
    const verdict = row.met === null ? '' : row.met ? 'met' : 'NOT MET';
    return `${row.about.padEnd(widest)}  ${value.padEnd(26)}${row.must.padEnd(10)}${verdict}`;
  });
  return [
    `${machine.processors} × ${machine.model}, load ${machine.load.map((load) => load.toFixed(1)).join(' ')}, Node ${node}`,
    `stores of ${calls.map((count) => count.toLocaleString('en')).join(' and ')} calls`,
    `${'median of the slices [quartiles]'.padEnd(widest + 2)}${''.padEnd(26)}must`,
    ...lines,
    '',
    ...details.map(({ about, value, unit }) => `${about.padEnd(widest)}  ${digits(value)} ${unit}`),
    '',
  ].join('\n');
}
