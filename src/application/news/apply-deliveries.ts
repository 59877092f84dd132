import type { Delivery, DeliveryState } from '../../domain/delivery.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { Decoded, News } from '../../vendors/vendor.ts';
import type { Premises } from '../house.ts';
import { bindingNamesOfNews, namesOfNews } from '../lock-names.ts';
import { applyCallNews } from './apply-call.ts';
import { applyMessageNews } from './apply-message.ts';
import { applySmsNews } from './apply-sms.ts';
import { countLater } from './count-later.ts';
import { deliveryReason } from './delivery-reason.ts';
import { gather } from './gather.ts';
import { portionsBy, portionsOf } from './portions.ts';
import type { Told } from './told.ts';

/** Which deliveries to apply: those that nobody has applied meanwhile, or each whatever became of it. */
type Which = 'UNSETTLED' | 'EACH';

/** Applies deliveries in their order, portion by portion. */
export async function applyBatch(
  house: Premises,
  deliveries: readonly Delivery[],
  which: Which = 'UNSETTLED',
): Promise<void> {
  for (const portion of portionsOf(deliveries)) {
    const decoded = portion.map((delivery) => ({ delivery, items: decode(house, delivery) }));
    for (const part of portionsBy(decoded, ({ items }) => items.length, MOST_ITEMS)) {
      await applyTogether(house, part, which);
    }
  }
}

// What a transaction holds, others wait for: a thousand reports are a second at a database server that is busy. And
// PostgreSQL has room for the names of some six thousand by its defaults (max_locks_per_transaction, max_connections).
const MOST_ITEMS = 1_000;

/** Applies deliveries in one transaction; where that fails, each alone, so that one bad delivery fails alone. */
async function applyTogether(house: Premises, decoded: readonly DecodedDelivery[], which: Which): Promise<void> {
  const applyAll = async (batch: readonly DecodedDelivery[]) => {
    const counted = await house.store.transaction(async (tx) => {
      const told = batch.flatMap(toldBy);
      await tx.lock(namesIn(told, namesOfNews), namesIn(told, bindingNamesOfNews));
      const ids = batch.map(({ delivery }) => delivery.id);
      const due = which === 'EACH' ? new Set(ids) : await tx.deliveries.unsettled(ids);
      const applied = batch.filter(({ delivery }) => due.has(delivery.id));
      const gathered = await gather(tx, applied.flatMap(toldBy));
      const counted = countLater(house.metrics);
      const inside = { ...house, metrics: counted.metrics };
      for (const { delivery, items } of applied) await applyDelivery(gathered, inside, delivery, items);
      await gathered.write(house.now());
      return counted;
    });
    counted.count();
  };
  try {
    await applyAll(decoded);
  } catch (error) {
    if (house.store.isOutage(error)) throw error;
    house.log.warn({ err: error, deliveries: decoded.length }, 'a batch of deliveries failed; applying each alone');
    for (const one of decoded) await applyAll([one]).catch((reason) => giveUp(house, one.delivery, reason));
  }
}

interface DecodedDelivery {
  readonly delivery: Delivery;
  readonly items: readonly Decoded[];
}

const toldBy = ({ delivery: { accountId }, items }: DecodedDelivery): Told[] =>
  items.flatMap((item) => ('news' in item ? [{ accountId, news: item.news }] : []));

const namesIn = (told: readonly Told[], namesOf: (accountId: string, news: News) => string[]): string[] =>
  told.flatMap(({ accountId, news }) => namesOf(accountId, news));

/** What a delivery says, read anew. */
export function decode(house: Premises, { id, accountId, kind, token, headers, body }: Delivery): Decoded[] {
  const account = house.accounts.find(accountId);
  if (!account) return [{ unreadable: `The account ${accountId} is not set up any more.` }];
  try {
    return account.module.callbacks.decode({ kind, token, headers, body }, account.atVendor);
  } catch (error) {
    // A fault of the vendor's module. What came with it is not held up, and it is replayed when the module is mended.
    house.log.error({ err: error, delivery: id }, 'a delivery could not be read');
    return [{ unreadable: `It could not be read: ${messageOf(error)}` }];
  }
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
  const reason = `It could not be applied: ${messageOf(error)}`;
  await house.store.deliveries.settle(delivery.id, 'FAILED', reason, house.now());
  house.metrics.delivery(delivery.accountId, 'FAILED');
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
