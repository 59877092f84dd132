import { once } from 'node:events';
import { expect } from 'vitest';
import { spawnService } from './service.ts';

/**
 * Starts the service where it is not to start. Gives its exit code and what it said: one line beside its log, and no
 * stack trace. Without settings that say otherwise it is a sandbox on a port that the system chooses. `uid`: as another
 * user.
 */
export async function refusedStart(
  env: Record<string, string>,
  uid?: number,
): Promise<{ exitCode: number; said: string }> {
  const service = spawnService({ HOST: '127.0.0.1', PORT: '0', SANDBOX: 'on', ...env }, uid);
  const [exitCode] = (await once(service.process, 'close')) as [number];
  const said = service
    .output()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('{'))
    .join('\n');
  expect(said).not.toMatch(/^\s+at |node:internal|Node\.js v/m);
  return { exitCode, said };
}
