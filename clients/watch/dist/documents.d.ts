import { type ListName } from './records.ts';
/** What is asked of each record, beside its id, revision, reference and status. */
export type Fields = Readonly<Record<ListName, string>>;
export declare const DEFAULT_FIELDS: Fields;
/**
 * What a supergraph calls a type or a root field, where it is not the name in the schema (GRAPHQL_NAMES): as in
 * `{ CallStatusChange: 'VoiceCallStatusChange', 'Query.voiceActivity': 'callsUnder' }`.
 */
export type Renamed = Readonly<Record<string, string>>;
/** The two documents of a watch. Fixed texts, so that they can be registered as trusted documents. */
export interface Documents {
    /** Of one reference: a page of each list that `with…` names. */
    readonly read: string;
    readonly watch: string;
}
export declare function voiceDocuments(fields?: Partial<Fields>, names?: Renamed): Documents;
/** The variables of the read document, for the lists that have more: each with where its next page begins. */
export declare function pageVariables(reference: string, after: ReadonlyMap<ListName, string | null>): Record<string, unknown>;
