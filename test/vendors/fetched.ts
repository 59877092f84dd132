import { buffer } from 'node:stream/consumers';
import { createRecordingHttp, type FetchOptions, type RecordingPolicy } from '../../src/vendors/recording-http.ts';

export const RECORDING_TIMEOUTS = { connect: 500, total: 500 };
type Policy = Partial<RecordingPolicy> & { hosts: readonly string[] };

/** What comes of fetching an address under a policy, and the bytes where there are any. */
export async function fetched(policy: Policy, url: string, options: Partial<FetchOptions> = {}) {
  const http = createRecordingHttp({ allowPrivate: true, timeouts: RECORDING_TIMEOUTS, ...policy });
  try {
    const signal = new AbortController().signal;
    const answer = await http.fetch(url, { largestBytes: 1_000_000, signal, ...options });
    return { answer, bytes: answer.kind === 'content' ? await buffer(answer.body).catch((e: Error) => e) : undefined };
  } finally {
    await http.close();
  }
}
