/** What every record has, whatever fields were asked for. */
export interface WatchedRecord {
    readonly id: string;
    /** Rises with every change: of two copies the one with the higher number is the newer. */
    readonly revision: number;
    readonly reference: string | null;
    readonly [field: string]: unknown;
}
/** A binding, a call or a voice message. */
export interface StatusRecord extends WatchedRecord {
    readonly status: string;
}
/** All records under one reference, newest first. */
export interface ActivityRecords {
    readonly reference: string;
    readonly bindings: readonly StatusRecord[];
    readonly calls: readonly StatusRecord[];
    readonly voiceMessages: readonly StatusRecord[];
    readonly smsMessages: readonly WatchedRecord[];
}
/** A list of `VoiceActivity`, and so of ActivityRecords. */
export type ListName = Exclude<keyof ActivityRecords, 'reference'>;
export declare const LISTS: readonly ["bindings", "calls", "voiceMessages", "smsMessages"];
/** The records as they are: the first of a watch without a cursor, and whenever its cursor could not be resumed from. */
export interface RecordsItem {
    readonly kind: 'RECORDS';
    /** Resume after these records with it. */
    readonly cursor: string;
    /** One for each reference. Replace what you hold by it. */
    readonly activities: readonly ActivityRecords[];
}
interface Change<List extends ListName> {
    readonly kind: 'CHANGE';
    /** Which list the record belongs to. */
    readonly list: List;
    /** Resume after this change with it. */
    readonly cursor: string;
    /** When the change was recorded, as RFC 3339 writes it. */
    readonly at: string;
    /** The status before; null where the record is new, or has no status. */
    readonly previousStatus: string | null;
    /** The status after; null where the record has none. */
    readonly status: string | null;
    /** The record as it stood after this change. */
    readonly record: ActivityRecords[List][number];
}
/** One change of one record. */
export type ChangeItem = Change<'bindings'> | Change<'calls'> | Change<'voiceMessages'> | Change<'smsMessages'>;
export type WatchItem = RecordsItem | ChangeItem;
export {};
