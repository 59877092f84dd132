import type { ChangeItem, RecordsItem } from './records.ts';
import { type WatchOptions, watchVoiceActivity } from './watch.ts';

export interface Follower {
  /** The records as they are: replace what you hold. */
  onRecords(records: RecordsItem): void;
  onChange(change: ChangeItem): void;
  /** The watch has ended for good: the request is refused each time, or one of these functions has thrown. */
  onEnd(reason: unknown): void;
}

/** The watch by callbacks. Returns how to stop. */
export function followVoiceActivity(options: WatchOptions, { onRecords, onChange, onEnd }: Follower): () => void {
  const items = watchVoiceActivity(options);
  const follow = async () => {
    for await (const item of items) {
      if (item.kind === 'RECORDS') onRecords(item);
      else onChange(item);
    }
  };
  let isStopped = false;
  follow().catch((reason: unknown) => {
    if (!isStopped) onEnd(reason);
  });
  return () => {
    isStopped = true;
    void items.return();
  };
}
