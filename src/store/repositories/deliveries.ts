import type { Kysely } from 'kysely';
import type { Delivery, DeliveryState, Remark } from '../../domain/delivery.ts';
import type { DeliveryRepository, Settlement } from '../inbox.ts';
import { chunks, type Session } from '../session.ts';
import type { RowOf, Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { listPage } from './lists.ts';

interface SealedDelivery {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly token?: string | undefined;
}

export function deliveryRepository({ db, vault, holds, atomically }: Session): DeliveryRepository {
  const settleMany: DeliveryRepository['settleMany'] = async (settlements, at) => {
    const settle = (ids: string[], state: DeliveryState, told: SealedColumns) =>
      db
        .updateTable('deliveries')
        .set({ state, reason: null, ...told, applied_at: at })
        .where('id', 'in', ids)
        .execute();
    // Nearly all need no reason and no remarks, and go together; what is said is sealed for its delivery.
    const isPlain = ({ reason, remarks = [] }: Settlement) => reason === undefined && remarks.length === 0;
    for (const [state, alike] of Map.groupBy(settlements.filter(isPlain), (settlement) => settlement.state)) {
      const ids = alike.map(({ id }) => id);
      await settle(ids, state, { sealed_reason: null, sealed_remarks: null });
    }
    for (const settlement of settlements) {
      if (!isPlain(settlement)) await settle([settlement.id], settlement.state, sealTold(settlement, vault));
    }
  };
  return {
    insertMany: async (deliveries) => {
      const parts = chunks(deliveries.map((delivery) => deliveryRow(delivery, vault)));
      const insert = async (into: Kysely<Tables>) => {
        for (const part of parts) await into.insertInto('deliveries').values(part).execute();
      };
      // One statement is all or nothing by itself, and vendors wait for its end.
      await (parts.length > 1 ? atomically(insert) : insert(db));
    },
    find: async (id) => {
      const found = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst();
      return found && delivery(found, vault);
    },
    findMany: async (ids) => {
      const query = db
        .selectFrom('deliveries')
        .selectAll()
        .where('id', 'in', [...ids]);
      return (await query.execute()).map((found) => delivery(found, vault));
    },
    page: async ({ accountIds, states, from, to }, request) => {
      const narrowing = { equal: { account_id: accountIds, state: states }, from, to };
      const { items, more } = await listPage<Tables['deliveries']>(db, 'deliveries', narrowing, request);
      return { items: items.map((found) => delivery(found, vault)), more };
    },
    purge: async (before, limit) => {
      const old = db
        .selectFrom('deliveries')
        .select('id')
        .where('received_at', '<', before)
        .where('state', '!=', 'RECEIVED')
        .orderBy('received_at')
        .limit(limit);
      const ids = (await old.execute()).map(({ id }) => id);
      if (ids.length === 0) return 0;
      await db.deleteFrom('awaited').where('delivery_id', 'in', ids).execute();
      await db.deleteFrom('deliveries').where('id', 'in', ids).execute();
      return ids.length;
    },
    inState: async (state, limit) => {
      const query = db.selectFrom('deliveries').selectAll().where('state', '=', state).orderBy('id').limit(limit);
      return (await query.execute()).map((found) => delivery(found, vault));
    },
    unsettled: async (ids) => {
      const rows = await db
        .selectFrom('deliveries')
        .select('id')
        .where('id', 'in', [...ids])
        .where('state', '=', 'RECEIVED')
        .orderBy('id')
        .$if(holds, (query) => query.forUpdate())
        .execute();
      return new Set(rows.map(({ id }) => id));
    },
    await: async (accountId, name, deliveryId) => {
      await db
        .insertInto('awaited')
        .values({ account_id: accountId, name, delivery_id: deliveryId } satisfies RowOf<'awaited'>)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    awaitedBy: async (deliveryId) => {
      const query = db.selectFrom('awaited').select(db.fn.countAll().as('count')).where('delivery_id', '=', deliveryId);
      return Number((await query.executeTakeFirstOrThrow()).count);
    },
    takeAwaiting: async (accountId, name) => {
      const waiting = await db
        .deleteFrom('awaited')
        .where('account_id', '=', accountId)
        .where('name', '=', name)
        .returning('delivery_id')
        .execute();
      if (waiting.length === 0) return [];
      const ids = waiting.map(({ delivery_id }) => delivery_id);
      const rows = await db
        .selectFrom('deliveries')
        .selectAll()
        .where('id', 'in', ids)
        .orderBy('id')
        .$if(holds, (query) => query.forUpdate())
        .execute();
      return rows.map((found) => delivery(found, vault));
    },
    settle: (id, state, reason, at, remarks = []) => settleMany([{ id, state, reason, remarks }], at),
    settleMany,
    erase: async (erased, at) => {
      const { id, sealed, sealed_reason, sealed_remarks } = deliveryRow(erased, vault);
      await db
        .updateTable('deliveries')
        .set({ sealed, sealed_reason, sealed_remarks, reason: null, state: erased.state, erased_at: at })
        .where('id', '=', id)
        .execute();
      await db.deleteFrom('awaited').where('delivery_id', '=', id).execute();
    },
  };
}

type SealedColumns = Pick<Tables['deliveries'], 'sealed_reason' | 'sealed_remarks'>;

/** A reason can quote what a vendor sent; remarks say at least what it sends. */
function sealTold(
  { id, reason, remarks = [] }: Pick<Delivery, 'id' | 'reason' | 'remarks'>,
  vault: Vault,
): SealedColumns {
  return {
    sealed_reason: reason === undefined ? null : vault.seal(reason, reasonContext(id)),
    sealed_remarks: remarks.length === 0 ? null : vault.seal(JSON.stringify(remarks), remarksContext(id)),
  };
}

function remarksOf({ id, sealed_remarks }: Tables['deliveries'], vault: Vault): readonly Remark[] | undefined {
  return sealed_remarks ? JSON.parse(vault.open(sealed_remarks, remarksContext(id)).toString('utf8')) : undefined;
}

function reasonOf({ id, reason, sealed_reason }: Tables['deliveries'], vault: Vault): string | undefined {
  return sealed_reason ? vault.open(sealed_reason, reasonContext(id)).toString('utf8') : (reason ?? undefined);
}

/** What a delivery's reason is sealed with, so that it does not open as its body. */
export const reasonContext = (id: string) => `${id} reason`;
/** The same of its remarks. */
export const remarksContext = (id: string) => `${id} remarks`;

/** A delivery as the inbox takes it. */
export function deliveryRow(delivery: Delivery, vault: Vault) {
  const { headers, body, token } = delivery;
  const sealed: SealedDelivery = { headers: { ...headers }, body: body.toString('base64'), token };
  return {
    id: delivery.id,
    account_id: delivery.accountId,
    vendor: delivery.vendor,
    kind: delivery.kind ?? null,
    state: delivery.state,
    reason: null,
    ...sealTold(delivery, vault),
    erased_at: delivery.erasedAt ?? null,
    received_at: delivery.receivedAt,
    applied_at: null,
    sealed: vault.seal(JSON.stringify(sealed), delivery.id),
  } satisfies RowOf<'deliveries'>;
}

function delivery(found: Tables['deliveries'], vault: Vault): Delivery {
  const remarks = remarksOf(found, vault);
  const { headers, body, token } = JSON.parse(vault.open(found.sealed, found.id).toString('utf8')) as SealedDelivery;
  return {
    id: found.id,
    accountId: found.account_id,
    vendor: found.vendor,
    kind: found.kind ?? undefined,
    token,
    headers,
    body: Buffer.from(body, 'base64'),
    receivedAt: found.received_at,
    state: found.state as DeliveryState,
    reason: reasonOf(found, vault),
    ...(remarks ? { remarks } : {}),
    ...(found.erased_at === null ? {} : { erasedAt: found.erased_at }),
  };
}
