import { afterAll, beforeAll } from 'vitest';
import { type RunningService, startService, temporaryFolder } from './service.ts';

/**
 * Opens one for all tests of a file or of a `describe`, before the first, and closes it after the last; gives how a
 * test gets it. For tests that neither change nor count what others of them make, in whatever order they run: a start
 * of the service takes a second of CPU.
 */
export function shared<T extends AsyncDisposable>(open: () => Promise<T>): () => T {
  let opened: T | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(async () => opened?.[Symbol.asyncDispose]());
  return () => {
    if (!opened) throw new Error('It is not open yet: ask for it in a test.');
    return opened;
  };
}

/** The service over a folder of its own, for all of these tests. */
export function sharedService(...settings: OmitFirst<Parameters<typeof startService>>): () => RunningService {
  return shared(async () => {
    const folder = await temporaryFolder();
    const service = await startService(folder.path, ...settings);
    return {
      ...service,
      [Symbol.asyncDispose]: async () => {
        await service[Symbol.asyncDispose]();
        await folder[Symbol.asyncDispose]();
      },
    };
  });
}

type OmitFirst<All extends readonly unknown[]> = All extends [unknown, ...infer Rest] ? Rest : never;
