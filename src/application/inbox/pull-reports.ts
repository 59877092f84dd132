import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from '../../accounts/accounts.ts';
import { callVendor } from '../../accounts/call-vendor.ts';
import { fault } from '../../domain/input-fault.ts';
import { audit } from '../commands/audit.ts';
import { type CommandResult, errorOfFailure, refusedInput } from '../commands/command-result.ts';
import { withLease } from '../jobs.ts';
import type { NewDelivery, Services } from '../services.ts';

/** What was fetched, besides the account. */
export interface PullResult extends CommandResult<Account> {
  readonly received: number;
}

// Emay's own default (2.1.2) is 200 of at most 1000.
const REPORTS_A_PAGE = 200;
// A mutation comes to an end also where a vendor hands out reports without end.
const MOST_PAGES = 50;
const RETRY_MS = 500;

const pulling = new WeakMap<Account, Promise<PullResult>>();

/**
 * Fetches the reports that wait at a vendor. Each page goes through the inbox like a push: durable before it is read. A
 * vendor hands out each report once, so an account has one consumer at a time; a second caller shares its result.
 */
export async function pullReports(
  services: Pick<Services, 'accounts' | 'store' | 'now' | 'log' | 'metrics' | 'inbox'>,
  accountId: string,
): Promise<PullResult> {
  const account = services.accounts.find(accountId);
  if (!account) {
    const unknown = fault('accountId', 'There is no account of this id.', 'NOT_FOUND');
    return { ...refusedInput([unknown]), received: 0 };
  }
  await audit(services.store, services, { action: 'PULL_REPORTS', operation: 'pullReports', accountId });
  const underWay = pulling.get(account);
  if (underWay) return underWay;
  const result = pullAlone(services, account).finally(() => pulling.delete(account));
  pulling.set(account, result);
  return result;
}

/** Pulls while no other process does. */
async function pullAlone(
  services: Pick<Services, 'store' | 'now' | 'log' | 'metrics' | 'inbox'>,
  account: Account,
): Promise<PullResult> {
  const result = await withLease(services, `pull:${account.id}`, () => pull(services, account));
  if (result) return result;
  const busy = fault(
    'accountId',
    'Another process fetches the reports of this account now. Try again later.',
    'CONFLICT',
  );
  return { ...refusedInput([busy]), received: 0 };
}

async function pull(
  services: Pick<Services, 'store' | 'now' | 'log' | 'metrics' | 'inbox'>,
  account: Account,
): Promise<PullResult> {
  const operation = account.module.operations.pullReports;
  if (!operation) {
    const unsupported = fault('accountId', `${account.vendor} has no reports to fetch; it pushes them.`, 'UNSUPPORTED');
    return { ...refusedInput([unsupported]), received: 0 };
  }
  let received = 0;
  for (let page = 0; page < MOST_PAGES; page++) {
    const outcome = await callVendor(services, account, 'pullReports', operation, { limit: REPORTS_A_PAGE });
    if (outcome.kind !== 'Accepted') {
      return { subject: account, received, errors: [errorOfFailure(outcome.failure, account.vendor)] };
    }
    const { body, contentType, count, more } = outcome.reply;
    if (count > 0) {
      const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
      await accept(services, { accountId: account.id, vendor: account.vendor, kind: 'pulled', headers, body });
      received += count;
    }
    if (!more) break;
  }
  await services.inbox.settled();
  return { subject: account, received, errors: [] };
}

/** Stores a page. The vendor hands it out once, so it waits for a store that takes nothing now. */
async function accept(services: Pick<Services, 'store' | 'inbox'>, page: NewDelivery): Promise<void> {
  for (;;) {
    try {
      return await services.inbox.accept(page);
    } catch (error) {
      if (!services.store.isOutage(error)) throw error;
      await delay(RETRY_MS);
    }
  }
}
