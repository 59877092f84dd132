import { randomUUID } from 'node:crypto';
import { newId } from '../../src/application/records/new-id.ts';
import { applyBatch } from '../../src/application/reports/apply-deliveries.ts';
import type { Services } from '../../src/application/services.ts';
import type { Binding } from '../../src/domain/binding.ts';
import type { Delivery } from '../../src/domain/delivery.ts';
import type { PageRequest } from '../../src/store/lists.ts';
import { administer } from '../../test/support/administer.ts';
import {
  caller,
  type Filled,
  fillWithCalls,
  referenceOf,
  timeOf,
  virtualNumber,
} from '../../test/support/many-calls.ts';
import { servicesWithoutInbox } from '../../test/support/services.ts';
import { quantile } from '../figures.ts';
import { pushOf } from './pushes.ts';
import { ACCOUNT, look, makeDatabase, type Setup } from './setup.ts';

/** What one operation costs over one size of store, in microseconds. */
export interface Cost {
  readonly operation: string;
  readonly calls: number;
  readonly median: number;
  readonly p95: number;
  /** Against the smallest store. */
  readonly ratio: number;
}

/** A store of one size, and what is asked of it. */
interface Sized {
  readonly calls: number;
  readonly filled: Filled;
  readonly services: Omit<Services, 'inbox'>;
  readonly bindings: readonly Binding[];
  readonly vendorCallIds: readonly string[];
}

// Sizes take turns, so that what else the machine does falls on all of them.
const ROUNDS = 10;
const SAMPLES = 30;
const BATCH = 200;
const HOUR_MS = 3_600_000;
const FIRST: PageRequest = { limit: 50, direction: 'forward' };

const any = (count: number) => Math.floor(Math.random() * count);
const oneOf = <Item>(items: readonly Item[]): Item => {
  const item = items[any(items.length)];
  if (item === undefined) throw new Error('A filled store has some.');
  return item;
};

/** What a front end, a router or a job asks, of records that are anywhere in the store. */
const QUERIES: Readonly<Record<string, (sized: Sized) => Promise<unknown>>> = {
  'calls of an account': ({ filled }) => filled.store.calls.page({ accountIds: [ACCOUNT.id] }, FIRST),
  'of a reference': ({ filled, bindings }) =>
    filled.store.calls.page({ reference: referenceOf(any(bindings.length)) }, FIRST),
  'of a binding': ({ filled, bindings }) => filled.store.calls.page({ bindingId: oneOf(bindings).id }, FIRST),
  'of a caller': ({ filled, bindings }) => filled.store.calls.page({ number: caller(any(bindings.length)) }, FIRST),
  'of a virtual number': ({ filled }) => filled.store.calls.page({ number: virtualNumber(any(10)) }, FIRST),
  'of an account, that ring': ({ filled }) =>
    filled.store.calls.page({ accountIds: [ACCOUNT.id], statuses: ['RINGING'] }, FIRST),
  'of an account, in an hour': ({ filled, calls }) => {
    const from = timeOf(any(calls));
    return filled.store.calls.page({ accountIds: [ACCOUNT.id], from, to: from + HOUR_MS }, FIRST);
  },
  'a call by its vendor’s id': ({ filled, vendorCallIds }) =>
    filled.store.calls.findByVendorId(oneOf(vendorCallIds), ACCOUNT.id),
  'deliveries that failed': ({ filled }) =>
    filled.store.deliveries.page({ accountIds: [ACCOUNT.id], states: ['FAILED'] }, FIRST),
  'deliveries to remove: none': ({ filled }) => filled.store.deliveries.purge(timeOf(0), 500),
};

// Among the newest bindings of a virtual number, where news that names no binding looks for it.
const NEWEST = 400;

/** Reports on calls, in batches as the inbox makes them; the cost is that of one report. */
const REPORTS: Readonly<Record<string, (sized: Sized) => Buffer>> = {
  'a report that names its binding': ({ bindings }) => pushOf(randomUUID(), any(bindings.length)),
  'a report that does not': ({ bindings }) =>
    pushOf(randomUUID(), bindings.length - 1 - any(Math.min(NEWEST, bindings.length)), false),
};

/** Fills stores of every size, and measures over each of them. */
export async function measureCost(
  engine: Setup['engine'],
  server: string,
  sizes: readonly number[],
  say: (line: string) => void,
): Promise<Cost[]> {
  await using cleaning = new AsyncDisposableStack();
  const stores: Sized[] = [];
  for (const calls of sizes) {
    const database = cleaning.use(await makeDatabase(engine, server));
    const filled = cleaning.use(await look(database));
    const started = performance.now();
    const bindings = await fillWithCalls(filled, 0, calls);
    // As the server does by itself after a while.
    if (engine === 'PostgreSQL') await administer(database.url, 'vacuum (analyze)');
    say(`${engine}: ${calls} calls in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
    const services = await servicesWithoutInbox(filled.store, database.folder, [ACCOUNT], Date.now);
    cleaning.defer(() => services.events.close());
    stores.push({ calls, filled, services, bindings, vendorCallIds: await vendorIdsOf(filled, bindings) });
  }
  const times = new Map<string, number[]>();
  const record = (operation: string, { calls }: Sized, microseconds: number) => {
    const key = `${operation}/${calls}`;
    times.set(key, [...(times.get(key) ?? []), microseconds]);
  };
  // The first round warms up, and does not count.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const sized of stores) await measureRound(sized, round === 0 ? () => undefined : record);
  }
  return [...Object.keys(QUERIES), ...Object.keys(REPORTS)].flatMap((operation) => {
    const medians = sizes.map((calls) => quantile(times.get(`${operation}/${calls}`) ?? [], 0.5));
    return sizes.map((calls, place) => ({
      operation,
      calls,
      median: medians[place] ?? Number.NaN,
      p95: quantile(times.get(`${operation}/${calls}`) ?? [], 0.95),
      ratio: (medians[place] ?? Number.NaN) / (medians[0] ?? Number.NaN),
    }));
  });
}

async function measureRound(
  sized: Sized,
  record: (operation: string, sized: Sized, microseconds: number) => void,
): Promise<void> {
  for (const [operation, query] of Object.entries(QUERIES)) {
    for (let sample = 0; sample < SAMPLES; sample++) {
      const started = performance.now();
      await query(sized);
      record(operation, sized, (performance.now() - started) * 1_000);
    }
  }
  for (const [operation, bodyOf] of Object.entries(REPORTS)) {
    const deliveries = Array.from({ length: BATCH }, () => deliveryOf(bodyOf(sized)));
    await sized.filled.store.deliveries.insertMany(deliveries);
    const started = performance.now();
    await applyBatch(sized.services, deliveries);
    record(operation, sized, ((performance.now() - started) * 1_000) / BATCH);
    await checkApplied(sized.filled, deliveries);
  }
}

function deliveryOf(body: Buffer): Delivery {
  return {
    id: newId('delivery'),
    accountId: ACCOUNT.id,
    vendor: ACCOUNT.vendor,
    kind: undefined,
    headers: { 'content-type': 'application/json' },
    body,
    receivedAt: Date.now(),
    state: 'RECEIVED',
    reason: undefined,
  };
}

/** A figure of reports that were not applied would be none. */
async function checkApplied({ store, db }: Filled, deliveries: readonly Delivery[]): Promise<void> {
  const first = await store.deliveries.find(deliveries[0]?.id ?? '');
  const unlinked = await db.selectFrom('calls').select('id').where('binding_id', 'is', null).limit(1).execute();
  if (first?.state !== 'APPLIED' || unlinked.length > 0) throw new Error('A report was not applied to its binding.');
}

async function vendorIdsOf({ store }: Filled, bindings: readonly Binding[]): Promise<string[]> {
  const ids: string[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    const { items } = await store.calls.page({ bindingId: oneOf(bindings).id }, FIRST);
    ids.push(...items.map(({ vendorCallId }) => vendorCallId));
  }
  return ids;
}
