import type { Call } from '../../domain/call.ts';
import { idKind } from '../../domain/ids.ts';
import type { VoiceMessage } from '../../domain/message.ts';
import type { Repositories } from '../../store/store.ts';

/** What can have been recorded. */
export type Recorded = Call | VoiceMessage;

/** The call or message behind an id. */
export async function findRecorded({ calls, messages }: Repositories, id: string): Promise<Recorded | undefined> {
  const kind = idKind(id);
  if (kind === 'call') return calls.find(id);
  return kind === 'message' ? messages.find(id) : undefined;
}
