import { readFileSync } from 'node:fs';

/** Resident memory of a process over time. */
export interface MemoryWatch {
  readonly last: number;
  /** How fast it grew over the second half, in 10^6 bytes a minute. */
  slope(): number;
  readonly samples: number;
  stop(): void;
}

const EVERY_MS = 5_000;

/** Watches the process until it is stopped; Linux only. */
export function watchMemory(pid: number): MemoryWatch {
  const samples: (readonly [minutes: number, megabytes: number])[] = [];
  const started = performance.now();
  const sample = () => samples.push([(performance.now() - started) / 60_000, residentMegabytes(pid)]);
  sample();
  const timer = setInterval(sample, EVERY_MS);
  return {
    get last() {
      return samples.at(-1)?.[1] ?? 0;
    },
    get samples() {
      return samples.length;
    },
    slope: () => slopeOf(samples.slice(Math.floor(samples.length / 2))),
    stop: () => clearInterval(timer),
  };
}

function residentMegabytes(pid: number): number {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kibibytes) * 1024) / 1e6;
}

/** The slope of the straight line that lies nearest to the points (least squares); 0 for fewer than two. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const together = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return spread > 0 ? together / spread : 0;
}
