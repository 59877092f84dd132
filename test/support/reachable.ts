import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

const REACHABLE = 0o001;

/** Whether every user may pass through a folder and all that it lies in. */
export async function isReachable(folder: string): Promise<boolean> {
  if (((await stat(folder)).mode & REACHABLE) === 0) return false;
  return dirname(folder) === folder || isReachable(dirname(folder));
}
