import { join } from 'node:path';
import { pino } from 'pino';
import { openAccounts } from '../../src/accounts/accounts.ts';
import { openInbox } from '../../src/application/inbox/open-inbox.ts';
import { openRateLimit } from '../../src/application/rate-limit.ts';
import type { Services } from '../../src/application/services.ts';
import { openRecordings } from '../../src/archive/recordings.ts';
import type { AccountConfig } from '../../src/config/accounts.ts';
import { openEventLog } from '../../src/events/log.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { createVault } from '../../src/store/vault.ts';
import { createRegistry } from '../../src/vendors/registry.ts';
import { databaseIn } from './database-in.ts';
import { temporaryFolder } from './service.ts';

/** What seals the databases of these tests. */
export const DATA_KEY = new Uint8Array(32).fill(7);
/** What a test needs for a recording that is too large. */
export const LARGEST_RECORDING = 1_000_000;
/** How often a caller without voice:pii may repeat a key with another input. */
export const KEY_MISMATCHES_PER_MINUTE = 5;

/** The use cases over a real store, without HTTP, and with a clock that the test sets. */
export interface TestServices extends AsyncDisposable {
  readonly services: Services;
  /** Where archived recordings lie. */
  readonly recordingsFolder: string;
  /** Moves the clock on. */
  pass(milliseconds: number): void;
}

/** What the use cases work with, over a store and a folder; accounts as a test writes them. */
export async function servicesWithoutInbox(
  store: Store,
  recordingsFolder: string,
  accounts: readonly Partial<AccountConfig>[],
  now: () => number,
): Promise<Omit<Services, 'inbox'>> {
  const vendors = createRegistry();
  const publicUrl = () => 'http://127.0.0.1:9';
  const configs = accounts.map(
    (account) => ({ priority: 0, callback: { token: 'token' }, timeouts: { total: 300 }, ...account }) as AccountConfig,
  );
  const metrics = createMetrics();
  return {
    vendors,
    accounts: openAccounts(configs, vendors, publicUrl, metrics.accountHealth),
    store,
    events: await openEventLog(store, (error) => {
      throw error;
    }),
    now,
    log: pino({ level: 'silent' }),
    metrics,
    recordings: openRecordings(
      { urlSeconds: 300, folder: recordingsFolder, largestBytes: LARGEST_RECORDING },
      { dataKey: DATA_KEY, previousDataKeys: [] },
      publicUrl,
    ),
    keyMismatches: openRateLimit(KEY_MISMATCHES_PER_MINUTE, 60),
  };
}

export async function openServices(accounts: readonly Partial<AccountConfig>[]): Promise<TestServices> {
  const folder = await temporaryFolder();
  const opened = await openServicesOver(folder.path, accounts);
  return {
    ...opened,
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** The same over the database of a folder, which stays there. */
export async function openServicesOver(
  folder: string,
  accounts: readonly Partial<AccountConfig>[],
): Promise<TestServices> {
  const store = await openStore(await databaseIn(folder), createVault(DATA_KEY));
  const recordingsFolder = join(folder, 'recordings');
  let ahead = 0;
  const withoutInbox = await servicesWithoutInbox(store, recordingsFolder, accounts, () => Date.now() + ahead);
  const inbox = openInbox(withoutInbox);
  const services: Services = { ...withoutInbox, inbox };
  return {
    services,
    recordingsFolder,
    pass: (milliseconds) => {
      ahead += milliseconds;
    },
    [Symbol.asyncDispose]: async () => {
      await inbox.settled();
      services.events.close();
      await services.accounts.close();
      await store.close();
    },
  };
}

/** The statuses of all events about a record, in order. */
export async function statusesOf({ store }: Services, id: string): Promise<string[]> {
  const events = await store.events.after(0, 10_000);
  return events.filter(({ record }) => record.id === id).map(({ record }) => record.status);
}
