import type { Metered } from '../processes/metered.ts';
import { startWorker, type Worker } from '../processes/worker.ts';
import type { RequestsJob, RequestsResult } from './requests.ts';

/** A process that sends requests. */
export type Load = Worker<RequestsJob, RequestsResult>;

/** What a slice at one server came to. */
export interface Slice extends RequestsResult {
  /** Microseconds of the server's processor time for one request. */
  readonly cpu: number;
  /** The 99th percentile of the delay of the server's event loop, in milliseconds. */
  readonly loopDelay: number;
}

export const startLoad = (): Load => startWorker<RequestsJob, RequestsResult>('requests');

/** What may be left out of a job: nothing is unique, one turn from the first body on. */
export type JobAt = Omit<RequestsJob, 'url' | 'from' | 'prefix' | 'seconds'> &
  Partial<Pick<RequestsJob, 'from' | 'prefix' | 'seconds'>>;

/** Sends requests to a server and takes what they cost it; `settled` waits until the server has done its work. */
export async function sliceAt(
  load: Load,
  server: Metered,
  job: JobAt,
  settled: (result: RequestsResult) => Promise<void> = async () => undefined,
): Promise<Slice> {
  const before = await server.usage();
  const result = await load.run({ url: server.url, from: 0, prefix: '', seconds: 0, ...job });
  await settled(result);
  const after = await server.usage();
  return { ...result, cpu: (after.cpu - before.cpu) / result.answered, loopDelay: after.delayP99 };
}
