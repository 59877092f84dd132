import type { Delivery, DeliveryState } from '../../domain/delivery.ts';
import type { Instant } from '../../domain/vendor.ts';
import type { Repositories } from '../../store/store.ts';
import type { Decoded, Report } from '../../vendors/vendor.ts';
import { bindingNamesOfReport, namesOfReport } from '../records/lock-names.ts';
import type { Services } from '../services.ts';
import type { AccountReport } from './account-report.ts';
import { applyCallReportOf } from './apply-call.ts';
import { applyMessageReport, nameAwaited } from './apply-message.ts';
import { applySmsReport } from './apply-sms.ts';
import { batchedRepositories } from './batched-repositories.ts';
import { chunksBy, chunksOf } from './chunks.ts';
import { countLater } from './count-later.ts';
import { deliveryReason } from './delivery-reason.ts';
import { countRemarks, deliveryRemarks } from './delivery-remarks.ts';
import { type End, endOf, reportsIn, type Step, stepsOf } from './steps.ts';

/** Which deliveries to apply: those that have not been applied meanwhile, or each in any state. */
type Which = 'UNSETTLED' | 'EACH';

/** Applies deliveries in their order, portion by portion. */
export async function applyBatch(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  deliveries: readonly Delivery[],
  which: Which = 'UNSETTLED',
): Promise<void> {
  for (const chunk of chunksOf(deliveries)) {
    const steps = chunk.flatMap((delivery) => stepsOf(delivery, decode(services, delivery), MOST_ITEMS));
    const givenUp = new Set<string>();
    for (const part of chunksBy(steps, ({ reports }) => reports.length, MOST_ITEMS)) {
      await applyTogether(services, part, which, givenUp);
    }
  }
}

// What a transaction holds, others wait for: a thousand reports are a second at a database server that is busy. And
// PostgreSQL has room for the names of some six thousand by its defaults (max_locks_per_transaction, max_connections).
const MOST_ITEMS = 1_000;

/**
 * Applies steps in one transaction; where that fails, each alone, so that one bad delivery fails alone. One that fails
 * is given up, with the steps that it has left.
 */
async function applyTogether(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics'>,
  steps: readonly Step[],
  which: Which,
  givenUp: Set<string>,
): Promise<void> {
  const applyAll = async (batch: readonly Step[]) => {
    const counted = await services.store.transaction(async (tx) => {
      const told = batch.flatMap(accountReportsOf);
      await tx.lock(namesIn(told, namesOfReport), namesIn(told, bindingNamesOfReport));
      const ids = [...new Set(batch.map(({ delivery }) => delivery.id))];
      const due = which === 'EACH' ? new Set(ids) : await tx.deliveries.unsettled(ids);
      const applied = batch.filter(({ delivery }) => due.has(delivery.id));
      const gathered = await batchedRepositories(tx, applied.flatMap(accountReportsOf));
      const counted = countLater(services.metrics);
      const inside = { ...services, metrics: counted.metrics };
      for (const step of applied) await applyStep(gathered, inside, step);
      await gathered.write(services.now());
      return counted;
    });
    counted.count();
  };
  const left = steps.filter(({ delivery }) => !givenUp.has(delivery.id));
  try {
    await applyAll(left);
  } catch (error) {
    if (services.store.isOutage(error)) throw error;
    services.log.warn({ err: error, deliveries: left.length }, 'a batch of deliveries failed; applying each alone');
    for (const step of left) {
      if (givenUp.has(step.delivery.id)) continue;
      await applyAll([step]).catch(async (reason) => {
        await giveUp(services, step.delivery, reason);
        givenUp.add(step.delivery.id);
      });
    }
  }
}

const accountReportsOf = ({ delivery: { accountId }, reports }: Step): AccountReport[] =>
  reports.map((report) => ({ accountId, report }));

const namesIn = (told: readonly AccountReport[], namesOf: (accountId: string, report: Report) => string[]): string[] =>
  told.flatMap(({ accountId, report }) => namesOf(accountId, report));

/** What a delivery says, read anew. */
export function decode(
  services: Pick<Services, 'accounts' | 'log'>,
  { id, accountId, kind, token, headers, body }: Delivery,
): Decoded[] {
  const account = services.accounts.find(accountId);
  if (!account) return [{ unreadable: `The account ${accountId} is not set up any more.` }];
  try {
    return account.module.callbacks.decode({ kind, token, headers, body }, account.atVendor);
  } catch (error) {
    // A fault of the vendor's module. What came with it is not held up, and it is replayed when the module is mended.
    services.log.error({ err: error, delivery: id }, 'a delivery could not be read');
    return [{ unreadable: `It could not be read: ${messageOf(error)}` }];
  }
}

async function applyStep(
  tx: Repositories,
  services: Pick<Services, 'accounts' | 'now' | 'metrics'>,
  { delivery, reports, end }: Step,
): Promise<void> {
  const now = services.now();
  const awaited: string[] = [];
  for (const report of reports) {
    const name = await applyReport(tx, services, delivery, report, now);
    if (name !== undefined) awaited.push(name);
  }
  for (const name of awaited) await tx.deliveries.await(delivery.accountId, name, delivery.id);
  if (!end) return;
  // What the steps before wait for is written down; some of it may have come meanwhile.
  const waiting = end.isOnlyStep ? awaited.length : await tx.deliveries.awaitedBy(delivery.id);
  await settle(tx, services, delivery, end, waiting);
  const account = services.accounts.find(delivery.accountId);
  if (account) countRemarks(services.metrics, account.module, end.remarked);
}

async function settle(
  tx: Repositories,
  services: Pick<Services, 'now' | 'metrics'>,
  delivery: Delivery,
  end: End,
  waiting: number,
): Promise<void> {
  const { unreadable, remarked } = end;
  const state: DeliveryState = unreadable.length > 0 ? 'FAILED' : waiting > 0 ? 'UNMATCHED' : 'APPLIED';
  const waits = waiting > 0 ? [`It waits for a message that is not known (yet): ${waiting}.`] : [];
  const reason = deliveryReason([...unreadable, ...waits]) || undefined;
  await tx.deliveries.settle(delivery.id, state, reason, services.now(), deliveryRemarks(remarked));
  services.metrics.delivery(delivery.accountId, state);
}

/** Applies one thing that a vendor told us. Gives the vendor's name for a message that we do not know. */
async function applyReport(
  tx: Repositories,
  services: Pick<Services, 'accounts' | 'now' | 'metrics'>,
  delivery: Delivery,
  report: Report,
  now: Instant,
): Promise<string | undefined> {
  if (report.type === 'sms') {
    await applySmsReport(tx, services, delivery, report, now);
    return undefined;
  }
  const { outcome, vendorCode } = report.facts;
  if (outcome === 'UNKNOWN' && vendorCode !== undefined) services.metrics.unknownCode(delivery.vendor, vendorCode);
  if (report.type === 'message') return applyMessageReport(tx, services, delivery, report, now);
  await applyCallReportOf(tx, services, delivery, report, now);
  return undefined;
}

/**
 * Applies what waited for a message, now that the vendor's name for it is known. Of a delivery only that is applied: it
 * can hold thousands of others. One that is still being applied is settled by its last step.
 */
export async function applyAwaiting(
  tx: Repositories,
  services: Pick<Services, 'accounts' | 'now' | 'log' | 'metrics'>,
  accountId: string,
  name: string,
): Promise<void> {
  for (const delivery of await tx.deliveries.takeAwaiting(accountId, name)) {
    const items = decode(services, delivery);
    const reports = reportsIn(items).filter((report) => nameAwaited(report) === name);
    await applyStep(tx, services, { delivery, reports });
    if (delivery.state === 'RECEIVED') continue;
    await settle(tx, services, delivery, endOf(items, false), await tx.deliveries.awaitedBy(delivery.id));
  }
}

/** A fault of ours: kept with its reason, for an operator to look at and replay. */
async function giveUp(
  services: Pick<Services, 'store' | 'now' | 'log' | 'metrics'>,
  delivery: Delivery,
  error: unknown,
): Promise<void> {
  if (services.store.isOutage(error)) throw error;
  services.log.error({ err: error, delivery: delivery.id }, 'a delivery could not be applied');
  const reason = `It could not be applied: ${messageOf(error)}`;
  await services.store.deliveries.settle(delivery.id, 'FAILED', reason, services.now());
  services.metrics.delivery(delivery.accountId, 'FAILED');
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
