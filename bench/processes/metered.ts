import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Usage } from './meter.ts';

/** A server in a process of its own, whose processor time is its own. */
export interface Metered extends AsyncDisposable {
  readonly url: string;
  /** What the process has used so far. */
  usage(collect?: boolean): Promise<Usage>;
}

export interface Command {
  /** What Node is given behind the meter: flags, the program and its arguments. */
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Finds the address in what the process prints; gives undefined until it is there. */
  readonly address: (printed: string) => string | undefined;
}

const METER = fileURLToPath(new URL('meter.ts', import.meta.url));
const READY_MS = 60_000;

/** Starts a server under the meter; resolves once it has printed its address. */
export async function startMetered({ args, cwd = process.cwd(), env = {}, address }: Command): Promise<Metered> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', METER, ...args], {
    cwd,
    env: { PATH, HOME, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const url = await addressOf(child, () => printed, address);
  let asked = 0;
  return {
    url,
    usage: async (collect = false) => {
      const meter = ++asked;
      const answer = new Promise<Usage>((resolve, reject) => {
        const gone = () => reject(new Error(`A measured process ended:\n${printed}`));
        const listen = (message: { meter?: number; usage?: Usage }) => {
          if (message.meter !== meter || !message.usage) return;
          child.off('message', listen);
          child.off('exit', gone);
          resolve(message.usage);
        };
        child.on('message', listen);
        child.once('exit', gone);
      });
      child.send({ meter, collect });
      return answer;
    },
    [Symbol.asyncDispose]: () => end(child),
  };
}

async function addressOf(child: ChildProcess, printed: () => string, find: Command['address']): Promise<string> {
  const late = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  try {
    for (;;) {
      const url = find(printed());
      if (url !== undefined) return url;
      if (child.exitCode !== null || child.signalCode !== null) {
        throw new Error(`A measured process ended before it was ready:\n${printed()}`);
      }
      await Promise.race([once(child, 'exit'), once(child.stdout ?? child, 'data')]);
    }
  } finally {
    clearTimeout(late);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
