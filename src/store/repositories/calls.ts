import { sql } from 'kysely';
import type { Call } from '../../domain/call.ts';
import { NUMBERS_OF } from '../numbers-of.ts';
import { chunks, type Session } from '../session.ts';
import type { CallRepository } from '../store.ts';
import type { RowOf } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { overwriting } from './overwriting.ts';
import { recordPages, recordPagesUnder } from './record-lists.ts';
import { numberHashes, onceEach, records, referenceColumn, sealRecord } from './records.ts';
import { risen } from './revisions.ts';
import { findByVendorIds } from './vendor-ids.ts';
import { insertVirtual, reindexVirtual, virtualRows } from './virtual-rows.ts';

// Calls of one X that came in before their binding was known: a handful in practice.
const UNLINKED_LIMIT = 100;

export function callRepository(session: Session): CallRepository {
  const { db, vault, holds } = session;
  const { open, find, findMany, revise, forget, erase, indexNumbers } = records<Call>(session, 'calls');
  const select = () => db.selectFrom('calls').select(['calls.id', 'calls.sealed', 'calls.revision']);

  const numbersOf = NUMBERS_OF.calls;
  const ofAccount: CallRepository['findByVendorIds'] = async (vendorCallIds, accountId) =>
    (await findByVendorIds(session, 'calls', vendorCallIds, accountId, holds)).map(open);

  return {
    find,
    findMany,
    revise,
    forget,
    erase,
    insert: async (call, vendorBindingId) => {
      await db
        .insertInto('calls')
        .values(callRow(call, vendorBindingId, vault))
        .execute();
      await indexNumbers([[call.id, numbersOf(call)]]);
      await insertVirtual(db, virtualRows('calls', call, vault));
    },
    update: async (call) => {
      await db
        .updateTable('calls')
        .set({ ...changing(call, vault), revision: risen('calls', call.revision) })
        .where('id', '=', call.id)
        .execute();
      await indexNumbers([[call.id, numbersOf(call)]]);
      await reindexVirtual(db, 'calls', [call], vault);
    },
    save: async (versions) => {
      const rows = [...new Map(versions.map((version) => [version.call.id, version])).values()];
      for (const chunk of chunks(rows.map(({ call, vendorBindingId }) => callRow(call, vendorBindingId, vault)))) {
        await db
          .insertInto('calls')
          .values(chunk)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(OVERWRITTEN))
          .execute();
      }
      // The numbers of every version: events show a call as it was.
      await indexNumbers(versions.map(({ call }) => [call.id, numbersOf(call)]));
      const calls = versions.map(({ call }) => call);
      await reindexVirtual(db, 'calls', calls, vault);
    },
    findByVendorIds: ofAccount,
    findByVendorId: async (vendorCallId, accountId) => {
      if (accountId !== undefined) return ofAccount([vendorCallId], accountId);
      const rows = await select()
        .where('vendor_call_id', '=', vendorCallId)
        .orderBy('id', 'desc')
        .$if(holds, (query) => query.forUpdate())
        .execute();
      return rows.map(open);
    },
    findUnlinked: async (accountId, { vendorBindingId, number, since = 0 }) => {
      const unlinked = db
        .selectFrom('calls')
        .select(['calls.id', 'calls.sealed', 'calls.revision', 'calls.vendor_binding_id'])
        .where('calls.account_id', '=', accountId)
        .where('calls.binding_id', 'is', null)
        .orderBy('calls.id', 'desc')
        .limit(UNLINKED_LIMIT)
        .$if(holds, (query) => query.forUpdate('calls'));
      const byId =
        vendorBindingId === undefined ? [] : await unlinked.where('vendor_binding_id', '=', vendorBindingId).execute();
      const byNumber =
        number === undefined
          ? []
          : await unlinked
              .where('calls.created_at', '>=', since)
              .where((where) =>
                where.exists(
                  where
                    .selectFrom('numbers')
                    .select('hash')
                    .where('hash', 'in', numberHashes(session, number))
                    .whereRef('subject_id', '=', 'calls.id'),
                ),
              )
              .execute();
      return onceEach([...byId, ...byNumber]).map((row) => ({
        call: open(row),
        vendorBindingId: row.vendor_binding_id ?? undefined,
      }));
    },
    page: recordPages(session, 'calls', open),
    pagesUnder: recordPagesUnder(session, 'calls', open),
  };
}

/** A call as its table takes it. */
export function callRow(call: Call, vendorBindingId: string | undefined, vault: Vault) {
  return {
    id: call.id,
    account_id: call.accountId,
    vendor: call.vendor,
    vendor_call_id: call.vendorCallId,
    vendor_binding_id: vendorBindingId ?? null,
    created_at: call.createdAt,
    revision: call.revision,
    ...changing(call, vault),
  } satisfies RowOf<'calls'>;
}

/** The columns that stay as they were inserted, and the revision, which an update raises. */
type FixedColumn = 'id' | 'account_id' | 'vendor' | 'vendor_call_id' | 'vendor_binding_id' | 'created_at' | 'revision';

/** The columns that change with a call: insert, update and upsert write what stands here. */
const CHANGING = {
  status: (call: Call) => call.status,
  binding_id: (call: Call) => call.bindingId ?? null,
  reference: referenceColumn,
  started_at: (call: Call) => call.startedAt ?? null,
  updated_at: (call: Call) => call.updatedAt,
  sealed: sealRecord,
} as const satisfies RowOf<'calls', FixedColumn>;

type ChangingColumns = { readonly [Column in keyof typeof CHANGING]: ReturnType<(typeof CHANGING)[Column]> };
const CHANGING_COLUMNS = Object.keys(CHANGING) as (keyof ChangingColumns)[];

const OVERWRITTEN = { ...overwriting(CHANGING_COLUMNS), revision: risen('calls', sql.ref('excluded.revision')) };

function changing(call: Call, vault: Vault): ChangingColumns {
  return Object.fromEntries(
    CHANGING_COLUMNS.map((column) => [column, CHANGING[column](call, vault)]),
  ) as unknown as ChangingColumns;
}
