import { type BackoffOptions } from './backoff.ts';
import { type Documents } from './documents.ts';
import { type WatchItem } from './records.ts';
import { type Transport } from './transport.ts';
export interface WatchOptions {
    readonly transport: Transport;
    /** The business ids to watch, 1 to 100: one subscription for all of them. */
    readonly references: readonly string[];
    /** Go on behind this item, without reading the records. Without it the records come first. */
    readonly after?: string | undefined;
    /** Ends the watch, at whatever it waits for. */
    readonly signal?: AbortSignal | undefined;
    /** Told whenever the watch stands again, and whenever it does not. */
    readonly onStatus?: ((status: WatchStatus) => void) | undefined;
    /** What `voiceDocuments` gives for other fields or other names. */
    readonly documents?: Documents | undefined;
    readonly backoff?: BackoffOptions | undefined;
}
export type WatchStatus = {
    readonly state: 'LIVE';
}
/** It goes on by itself, after so many milliseconds. */
 | {
    readonly state: 'LOST';
    readonly reason: unknown;
    readonly retryInMs: number;
};
/**
 * Watches everything under some references: the records as they are first, then each change, in order, none missed and
 * none twice. It resumes after every loss, with waits that grow. Where its cursor cannot be resumed from, the records
 * come anew, and the changes from there.
 *
 * It ends when the signal is aborted or the iteration is left, and throws Refused where the same request would be
 * refused each time (a missing scope, a document that does not fit the schema).
 */
export declare function watchVoiceActivity(options: WatchOptions): AsyncGenerator<WatchItem, void, void>;
