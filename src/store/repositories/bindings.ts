import type { Binding } from '../../domain/binding.ts';
import type { Session } from '../session.ts';
import type { BindingRepository } from '../store.ts';
import { idsOf } from './listed.ts';
import { recordPages } from './record-lists.ts';
import { records } from './records.ts';

export function bindingRepository(session: Session): BindingRepository {
  const { db, vault, holds } = session;
  const { seal, open, find, findMany, forget, indexNumbers } = records<Binding>(session, 'bindings');
  const select = () => db.selectFrom('bindings').select(['id', 'sealed']);

  const columns = (binding: Binding) => ({
    account_id: binding.accountId,
    vendor: binding.vendor,
    status: binding.status,
    vendor_binding_id: binding.vendorBindingId ?? null,
    updated_at: binding.updatedAt,
    expires_at: binding.expiresAt ?? null,
    ended_at: binding.releasedAt ?? (binding.status === 'EXPIRED' ? binding.updatedAt : null),
    sealed: seal(binding),
  });
  const numbersOf = ({ terms }: Binding) => [terms.numberA, terms.numberB, terms.numberX, terms.numberY];

  return {
    find,
    findMany,
    forget,
    insert: async (binding) => {
      await db
        .insertInto('bindings')
        .values({
          id: binding.id,
          mode: binding.mode,
          reference: binding.reference ?? null,
          created_at: binding.createdAt,
          ...columns(binding),
        })
        .execute();
      await indexNumbers([[binding.id, numbersOf(binding)]]);
    },
    update: async (binding) => {
      await db.updateTable('bindings').set(columns(binding)).where('id', '=', binding.id).execute();
      await indexNumbers([[binding.id, numbersOf(binding)]]);
    },
    findByVendorId: async (vendorBindingId) => {
      const rows = await select().where('vendor_binding_id', '=', vendorBindingId).orderBy('id', 'desc').execute();
      return rows.map(open);
    },
    findByNumber: async (accountId, number, limit) => {
      const { above, below } = idsOf('bindings');
      const rows = await db
        .selectFrom('numbers')
        .innerJoin('bindings', 'bindings.id', 'numbers.subject_id')
        .select(['bindings.id', 'bindings.sealed'])
        .where('numbers.hash', '=', vault.hash(number))
        .where('numbers.subject_id', '>', above)
        .where('numbers.subject_id', '<', below)
        .where('bindings.account_id', '=', accountId)
        .orderBy('numbers.subject_id', 'desc')
        .limit(limit)
        .$if(holds, (query) => query.forUpdate('bindings'))
        .execute();
      return rows.map(open);
    },
    findExpired: async (now, limit) => {
      const rows = await select()
        .where('status', 'in', ['ACTIVE', 'RELEASING'])
        .where('expires_at', '<=', now)
        .orderBy('expires_at')
        .limit(limit)
        .execute();
      return rows.map(open);
    },
    page: recordPages(session, 'bindings', open),
  };
}
