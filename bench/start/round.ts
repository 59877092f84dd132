import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { START } from '../../test/support/start-command.ts';

// Long enough for start-up garbage to settle.
const IDLE_MS = 2_000;

/** What one start came to. */
export interface Started {
  /** Milliseconds until it said that it was ready. */
  readonly ready: number;
  /** Resident while idle, in 10^6 bytes. */
  readonly resident: number;
}

/**
 * Starts the sandbox over a data folder as `npm start` does, lets it be idle and ends it. With a folder for compiled code
 * that is empty, the start is cold.
 */
export async function startOnce(folder: string, compiled?: string, idleMs = IDLE_MS): Promise<Started> {
  const started = performance.now();
  const child = spawn(process.execPath, [...START], {
    env: {
      ...process.env,
      PORT: '0',
      LOG_LEVEL: 'warn',
      DATABASE_URL: `file:${join(folder, 'voice.db')}`,
      ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled }),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  while (!printed.includes('is ready')) {
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    printed += text.toString('utf8');
  }
  const ready = performance.now() - started;
  await delay(idleMs);
  const resident = residentMegabytes(child.pid ?? 0);
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  return { ready, resident };
}

/** Resident set of a process, in 10^6 bytes; Linux only. */
function residentMegabytes(pid: number): number {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kibibytes) * 1024) / 1e6;
}
