import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { START } from '../test/support/start-command.ts';
import { spreadOf } from './figures.ts';

/**
 * How soon the service is ready and what it holds in memory while idle: the process is started as `npm start` does,
 * over one data folder, again and again. Prints the median and the spread.
 */
const ROUNDS = 7;
// Long enough for start-up garbage to settle.
const IDLE_MS = 2_000;

const folder = mkdtempSync(join(tmpdir(), 'voice-bench-'));
const ready: number[] = [];
const resident: number[] = [];

async function round(): Promise<void> {
  const started = performance.now();
  const child = spawn(process.execPath, [...START], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', DATABASE_URL: `file:${join(folder, 'voice.db')}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  while (!printed.includes('is ready')) {
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    printed += text.toString('utf8');
  }
  ready.push(performance.now() - started);
  await delay(IDLE_MS);
  resident.push(residentMegabytes(child.pid ?? 0));
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** Resident set of a process, in 10^6 bytes; Linux only. */
function residentMegabytes(pid: number): number {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kibibytes) * 1024) / 1e6;
}

function report(name: string, values: readonly number[], unit: string): void {
  const { median, least, most } = spreadOf(values);
  const text = [median, least, most].map((value) => value.toFixed(0));
  process.stdout.write(`${name}: median ${text[0]} ${unit} (from ${text[1]} to ${text[2]}, ${values.length} rounds)\n`);
}

// The first start makes the database and fills the compile cache: it is cold, and reported by itself.
await round();
report('ready, cold start', ready.splice(0), 'ms');
resident.splice(0);
for (let count = 0; count < ROUNDS; count++) await round();
report('ready, warm start', ready, 'ms');
report('resident while idle', resident, 'MB');
rmSync(folder, { recursive: true });
