import type { Call } from '../../domain/call.ts';
import { NUMBERS_OF } from '../numbers-of.ts';
import type { Session } from '../session.ts';
import type { CallRepository } from '../store.ts';
import { narrow, onceEach, type RecordQuery, records, referenceColumn } from './records.ts';

// Calls of one X that came in before their binding was known: a handful in practice.
const UNLINKED_LIMIT = 100;

export function callRepository(session: Session): CallRepository {
  const { db, vault, holds } = session;
  const { seal, open, find, findMany, forget, erase, page, indexNumbers } = records<Call>(session, 'calls');
  const select = () => db.selectFrom('calls').select(['calls.id', 'calls.sealed']);

  const columns = (call: Call) => ({
    status: call.status,
    binding_id: call.bindingId ?? null,
    reference: referenceColumn(call, vault),
    started_at: call.startedAt ?? null,
    updated_at: call.updatedAt,
    sealed: seal(call),
  });
  const numbersOf = NUMBERS_OF.calls;

  return {
    find,
    findMany,
    forget,
    erase,
    insert: async (call, vendorBindingId) => {
      await db
        .insertInto('calls')
        .values({
          id: call.id,
          account_id: call.accountId,
          vendor: call.vendor,
          vendor_call_id: call.vendorCallId,
          vendor_binding_id: vendorBindingId ?? null,
          created_at: call.createdAt,
          ...columns(call),
        })
        .execute();
      await indexNumbers([[call.id, numbersOf(call)]]);
    },
    update: async (call) => {
      await db.updateTable('calls').set(columns(call)).where('id', '=', call.id).execute();
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
    findUnlinked: async (accountId, { vendorBindingId, number }) => {
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
              .innerJoin('numbers', 'numbers.subject_id', 'calls.id')
              .where('numbers.hash', 'in', [...vault.hashes(number)])
              .execute();
      return onceEach([...byId, ...byNumber]).map((row) => ({
        call: open(row),
        vendorBindingId: row.vendor_binding_id ?? undefined,
      }));
    },
    page: ({ bindingId, ...filter }, request) => {
      const query = bindingId === undefined ? select() : select().where('binding_id', '=', bindingId);
      return page(narrow(query as unknown as RecordQuery, vault, filter), request);
    },
  };
}
