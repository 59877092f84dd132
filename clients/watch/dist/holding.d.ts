import { type ActivityRecords, type WatchItem } from './records.ts';
/** What is known under each reference. */
export type Activities = ReadonlyMap<string, ActivityRecords>;
/** What is known after one more item: new objects where something changed, and the same ones elsewhere. */
export declare function withItem(activities: Activities, item: WatchItem): Activities;
export declare const nothingUnder: (reference: string) => ActivityRecords;
