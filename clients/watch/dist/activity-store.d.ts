import type { ActivityRecords } from './records.ts';
import type { WatchOptions, WatchStatus } from './watch.ts';
/** What a view shows of one reference. */
export interface ActivityView extends ActivityRecords {
    /** LOADING until the records are there; ENDED where the watch is refused for good, with the reason in `error`. */
    readonly state: 'LOADING' | WatchStatus['state'] | 'ENDED';
    /** Why the watch does not stand, where it does not. */
    readonly error: unknown;
}
/** In the form that views of any framework subscribe to; the watch runs while there are subscribers. */
export interface ActivityStore {
    /** The same object until something changes. */
    get(): ActivityView;
    /** Returns how to unsubscribe. */
    subscribe(listener: () => void): () => void;
}
export declare function createActivityStore(reference: string, options: Omit<WatchOptions, 'references' | 'after' | 'signal' | 'onStatus'>): ActivityStore;
