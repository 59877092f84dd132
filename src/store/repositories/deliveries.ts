import type { Kysely } from 'kysely';
import type { Delivery, DeliveryState } from '../../domain/delivery.ts';
import { portions, type Session } from '../session.ts';
import type { DeliveryRepository } from '../store.ts';
import type { Tables } from '../tables.ts';
import type { Vault } from '../vault.ts';
import { listPage } from './lists.ts';

interface SealedDelivery {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly token?: string | undefined;
}

export function deliveryRepository({ db, vault, holds, atomically }: Session): DeliveryRepository {
  const settleMany: DeliveryRepository['settleMany'] = async (settlements, at) => {
    const settle = (ids: string[], state: DeliveryState, sealed_reason: Uint8Array | null) =>
      db
        .updateTable('deliveries')
        .set({ state, reason: null, sealed_reason, applied_at: at })
        .where('id', 'in', ids)
        .execute();
    // Nearly all need no reason, and go together; a reason is sealed for its delivery.
    const plain = settlements.filter(({ reason }) => reason === undefined);
    for (const [state, alike] of Map.groupBy(plain, (settlement) => settlement.state)) {
      const ids = alike.map(({ id }) => id);
      await settle(ids, state, null);
    }
    for (const { id, state, reason } of settlements) {
      if (reason !== undefined) await settle([id], state, sealReason(id, reason, vault));
    }
  };
  return {
    insertMany: async (deliveries) => {
      const parts = portions(deliveries.map((delivery) => deliveryRow(delivery, vault)));
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
        .values({ account_id: accountId, name, delivery_id: deliveryId })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
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
      const rows = await db.selectFrom('deliveries').selectAll().where('id', 'in', ids).orderBy('id').execute();
      return rows.map((found) => delivery(found, vault));
    },
    settle: (id, state, reason, at) => settleMany([{ id, state, reason }], at),
    settleMany,
    erase: async (erased, at) => {
      const { id, sealed, sealed_reason } = deliveryRow(erased, vault);
      await db
        .updateTable('deliveries')
        .set({ sealed, sealed_reason, reason: null, state: erased.state, erased_at: at })
        .where('id', '=', id)
        .execute();
      await db.deleteFrom('awaited').where('delivery_id', '=', id).execute();
    },
  };
}

/** A reason can quote what a vendor sent. */
function sealReason(id: string, reason: string | undefined, vault: Vault): Uint8Array | null {
  return reason === undefined ? null : vault.seal(reason, reasonContext(id));
}

function reasonOf({ id, reason, sealed_reason }: Tables['deliveries'], vault: Vault): string | undefined {
  return sealed_reason ? vault.open(sealed_reason, reasonContext(id)).toString('utf8') : (reason ?? undefined);
}

/** What a delivery's reason is sealed with, so that it does not open as its body. */
export const reasonContext = (id: string) => `${id} reason`;

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
    sealed_reason: sealReason(delivery.id, delivery.reason, vault),
    erased_at: delivery.erasedAt ?? null,
    received_at: delivery.receivedAt,
    applied_at: null,
    sealed: vault.seal(JSON.stringify(sealed), delivery.id),
  };
}

function delivery(found: Tables['deliveries'], vault: Vault): Delivery {
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
    ...(found.erased_at === null ? {} : { erasedAt: found.erased_at }),
  };
}
