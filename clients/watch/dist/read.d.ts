import { type Documents } from './documents.ts';
import { type RecordsItem } from './records.ts';
import { type Transport } from './transport.ts';
/**
 * Reads all records under some references, each list page by page. The cursor is that of before the first page was
 * read, so that nothing falls between these records and what is watched from there.
 *
 * @throws Refused, or what the transport throws.
 */
export declare function readRecords(transport: Transport, { read }: Documents, [first, ...others]: readonly string[], signal: AbortSignal): Promise<RecordsItem>;
