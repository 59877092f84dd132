import { sql } from 'kysely';
import type { Binding, BindingStatus } from '../../domain/binding.ts';
import { holdsPlace, isLater } from '../../domain/place.ts';
import type { BindingRepository } from '../binding-repository.ts';
import { NUMBERS_OF } from '../numbers-of.ts';
import type { Session } from '../session.ts';
import type { RowOf } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { listPage } from './lists.ts';
import { placeColumns, placeHashes, WITHOUT_PLACE } from './places.ts';
import { recordPages, recordPagesUnder } from './record-lists.ts';
import { numberHashes, onceEach, records, referenceColumn, sealRecord } from './records.ts';
import { risen } from './revisions.ts';
import type { SealedRow } from './sealed-row.ts';
import { findByVendorIds } from './vendor-ids.ts';
import { insertVirtual, reindexVirtual, virtualRows } from './virtual-rows.ts';

// FAILED, because one that was given up may turn out to exist.
const HELD_STATUSES: readonly BindingStatus[] = ['CREATING', 'ACTIVE', 'RELEASING', 'UNKNOWN', 'FAILED'];

export function bindingRepository(session: Session): BindingRepository {
  const { db, vault } = session;
  const { open, find, findMany, forget, erase, indexNumbers } = records<Binding>(session, 'bindings');
  const select = () => db.selectFrom('bindings').select(['id', 'sealed', 'revision']);

  /** What is erased or forgotten leads nowhere any more. */
  const leavePlace = async (id: string) => {
    await db.updateTable('bindings').set(WITHOUT_PLACE).where('id', '=', id).execute();
  };
  const numbersOf = NUMBERS_OF.bindings;

  return {
    find,
    findMany,
    forget: async (id, without) => {
      await forget(id, without);
      await leavePlace(id);
    },
    erase: async (id, number, without) => {
      await erase(id, number, without);
      await leavePlace(id);
    },
    insert: async (binding) => {
      await db.insertInto('bindings').values(bindingRow(binding, vault)).execute();
      await indexNumbers([[binding.id, numbersOf(binding)]]);
      await insertVirtual(db, virtualRows('bindings', binding, vault));
    },
    update: async (binding) => {
      await db
        .updateTable('bindings')
        .set({ ...changing(binding, vault), revision: risen('bindings', binding.revision) })
        .where('id', '=', binding.id)
        .execute();
      await indexNumbers([[binding.id, numbersOf(binding)]]);
      await reindexVirtual(db, 'bindings', [binding], vault);
    },
    findByVendorId: async (vendorBindingId) => {
      const rows = await select().where('vendor_binding_id', '=', vendorBindingId).orderBy('id', 'desc').execute();
      return rows.map(open);
    },
    findByVendorIds: async (vendorBindingIds, accountId) =>
      (await findByVendorIds(session, 'bindings', vendorBindingIds, accountId, false)).map(open),
    // Candidates, and not held: a change reads its binding again by id. Fifty rows held for each push
    // through a busy X had the batches of two processes break each other off, one of twenty for good.
    findByNumber: async (accountId, number, limit, beside) => {
      const hashesOf = (numbers: readonly string[]) => numbers.flatMap((one) => numberHashes(session, one));
      // A virtual number has many bindings, a person has few: theirs are looked through for the virtual one.
      const sought = beside ? { hashes: hashesOf(beside), beside: hashesOf([number]) } : { hashes: hashesOf([number]) };
      const narrowing = { equal: { account_id: [accountId] }, ...sought };
      const { items } = await listPage<SealedRow>(db, 'bindings', narrowing, { limit, direction: 'forward' });
      return items.map(open);
    },
    findHolding: async (accountId, names, vendorBindingId) => {
      const hashes = placeHashes(accountId, names, vault);
      const byName =
        hashes.length === 0
          ? []
          : [
              ...(await select().where('place', 'in', hashes).execute()),
              ...(await select().where('held_by_a', 'in', hashes).execute()),
            ];
      const byId =
        vendorBindingId === undefined
          ? []
          : await select()
              .where('vendor_binding_id', '=', vendorBindingId)
              .where('status', 'in', HELD_STATUSES)
              // Written so that no planner thinks of the index of the account's records.
              .where(sql`account_id || ''`, '=', accountId)
              .execute();
      return onceEach([...byName, ...byId])
        .map(open)
        .filter(holdsPlace)
        .sort((a, b) => (isLater(a, b) ? -1 : 1));
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
    pagesUnder: recordPagesUnder(session, 'bindings', open),
  };
}

/** A binding as its table takes it. */
function bindingRow(binding: Binding, vault: Vault) {
  return {
    id: binding.id,
    mode: binding.mode,
    reference: referenceColumn(binding, vault),
    created_at: binding.createdAt,
    revision: binding.revision,
    ...changing(binding, vault),
  } satisfies RowOf<'bindings'>;
}

/** The columns that stay as they were inserted, and the revision, which an update raises. */
type FixedColumn = 'id' | 'mode' | 'reference' | 'created_at' | 'revision';

/** The columns that change with a binding: its account does, as long as it is being made. */
function changing(binding: Binding, vault: Vault) {
  return {
    account_id: binding.accountId,
    vendor: binding.vendor,
    status: binding.status,
    vendor_binding_id: binding.vendorBindingId ?? null,
    updated_at: binding.updatedAt,
    expires_at: binding.expiresAt ?? null,
    ended_at: binding.releasedAt ?? (binding.status === 'EXPIRED' ? binding.updatedAt : null),
    ...placeColumns(binding, vault),
    sealed: sealRecord(binding, vault),
  } satisfies RowOf<'bindings', FixedColumn>;
}
