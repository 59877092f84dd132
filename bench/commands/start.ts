import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Slices } from '../report/measures.ts';
import { startOnce } from '../start/round.ts';
import { temporaryFolder } from '../stores/folder.ts';

/** Starts over nothing at all, again and again: no database, and no code that an earlier start compiled. */
export async function measureColdStarts(quick: boolean): Promise<Slices> {
  await using folder = await temporaryFolder();
  const starts = [];
  for (let round = 0; round < (quick ? 1 : 4); round++) {
    const own = join(folder.path, String(round));
    await mkdir(own);
    starts.push(await startOnce(own, join(own, 'compiled'), quick ? 0 : undefined));
  }
  return { 'ready-cold': starts.map(({ ready }) => ready), 'idle-memory': starts.map(({ resident }) => resident) };
}
