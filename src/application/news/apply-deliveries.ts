import type { Delivery, DeliveryState } from '../../domain/delivery.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { Decoded, News } from '../../vendors/vendor.ts';
import type { Premises } from '../house.ts';
import { bindingNamesOfNews, namesOfNews } from '../lock-names.ts';
import { applyCallNews } from './apply-call.ts';
import { applyMessageNews, nameAwaited } from './apply-message.ts';
import { applySmsNews } from './apply-sms.ts';
import { countLater } from './count-later.ts';
import { deliveryReason } from './delivery-reason.ts';
import { countRemarks, deliveryRemarks } from './delivery-remarks.ts';
import { gather } from './gather.ts';
import { portionsBy, portionsOf } from './portions.ts';
import { type End, endOf, reportsIn, type Step, stepsOf } from './steps.ts';
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
    const steps = portion.flatMap((delivery) => stepsOf(delivery, decode(house, delivery), MOST_ITEMS));
    const givenUp = new Set<string>();
    for (const part of portionsBy(steps, ({ reports }) => reports.length, MOST_ITEMS)) {
      await applyTogether(house, part, which, givenUp);
    }
  }
}

// What a transaction holds, others wait for: a thousand reports are a second at a database server that is busy. And
// PostgreSQL has room for the names of some six thousand by its defaults (max_locks_per_transaction, max_connections).
const MOST_ITEMS = 1_000;

/**
 * Applies steps in one transaction; where that fails, each alone, so that one bad delivery fails alone. One that fails is
 * given up, with the steps that it has left.
 */
async function applyTogether(
  house: Premises,
  steps: readonly Step[],
  which: Which,
  givenUp: Set<string>,
): Promise<void> {
  const applyAll = async (batch: readonly Step[]) => {
    const counted = await house.store.transaction(async (tx) => {
      const told = batch.flatMap(toldBy);
      await tx.lock(namesIn(told, namesOfNews), namesIn(told, bindingNamesOfNews));
      const ids = [...new Set(batch.map(({ delivery }) => delivery.id))];
      const due = which === 'EACH' ? new Set(ids) : await tx.deliveries.unsettled(ids);
      const applied = batch.filter(({ delivery }) => due.has(delivery.id));
      const gathered = await gather(tx, applied.flatMap(toldBy));
      const counted = countLater(house.metrics);
      const inside = { ...house, metrics: counted.metrics };
      for (const step of applied) await applyStep(gathered, inside, step);
      await gathered.write(house.now());
      return counted;
    });
    counted.count();
  };
  const left = steps.filter(({ delivery }) => !givenUp.has(delivery.id));
  try {
    await applyAll(left);
  } catch (error) {
    if (house.store.isOutage(error)) throw error;
    house.log.warn({ err: error, deliveries: left.length }, 'a batch of deliveries failed; applying each alone');
    for (const step of left) {
      if (givenUp.has(step.delivery.id)) continue;
      await applyAll([step]).catch(async (reason) => {
        await giveUp(house, step.delivery, reason);
        givenUp.add(step.delivery.id);
      });
    }
  }
}

const toldBy = ({ delivery: { accountId }, reports }: Step): Told[] => reports.map((news) => ({ accountId, news }));

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

async function applyStep(tx: Repositories, house: Premises, { delivery, reports, end }: Step): Promise<void> {
  const now = house.now();
  const awaited: string[] = [];
  for (const news of reports) {
    const name = await applyNews(tx, house, delivery, news, now);
    if (name !== undefined) awaited.push(name);
  }
  for (const name of awaited) await tx.deliveries.await(delivery.accountId, name, delivery.id);
  if (!end) return;
  // What the steps before wait for is written down; some of it may have come meanwhile.
  const waiting = end.isOnlyStep ? awaited.length : await tx.deliveries.awaitedBy(delivery.id);
  await settle(tx, house, delivery, end, waiting);
  const account = house.accounts.find(delivery.accountId);
  if (account) countRemarks(house.metrics, account.module, end.remarked);
}

async function settle(tx: Repositories, house: Premises, delivery: Delivery, end: End, waiting: number): Promise<void> {
  const { unreadable, remarked } = end;
  const state: DeliveryState = unreadable.length > 0 ? 'FAILED' : waiting > 0 ? 'UNMATCHED' : 'APPLIED';
  const waits = waiting > 0 ? [`It waits for a message that is not known (yet): ${waiting}.`] : [];
  const reason = deliveryReason([...unreadable, ...waits]) || undefined;
  await tx.deliveries.settle(delivery.id, state, reason, house.now(), deliveryRemarks(remarked));
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

/**
 * Applies what waited for a message, now that the vendor's name for it is known. Of a delivery only that is applied: it
 * can hold thousands of others. One that is still being applied is settled by its last step.
 */
export async function applyAwaiting(tx: Repositories, house: Premises, accountId: string, name: string): Promise<void> {
  for (const delivery of await tx.deliveries.takeAwaiting(accountId, name)) {
    const items = decode(house, delivery);
    const reports = reportsIn(items).filter((news) => nameAwaited(news) === name);
    await applyStep(tx, house, { delivery, reports });
    if (delivery.state === 'RECEIVED') continue;
    await settle(tx, house, delivery, endOf(items, false), await tx.deliveries.awaitedBy(delivery.id));
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
