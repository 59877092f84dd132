import type { ChangeItem, RecordsItem } from './records.ts';
import { type WatchOptions } from './watch.ts';
export interface Follower {
    /** The records as they are: replace what you hold. */
    onRecords(records: RecordsItem): void;
    onChange(change: ChangeItem): void;
    /** The watch has ended for good: the request is refused each time, or one of these functions has thrown. */
    onEnd(reason: unknown): void;
}
/** The watch by callbacks. Returns how to stop. */
export declare function followVoiceActivity(options: WatchOptions, { onRecords, onChange, onEnd }: Follower): () => void;
