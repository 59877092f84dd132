import { describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { describeAudit } from './contract-audit.ts';
import { describeConcurrency } from './contract-concurrency.ts';
import { describeHousekeeping } from './contract-housekeeping.ts';
import { describeDeliveries, describeRequests } from './contract-inbox.ts';
import { describeLeases } from './contract-leases.ts';
import { describeFilters, describePaging } from './contract-lists.ts';
import { describeMessages, describeOtherRecords } from './contract-messages.ts';
import { describeRecordings } from './contract-recordings.ts';
import { describeBindings, describeCalls } from './contract-records.ts';
import { describeRevisions } from './contract-revisions.ts';
import { describeEvents, describeTransactions } from './contract-transactions.ts';

/** A store of its own for one test. An engine that outlives its connection can be opened again over the same data. */
export type OpenedStore = { readonly store: Store; reopen?(): Promise<Store> } & AsyncDisposable;

export type OpenStore = () => Promise<OpenedStore>;

/** What any engine has to do, whatever lies beneath it. */
export function describeStore(name: string, open: OpenStore): void {
  describe(`the store over ${name}`, () => {
    describeBindings(open);
    describeCalls(open);
    describeRecordings(open);
    describeFilters(open);
    describePaging(open);
    describeRequests(open);
    describeDeliveries(open);
    describeTransactions(open);
    describeEvents(open);
    describeMessages(open);
    describeOtherRecords(open);
    describeHousekeeping(open);
    describeLeases(open);
    describeConcurrency(open);
    describeAudit(open);
    describeRevisions(open);
  });
}
