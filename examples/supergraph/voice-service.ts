import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const project = new URL('../../', import.meta.url);

/** Starts the service as `npm start` does: a sandbox, over a folder that is gone afterwards. Gives where it listens. */
export async function startVoiceService(): Promise<{ readonly url: string } & AsyncDisposable> {
  const { scripts } = JSON.parse(readFileSync(new URL('package.json', project), 'utf8'));
  const [, , ...start]: string[] = scripts.start.split(' ');
  const folder = await mkdtemp(join(tmpdir(), 'supergraph-'));
  const { PATH = '', HOME = '' } = process.env;
  const service = spawn(process.execPath, start, {
    cwd: project,
    env: { PATH, HOME, SANDBOX: 'on', PORT: '0', LOG_LEVEL: 'warn', DATABASE_URL: `file:${join(folder, 'voice.db')}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    url: await addressOf(service),
    [Symbol.asyncDispose]: async () => {
      if (service.exitCode === null && service.signalCode === null) {
        const exited = once(service, 'exit');
        service.kill();
        await exited;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Reads its welcome, which says where the API is. */
async function addressOf(service: ChildProcess): Promise<string> {
  let printed = '';
  service.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  for (;;) {
    const address = /API +(https?:\/\/\S+)\/graphql/.exec(printed)?.[1];
    if (address) return address;
    if (service.exitCode !== null) throw new Error(`The voice service ended with ${service.exitCode}:\n${printed}`);
    await Promise.race([once(service, 'exit'), once(service.stdout ?? service, 'data')]);
  }
}
