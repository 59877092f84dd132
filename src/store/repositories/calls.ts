import type { Call } from '../../domain/call.ts';
import type { Session } from '../session.ts';
import type { CallRepository } from '../store.ts';
import type { Vault } from '../vault.ts';
import { recordPages } from './record-lists.ts';
import { records, sealRecord } from './records.ts';

// Calls of one X that came in before their binding was known: a handful in practice.
const UNLINKED_LIMIT = 100;

export function callRepository(session: Session): CallRepository {
  const { db, vault, holds } = session;
  const { open, find, findMany, forget, indexNumbers } = records<Call>(session, 'calls');
  const select = () => db.selectFrom('calls').select(['calls.id', 'calls.sealed']);

  return {
    find,
    findMany,
    forget,
    insert: async (call, vendorBindingId) => {
      await db
        .insertInto('calls')
        .values(callRow(call, vendorBindingId, vault))
        .execute();
      await indexNumbers([[call.id, numbersOf(call)]]);
    },
    update: async (call) => {
      await db.updateTable('calls').set(changing(call, vault)).where('id', '=', call.id).execute();
      await indexNumbers([[call.id, numbersOf(call)]]);
    },
    findByVendorId: async (vendorCallId, accountId) => {
      const query = select()
        .where('vendor_call_id', '=', vendorCallId)
        .orderBy('id', 'desc')
        .$if(holds, (held) => held.forUpdate());
      const rows = await (accountId === undefined ? query : query.where('account_id', '=', accountId)).execute();
      return rows.map(open);
    },
    findUnlinked: async (accountId, { vendorBindingId, number, since = 0 }) => {
      const unlinked = db
        .selectFrom('calls')
        .select(['calls.id', 'calls.sealed', 'calls.vendor_binding_id'])
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
                    .where('hash', '=', vault.hash(number))
                    .whereRef('subject_id', '=', 'calls.id'),
                ),
              )
              .execute();
      const rows = new Map([...byId, ...byNumber].map((row) => [row.id, row]));
      return [...rows.values()].map((row) => ({
        call: open(row),
        vendorBindingId: row.vendor_binding_id ?? undefined,
      }));
    },
    page: recordPages(session, 'calls', open),
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
    ...changing(call, vault),
  };
}

/** The columns that change with a call. */
function changing(call: Call, vault: Vault) {
  return {
    status: call.status,
    binding_id: call.bindingId ?? null,
    reference: call.reference ?? null,
    started_at: call.startedAt ?? null,
    updated_at: call.updatedAt,
    sealed: sealRecord(call, vault),
  };
}

/** The numbers by which a call is found. */
export const numbersOf = ({ caller, callee, numberX }: Call) => [caller, callee, numberX];
