import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/service.ts';

test('the built files of the watch client are those of its sources: npm run build:clients', async () => {
  await using folder = await temporaryFolder();
  const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
  const built = spawnSync(process.execPath, [tsc, '-p', 'clients/watch', '--outDir', folder.path], {
    encoding: 'utf8',
  });
  expect(built.stdout + built.stderr).toBe('');

  expect(filesIn('clients/watch/dist')).toEqual(filesIn(folder.path));
});

const filesIn = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
