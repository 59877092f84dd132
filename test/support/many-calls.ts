import type { Kysely } from 'kysely';
import { v7 } from 'uuid';
import type { Binding } from '../../src/domain/binding.ts';
import type { Call } from '../../src/domain/call.ts';
import { type IdKind, makeId } from '../../src/domain/ids.ts';
import { NUMBERS_OF } from '../../src/store/numbers-of.ts';
import { callRow } from '../../src/store/repositories/calls.ts';
import { deliveryRow } from '../../src/store/repositories/deliveries.ts';
import { eventRow } from '../../src/store/repositories/events.ts';
import { numberRows } from '../../src/store/repositories/records.ts';
import { virtualRows } from '../../src/store/repositories/virtual-rows.ts';
import { chunks } from '../../src/store/session.ts';
import type { Store } from '../../src/store/store.ts';
import type { Tables } from '../../src/store/tables.ts';
import type { Vault } from '../../src/store/vault.ts';
import { aBinding, aCall, aDelivery } from './records.ts';

/** What fills a store: its tables, for bulk, and its repositories. */
export interface Filled {
  readonly db: Kysely<Tables>;
  readonly store: Store;
  readonly vault: Vault;
}

/** Calls to each binding; a relation between two people has some. */
const CALLS_OF_BINDING = 10;
/** Virtual numbers are few, and used again and again. */
const VIRTUAL_NUMBERS = 10;
const BATCH = 1_000;

export const virtualNumber = (place: number) => `170${String(place % VIRTUAL_NUMBERS).padStart(8, '0')}`;
export const caller = (place: number) => `138${String(place).padStart(8, '0')}`;
export const callee = (place: number) => `139${String(place).padStart(8, '0')}`;
export const referenceOf = (place: number) => `order-${place}`;

/** A binding of which the numbers and the reference follow from its place. */
export function bindingAt(place: number, now = Date.now()): Binding {
  return aBinding({
    id: idAt('binding', now),
    accountId: 'acct_1',
    vendorBindingId: `bound-${place}`,
    reference: referenceOf(place),
    terms: { numberA: caller(place), numberB: callee(place), numberX: virtualNumber(place) },
    createdAt: now,
    updatedAt: now,
  });
}

/** A call through a binding, over and answered. */
function callThrough({ id, accountId, reference, terms }: Binding, now: number): Call {
  return aCall({
    id: idAt('call', now),
    accountId,
    bindingId: id,
    ...(reference === undefined ? {} : { reference }),
    ...(terms.numberA === undefined ? {} : { caller: terms.numberA }),
    ...(terms.numberB === undefined ? {} : { callee: terms.numberB }),
    ...(terms.numberX === undefined ? {} : { numberX: terms.numberX }),
    status: 'COMPLETED',
    outcome: 'ANSWERED',
    startedAt: now,
    answeredAt: now,
    endedAt: now,
    seconds: 30,
    createdAt: now,
    updatedAt: now,
  });
}

/** An id of that time. */
const idAt = (kind: IdKind, msecs: number) => makeId(kind, v7({ msecs }));

/** When the call of a place was made: 10,000 a day, the millionth about now. */
export const timeOf = (place: number) => BEGINNING + place * CALL_EVERY_MS;
const CALL_EVERY_MS = 8_640;
const BEGINNING = Date.now() - 1_000_000 * CALL_EVERY_MS;

/**
 * Fills a store with calls of one account through bindings, from place to place, as long service would: with the
 * bindings, the numbers, an event and a settled delivery for each call. Rows are those of the repositories, in
 * bulk. Gives the bindings.
 */
export async function fillWithCalls(filled: Filled, from: number, to: number): Promise<Binding[]> {
  const all: Binding[] = [];
  for (let place = from; place < to; place += BATCH) {
    const end = Math.min(place + BATCH, to);
    const bindings: Binding[] = [];
    for (let at = place; at < end; at += CALLS_OF_BINDING) bindings.push(bindingAt(at / CALLS_OF_BINDING, timeOf(at)));
    await filled.store.transaction(async (tx) => {
      for (const binding of bindings) await tx.bindings.insert(binding);
    });
    const calls = bindings.flatMap((binding, index) =>
      Array.from({ length: CALLS_OF_BINDING }, (_, call) =>
        callThrough(binding, timeOf(place + index * CALLS_OF_BINDING + call)),
      ),
    );
    await insertCalls(filled, calls);
    all.push(...bindings);
  }
  return all;
}

async function insertCalls({ db, vault }: Filled, calls: readonly Call[]): Promise<void> {
  const rows = {
    calls: calls.map((call) => callRow(call, undefined, vault)),
    numbers: calls.flatMap((call) => numberRows(call.id, NUMBERS_OF.calls(call), vault)),
    virtual_numbers: calls.flatMap((call) => virtualRows('calls', call, vault)),
    events: calls.map((call) =>
      eventRow({ topic: 'CALL', record: call, at: call.updatedAt, previousStatus: undefined }, vault),
    ),
    deliveries: calls.map(({ accountId, createdAt }) =>
      deliveryRow(
        aDelivery({ id: idAt('delivery', createdAt), accountId, body: BODY, receivedAt: createdAt, state: 'APPLIED' }),
        vault,
      ),
    ),
  };
  await db.transaction().execute(async (tx) => {
    for (const table of Object.keys(rows) as (keyof typeof rows)[]) {
      for (const chunk of chunks<object>(rows[table])) {
        await tx
          .insertInto(table)
          .values(chunk as never)
          .execute();
      }
    }
  });
}

// As long as a vendor's report on a call.
const BODY = Buffer.from('x'.repeat(500));
