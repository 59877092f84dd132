import { setTimeout as delay } from 'node:timers/promises';
import type { Delivery, DeliveryState } from '../domain/delivery.ts';
import type { Instant } from '../domain/vendor.ts';
import type { Repositories } from '../store/store.ts';
import type { Decoded, News } from '../vendors/vendor.ts';
import { applyCallNews } from './apply-call.ts';
import { applyMessageNews } from './apply-message.ts';
import { applySmsNews } from './apply-sms.ts';
import { deliveryReason } from './delivery-reason.ts';
import type { Premises } from './house.ts';
import { bindingNamesOfNews, namesOfNews } from './lock-names.ts';
import { newId } from './new-id.ts';
import { createOutstanding } from './outstanding.ts';
import { bytesOf, firstOf, portionsOf } from './portions.ts';

/** The one door in for all vendor news. */
export interface Inbox {
  /** Resolves once the raw bytes are durable; then, and only then, may the vendor be told so. */
  accept(delivery: NewDelivery): Promise<void>;
  /** Applies what an earlier run left RECEIVED, where only this process works on the store. */
  sweep(): Promise<void>;
  /** Resolves when everything that was accepted until now has been applied, or left to others. */
  settled(): Promise<void>;
  /** From now on leaves what is durable to the processes that work on the same store; where there are none, nothing. */
  leave(): void;
}

export type NewDelivery = Pick<Delivery, 'accountId' | 'vendor' | 'kind' | 'token' | 'headers' | 'body'>;

// A batch of 100 to 200 rows a transaction is 8 times a row a transaction on SQLite; more only delays the first.
const BATCH = 200;
// Where others work on the same store they wait for what a transaction holds until it ends, and each delivery is some
// eight questions to a server: a batch of 200 took 15 seconds on two busy cores, and held up everybody.
const BATCH_BESIDE_OTHERS = 20;
const batchSize = ({ store }: Premises) => (store.isShared ? BATCH_BESIDE_OTHERS : BATCH);
const RETRY_MS = 1_000;
// What waits beyond this is left in the store, from where the sweeping job takes it: a flood must not fill the memory.
const MOST_HELD_BYTES = 32 * 1024 * 1024;

interface Waiting {
  readonly delivery: Delivery;
  readonly durable: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Opens the inbox. Deliveries that arrive while a batch is being written make up the next one, so that one fsync serves
 * them all; the same batches are then applied, in the order in which they came.
 */
export function openInbox(house: Premises): Inbox {
  const arriving: Waiting[] = [];
  const applying: Delivery[] = [];
  const outstanding = createOutstanding<string>();
  let leaving = false;

  const write = oneAtATime(async () => {
    // One turn of the event loop gathers what came in together.
    await new Promise(setImmediate);
    while (arriving.length > 0) {
      const batch = arriving.splice(0, BATCH);
      try {
        await house.store.deliveries.insertMany(batch.map(({ delivery }) => delivery));
      } catch (error) {
        house.log.error(
          { err: error, deliveries: batch.length },
          'deliveries could not be stored and were not acknowledged',
        );
        for (const { failed } of batch) failed(error);
        outstanding.end(batch.map(({ delivery }) => delivery.id));
        continue;
      }
      for (const { durable } of batch) durable();
      const stored = batch.map(({ delivery }) => delivery);
      const held = firstOf(stored, MOST_HELD_BYTES - bytesOf(applying));
      applying.push(...held);
      outstanding.end(stored.slice(held.length).map(({ id }) => id));
      apply();
      // Answers go out before the next batch takes the thread.
      await new Promise(setImmediate);
    }
  });
  const apply = oneAtATime(async () => {
    await new Promise(setImmediate);
    while (applying.length > 0) {
      const batch = applying.slice(0, leaving ? applying.length : batchSize(house));
      try {
        if (!leaving) await applyBatch(house, batch);
        applying.splice(0, batch.length);
        outstanding.end(batch.map(({ id }) => id));
      } catch (error) {
        // The store takes nothing now (a full disk, say). What waits is durable, and is applied when it does again.
        house.log.error({ err: error, deliveries: applying.length }, 'deliveries could not be applied; trying again');
        await delay(RETRY_MS, undefined, { ref: false });
      }
      await new Promise(setImmediate);
    }
  });

  return {
    accept: (news) =>
      new Promise((durable, failed) => {
        const delivery = {
          ...news,
          id: newId('delivery'),
          receivedAt: house.now(),
          state: 'RECEIVED',
          reason: undefined,
        } as const;
        outstanding.begin(delivery.id);
        arriving.push({ delivery, durable, failed });
        write();
      }),
    sweep: async () => {
      // Another process may be applying them; what it leaves behind the sweeping job takes up.
      if (house.store.isShared) return;
      for (;;) {
        const left = await house.store.deliveries.inState('RECEIVED', BATCH);
        if (left.length === 0) return;
        await applyBatch(house, left);
      }
    },
    settled: outstanding.settled,
    leave: () => {
      leaving = house.store.isShared;
    },
  };
}

/** How to have the work done: it goes on where it is under way. */
function oneAtATime(work: () => Promise<void>): () => void {
  let isUnderWay = false;
  return () => {
    if (isUnderWay) return;
    isUnderWay = true;
    void work().finally(() => {
      isUnderWay = false;
    });
  };
}

/** Which deliveries to apply: those that nobody has applied meanwhile, or each whatever became of it. */
type Which = 'UNSETTLED' | 'EACH';

/** Applies deliveries in their order, portion by portion. */
export async function applyBatch(
  house: Premises,
  deliveries: readonly Delivery[],
  which: Which = 'UNSETTLED',
): Promise<void> {
  for (const portion of portionsOf(deliveries, batchSize(house))) await applyPortion(house, portion, which);
}

/** Applies a portion in one transaction; where that fails, each alone, so that one bad delivery fails alone. */
async function applyPortion(house: Premises, deliveries: readonly Delivery[], which: Which): Promise<void> {
  const decoded = deliveries.map((delivery) => ({ delivery, items: decode(house, delivery) }));
  const applyAll = (batch: readonly DecodedDelivery[]) =>
    house.store.transaction(async (tx) => {
      await tx.lock(namesIn(batch, namesOfNews), namesIn(batch, bindingNamesOfNews));
      const ids = batch.map(({ delivery }) => delivery.id);
      const due = which === 'EACH' ? new Set(ids) : await tx.deliveries.unsettled(ids);
      for (const { delivery, items } of batch) {
        if (due.has(delivery.id)) await applyDelivery(tx, house, delivery, items);
      }
    });
  try {
    await applyAll(decoded);
  } catch (error) {
    if (house.store.isOutage(error)) throw error;
    house.log.warn({ err: error, deliveries: deliveries.length }, 'a batch of deliveries failed; applying each alone');
    for (const one of decoded) await applyAll([one]).catch((reason) => giveUp(house, one.delivery, reason));
  }
}

interface DecodedDelivery {
  readonly delivery: Delivery;
  readonly items: readonly Decoded[];
}

const namesIn = (batch: readonly DecodedDelivery[], namesOf: (accountId: string, news: News) => string[]): string[] =>
  batch.flatMap(({ delivery, items }) =>
    items.flatMap((item) => ('news' in item ? namesOf(delivery.accountId, item.news) : [])),
  );

/** What a delivery says, read anew. */
export function decode(house: Premises, { accountId, kind, token, headers, body }: Delivery): Decoded[] {
  const account = house.accounts.find(accountId);
  if (!account) return [{ unreadable: `The account ${accountId} is not set up any more.` }];
  return account.module.callbacks.decode({ kind, token, headers, body }, account.atVendor);
}

async function applyDelivery(
  tx: Repositories,
  house: Premises,
  delivery: Delivery,
  items: readonly Decoded[],
): Promise<void> {
  const now = house.now();
  const awaited: string[] = [];
  for (const item of items) {
    if (!('news' in item)) continue;
    const name = await applyNews(tx, house, delivery, item.news, now);
    if (name !== undefined) awaited.push(name);
  }
  for (const name of awaited) await tx.deliveries.await(delivery.accountId, name, delivery.id);
  const unreadable = items.flatMap((item) => ('unreadable' in item ? [item.unreadable] : []));
  const state: DeliveryState = unreadable.length > 0 ? 'FAILED' : awaited.length > 0 ? 'UNMATCHED' : 'APPLIED';
  const waits = awaited.length > 0 ? [`It waits for a message that is not known (yet): ${awaited.length}.`] : [];
  await tx.deliveries.settle(delivery.id, state, deliveryReason([...unreadable, ...waits]) || undefined, now);
  house.metrics.delivery(delivery.accountId, state);
}

/** Applies one thing that a vendor told us. Gives the vendor's name for a message that we do not know. */
async function applyNews(
  tx: Repositories,
  house: Premises,
  delivery: Delivery,
  news: News,
  now: Instant,
): Promise<string | undefined> {
  if (news.type === 'sms') {
    await applySmsNews(tx, house, delivery, news, now);
    return undefined;
  }
  const { outcome, vendorCode } = news.facts;
  if (outcome === 'UNKNOWN' && vendorCode !== undefined) house.metrics.unknownCode(delivery.vendor, vendorCode);
  if (news.type === 'message') return applyMessageNews(tx, house, delivery, news, now);
  await applyCallNews(tx, house, delivery, news, now);
  return undefined;
}

/** Applies the deliveries that waited for a message, now that the vendor's name for it is known. */
export async function applyAwaiting(tx: Repositories, house: Premises, accountId: string, name: string): Promise<void> {
  for (const delivery of await tx.deliveries.takeAwaiting(accountId, name)) {
    await applyDelivery(tx, house, delivery, decode(house, delivery));
  }
}

/** A fault of ours: kept with its reason, for an operator to look at and replay. */
async function giveUp(house: Premises, delivery: Delivery, error: unknown): Promise<void> {
  if (house.store.isOutage(error)) throw error;
  house.log.error({ err: error, delivery: delivery.id }, 'a delivery could not be applied');
  const reason = error instanceof Error ? error.message : String(error);
  await house.store.deliveries.settle(delivery.id, 'FAILED', `It could not be applied: ${reason}`, house.now());
  house.metrics.delivery(delivery.accountId, 'FAILED');
}
