import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { temporaryFolder } from './service.ts';

/** A folder for a test file's own files, gone when its tests are over. */
export interface Files {
  /** Where a file of that name is, or would be. */
  path(name: string): string;
  /** Writes a file: text as it is, anything else as JSON. Gives where it is. */
  write(content: unknown): Promise<string>;
}

export function filesOfTest(): Files {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let written = 0;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder[Symbol.asyncDispose]());
  const path = (name: string) => join(folder.path, name);
  return {
    path,
    write: async (content) => {
      const file = path(`${++written}.json`);
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
      return file;
    },
  };
}
