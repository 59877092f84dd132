import { sql } from 'kysely';
import { chunks, type Session } from '../session.ts';
import type { SealedRow } from './sealed-row.ts';

/** By which column the records of a table are known to their vendor. */
const COLUMN = { bindings: 'vendor_binding_id', calls: 'vendor_call_id' } as const;

/** The rows of an account's records that its vendor knows by one of these ids, newest first. */
export async function findByVendorIds(
  { db }: Session,
  table: keyof typeof COLUMN,
  vendorIds: readonly string[],
  accountId: string,
  hold: boolean,
): Promise<SealedRow[]> {
  const rows: SealedRow[] = [];
  for (const part of chunks(vendorIds.map((vendorId) => ({ vendorId, accountId })))) {
    const query = db
      // The columns used here are the same in both tables but for one, so the other stands for it in the types.
      .selectFrom(table as 'calls')
      .select(['id', 'sealed', 'revision'])
      .where(
        COLUMN[table] as 'vendor_call_id',
        'in',
        part.map(({ vendorId }) => vendorId),
      )
      // Written so that no planner thinks of the index of the account's records, in the order of their ids.
      .where(sql`account_id || ''`, '=', accountId)
      .orderBy(sql`id || ''`, 'desc')
      .$if(hold, (held) => held.forUpdate());
    rows.push(...(await query.execute()));
  }
  return rows;
}
