import { forEachConcurrently } from '../../accounts/pace.ts';
import { audioTypeOf } from '../../domain/audio.ts';
import { idKind } from '../../domain/ids.ts';
import { afterFailedTry, type KeptRecording } from '../../domain/recording.ts';
import type { Store } from '../../store/store.ts';
import type { Job } from '../jobs.ts';
import type { Services } from '../services.ts';
import { findRecorded } from './recorded.ts';

const BATCH = 50;
const LOOK_MS = 5_000;
// Recordings are fetched beside the vendor's other traffic, and on a shared folder each is an fsync.
const AT_ONCE = 4;
// Longer than any fetch may take, so that a running fetch is not taken for an abandoned one.
const ABANDONED_MS = 60 * 60_000;

/** Fetches recordings before their vendors delete them, and removes those of people who are forgotten. */
export function archiveJob(): Job {
  let tidyAt = 0;
  return {
    name: 'archive',
    run: async (services, stopping = new AbortController().signal) => {
      const forgotten = await removeForgotten(services);
      // Listing a large folder takes a while, and no request waits for what is left over in it.
      if (services.now() >= tidyAt) {
        tidyAt = services.now() + ABANDONED_MS;
        await services.recordings.files.tidy(ABANDONED_MS);
      }
      const due = await services.store.recordings.due(services.now(), BATCH);
      await forEachConcurrently(due, AT_ONCE, (recording) => archive(services, recording, stopping));
      return stopping.aborted || Math.max(due.length, forgotten) < BATCH ? LOOK_MS : 0;
    },
  };
}

/** Gives how many it removed. */
async function removeForgotten({ store, recordings }: Pick<Services, 'store' | 'recordings'>): Promise<number> {
  const forgotten = await store.recordings.forgotten(BATCH);
  for (const id of forgotten) {
    // Files first, rows last: after a crash in between, the row leads to the file again.
    await recordings.files.remove(id);
    await store.recordings.remove(id);
  }
  return forgotten.length;
}

async function archive(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics' | 'recordings'>,
  recording: KeptRecording,
  stopping: AbortSignal,
): Promise<void> {
  if (stopping.aborted) return;
  const tried = await fetchInto(services, recording, stopping);
  // A try that a stopping process cut off says nothing of the recording.
  if (stopping.aborted && tried.state !== 'ARCHIVED') return;
  const { id, accountId } = recording;
  if (tried.state !== 'ARCHIVED') {
    const { attempts, lastError } = tried;
    services.log.warn(
      { recording: id, account: accountId, attempts, reason: lastError },
      'a recording was not archived',
    );
  }
  const { store, recordings, metrics } = services;
  if (!(await settle(store, tried))) {
    // Its people were forgotten meanwhile, or another process that held the lease too was faster: then the file is its.
    const isKept = (await store.recordings.find(id))?.state === 'ARCHIVED';
    if (!isKept) await recordings.files.remove(id);
    return;
  }
  metrics.archived(accountId, tried.state === 'PENDING' ? 'RETRY' : tried.state);
}

/**
 * Writes down how a try ended; false where the recording is none to be fetched any more. That it is archived shows in
 * its call or message, which is held first, as the erasure of a person holds it.
 */
function settle(store: Store, tried: KeptRecording): Promise<boolean> {
  if (tried.state !== 'ARCHIVED') return store.recordings.settle(tried);
  return store.transaction(async (tx) => {
    const recorded = await findRecorded(tx, tried.id);
    const isSettled = await tx.recordings.settle(tried);
    if (isSettled && recorded) await (idKind(tried.id) === 'call' ? tx.calls : tx.messages).revise(tried.id);
    return isSettled;
  });
}

/** The recording after one more try to have it here. */
async function fetchInto(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'recordings'>,
  recording: KeptRecording,
  stopping: AbortSignal,
): Promise<KeptRecording> {
  const { accounts, recordings, store, now } = services;
  const { id } = recording;
  const failed = (reason: string) => afterFailedTry(recording, reason, now());
  const account = accounts.find(recording.accountId);
  if (!account) return failed('Its account is not set up any more.');
  const url = (await findRecorded(store, id))?.recordingUrl;
  if (url === undefined) return failed('The record holds no address of a recording.');

  const { largestBytes, files } = recordings;
  const fetched = await account.recordings.fetch(url, { largestBytes, signal: stopping });
  if (fetched.kind === 'gone') return failed('The vendor has no such recording, or not yet.');
  if (fetched.kind === 'unsatisfiable') return failed('The vendor took the request for one of a part.');
  if (fetched.kind !== 'content') return failed(fetched.reason);
  try {
    const { size, beginning } = await files.write(id, fetched.body);
    if (size === 0) {
      await files.remove(id);
      return failed('The vendor’s recording is empty.');
    }
    const contentType = audioTypeOf(beginning) ?? fetched.contentType;
    const { lastError: _solved, ...kept } = recording;
    return { ...kept, state: 'ARCHIVED', attempts: kept.attempts + 1, size, contentType, updatedAt: now() };
  } catch (error) {
    // The vendor broke off, or the folder is full or out of reach: either may be over at the next try.
    if (!stopping.aborted) services.log.error({ err: error, recording: id }, 'a recording could not be stored');
    return failed('It could not be read to its end, or not be stored.');
  }
}
