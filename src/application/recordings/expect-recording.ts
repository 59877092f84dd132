import type { Repositories } from '../../store/store.ts';
import type { Services } from '../services.ts';
import type { Recorded } from './recorded.ts';

/**
 * Remembers that a recording is to be archived, where its account asks for it. In the transaction that stores its
 * address, so that none is missed.
 */
export async function expectRecording(
  tx: Repositories,
  { accounts, now }: Pick<Services, 'accounts' | 'now'>,
  { id, accountId, recordingUrl, endedAt }: Recorded,
): Promise<void> {
  const account = accounts.find(accountId);
  if (recordingUrl === undefined || !account?.config.recordings?.archive) return;
  const dueAt = Math.max(now(), (endedAt ?? now()) + (account.module.recordingReadyAfter ?? 0));
  await tx.recordings.expect({ id, accountId, state: 'PENDING', attempts: 0, dueAt, updatedAt: now() });
}
