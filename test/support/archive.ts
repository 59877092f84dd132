import { archiveJob } from '../../src/application/recordings/archive-recordings.ts';
import type { AccountConfig } from '../../src/config/accounts.ts';
import type { Call } from '../../src/domain/call.ts';
import { openServices, type TestServices } from './services.ts';
import { startSoundHost } from './sound.ts';

/** A house whose account archives the recordings of a host inside the test; a call with one is announced. */
export async function openArchive(changes: Partial<AccountConfig> = {}) {
  const host = await startSoundHost();
  const bench = await openServices([
    {
      id: 'acct_1',
      vendor: 'INTERLINE',
      baseUrl: host.url,
      credentials: { devid: 'd', authKey: 'k', appid: 'a' },
      recordings: { archive: true, allowPrivate: true },
      ...changes,
    },
  ]);
  const job = archiveJob();
  const url = `${host.url}/13800138000.wav`;
  return {
    ...bench,
    host,
    url,
    announce: () => announce(bench, changes.vendor ?? 'INTERLINE', url),
    run: (stopping?: AbortSignal) => job.run(bench.services, stopping),
    [Symbol.asyncDispose]: async () => {
      await bench[Symbol.asyncDispose]();
      await host[Symbol.asyncDispose]();
    },
  };
}

const PUSHES: Record<string, (url: string) => object> = {
  INTERLINE: (url) => ({
    ...{ devid: 'd', appid: 'a', taskid: 't1', caller: '13800138000', rcaller: '17100000001', callee: '13900139000' },
    ...{ result: 'answered', beginTime: Math.floor(Date.now() / 1000), duration: 5, recording: url },
  }),
  WINNERLOOK: (url) => ({
    ...{ accountId: 'a', callId: 't1', callerNumber: '13800138000', calleeNumber: '13900139000', displayNumber: '1' },
    ...{ callerState: '0', calleeState: '0', duration: 5, recUrl: url },
  }),
};

/** The vendor tells of a call that was recorded. */
async function announce({ services }: TestServices, vendor: string, url: string): Promise<Call> {
  const body = Buffer.from(JSON.stringify(PUSHES[vendor]?.(url)));
  await services.inbox.accept({ accountId: 'acct_1', vendor, kind: undefined, headers: {}, body });
  await services.inbox.settled();
  const [call] = (await services.store.calls.page({}, { limit: 1, direction: 'forward' })).items;
  if (!call) throw new Error('The call was not recorded.');
  return call;
}
