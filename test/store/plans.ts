import type { Kysely, RawBuilder } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { PageRequest, Under } from '../../src/store/lists.ts';
import { LISTED, type ListedTable, NUMBER } from '../../src/store/repositories/listed.ts';
import type { Repositories } from '../../src/store/store.ts';
import { repositories } from '../../src/store/store-over.ts';
import type { Tables } from '../../src/store/tables.ts';
import type { Vault } from '../../src/store/vault.ts';
import { waitingIn } from '../../src/store/waiting.ts';
import { aCall, aDelivery, KEY_OWNER, NEW_YEAR } from '../support/records.ts';

/** A statement that a repository made. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** A store whose statements are watched, and explained as its engine plans them. */
export interface WatchedStore extends AsyncDisposable {
  readonly repositories: Omit<Repositories, 'lock'>;
  /** What they read through. */
  readonly db: Kysely<Tables>;
  /** The same over a database that may have numbers as earlier versions spelled them. */
  readonly ofEarlierVersion: Omit<Repositories, 'lock'>;
  /** The statements that the work made. */
  statementsOf(work: () => Promise<unknown>): Promise<Statement[]>;
  /** The reads of a plan that run through a whole table or index. */
  scansOf(statement: Statement): Promise<string[]>;
  /** Its sorts, where the engine's choice does not depend on how much there is to sort. */
  sortsOf(statement: Statement): Promise<string[]>;
  /** Whether a plan seeks a table by these columns, in an index. */
  seeks(statement: Statement, table: string, columns: readonly string[]): Promise<boolean>;
}

/** Remembers the statements that are recorded while some work is done. */
export function watchStatements(): Pick<WatchedStore, 'statementsOf'> & { record(statement: Statement): void } {
  let seen: Statement[] = [];
  return {
    record: (statement) => void seen.push(statement),
    statementsOf: async (work) => {
      seen = [];
      await work();
      return seen;
    },
  };
}

/** Repositories over a database alone: nothing is held, and no event is written. */
export function bareRepositories(
  db: Kysely<Tables>,
  vault: Vault,
  clock: RawBuilder<number>,
): Pick<WatchedStore, 'repositories' | 'ofEarlierVersion'> {
  const bare = {
    db,
    vault,
    holds: false,
    clock,
    atomically: (work: (into: Kysely<Tables>) => Promise<void>) => work(db),
    append: async () => undefined,
  };
  return {
    repositories: repositories(bare),
    ofEarlierVersion: repositories({ ...bare, hasEarlierSpellings: () => true }),
  };
}

const DAY_MS = 86_400_000;

type Lists = 'bindings' | 'calls' | 'messages' | 'sms' | 'groups' | 'deliveries';

const TABLE_OF: Readonly<Record<Lists, ListedTable>> = {
  bindings: 'bindings',
  calls: 'calls',
  messages: 'messages',
  sms: 'sms',
  groups: 'number_groups',
  deliveries: 'deliveries',
};

// Values that few records have, or none: where most have one, PostgreSQL rightly reads in the order of ids and leaves
// out the few others. The span is that of all time: it leads nowhere, and has a test of its own.
const SPAN = { from: 1, to: Number.MAX_SAFE_INTEGER - DAY_MS };
const RECORD = {
  accountIds: ['acct_2'],
  vendor: 'KSYUN',
  reference: 'order-42',
  number: '13800000042',
  ...SPAN,
};
/** Every part of every filter that the API has. */
const FILTERS: Readonly<Record<Lists, Readonly<Record<string, unknown>>>> = {
  bindings: { ...RECORD, modes: ['AXG'], statuses: ['UNKNOWN'] },
  calls: { ...RECORD, bindingId: 'bnd_1', statuses: ['RINGING'] },
  messages: { ...RECORD, kinds: ['IVR'], statuses: ['SUBMITTING'] },
  sms: { ...RECORD, bindingId: 'bnd_1' },
  groups: RECORD,
  deliveries: { accountIds: ['acct_2'], states: ['FAILED'], ...SPAN },
};
const COLUMN_OF: Readonly<Record<string, string>> = {
  accountIds: 'account_id',
  vendor: 'vendor',
  statuses: 'status',
  states: 'state',
  reference: 'reference',
  number: NUMBER,
  bindingId: 'binding_id',
};

/** Which records are listed under what. */
const UNDER = [
  ['bindings', 'reference'],
  ['calls', 'reference'],
  ['messages', 'reference'],
  ['sms', 'reference'],
  ['calls', 'bindingId'],
  ['sms', 'bindingId'],
  ['bindings', 'accountId'],
  ['calls', 'accountId'],
  ['messages', 'accountId'],
] as const satisfies readonly (readonly [Lists, Under['by']])[];

/** Every combination of the parts of a filter. */
function combinations(filter: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return Object.entries(filter).reduce<Record<string, unknown>[]>(
    (all, [name, value]) => all.flatMap((some) => [some, { ...some, [name]: value }]),
    [{}],
  );
}

/** The columns by which a list must be sought: those of the table's first index that the filter has all of. */
function leadOf(list: Lists, filter: object): readonly string[] | undefined {
  const given = Object.keys(filter).map((name) => COLUMN_OF[name]);
  return LISTED[TABLE_OF[list]].leads.find((columns) => columns.every((column) => given.includes(column)));
}

const pagesOf = (list: Lists): PageRequest[] => [
  { limit: 50, direction: 'forward' },
  { limit: 50, direction: 'backward', beyondId: `${LISTED[TABLE_OF[list]].prefix}0` },
];

/** No list runs through a table, whatever it is narrowed by; nor does anything that is asked for each push. */
export function describePlans(name: string, open: () => Promise<WatchedStore>): void {
  describe(`over ${name}`, () => {
    let opened: WatchedStore | undefined;
    let store: WatchedStore;
    // Not before all: a test that is skipped for want of its engine must not fail by it.
    beforeEach(async () => {
      opened ??= await open();
      store = opened;
    });
    afterAll(() => opened?.[Symbol.asyncDispose]());

    test.each(Object.keys(FILTERS) as Lists[])('%s are sought by the best of their filter, in order', async (list) => {
      const offences: string[] = [];
      for (const filter of combinations(FILTERS[list])) {
        const lead = leadOf(list, filter);
        if (!lead) continue;
        for (const page of pagesOf(list)) {
          const statements = await store.statementsOf(() => store.repositories[list].page(filter as never, page));
          const statement = statements.at(-1);
          if (!statement) throw new Error('A list makes a statement.');
          const isNumber = lead.includes(NUMBER);
          const seeks = isNumber
            ? await store.seeks(statement, 'numbers', ['hash', 'subject_id'])
            : await store.seeks(statement, TABLE_OF[list], lead);
          const faults = [...(await scansOf(store, statements)), ...(await store.sortsOf(statement))];
          if (!seeks || faults.length > 0) offences.push(`${Object.keys(filter)}: ${[...faults, statement.sql]}`);
        }
      }
      expect(offences).toEqual([]);
    });

    test.each(['bindings', 'calls', 'sms'] as const)('%s are sought by a virtual number, in order', async (list) => {
      const virtual = { number: '17000000042', knownAt: ['acct_2', 'acct_3'] };
      const filters = [
        {},
        { number: '13800000042' },
        { accountIds: ['acct_2'] },
        { vendor: 'KSYUN', references: ['order-42', 'order-43'] },
        ...(list === 'bindings' ? [] : [{ bindingId: 'bnd_1' }]),
      ];
      for (const filter of filters) {
        for (const page of pagesOf(list)) {
          const asked = { ...filter, virtual } as never;
          const statements = await store.statementsOf(() => store.repositories[list].page(asked, page));
          expect(await scansOf(store, statements), JSON.stringify(filter)).toEqual([]);
          const [statement] = statements.slice(-1);
          if (!statement) throw new Error('A list makes a statement.');
          const isLed = !('references' in filter) && !('bindingId' in filter);
          if (isLed) expect(await store.seeks(statement, 'virtual_numbers', ['hash', 'subject_id'])).toBe(true);
        }
      }
    });

    test.each(Object.keys(FILTERS).filter((list) => list !== 'deliveries') as Lists[])(
      '%s of several references are each sought by themselves, whatever else the list is narrowed by',
      async (list) => {
        const filters = [{}, { vendor: 'KSYUN' }, { accountIds: ['acct_2'] }, { number: '13800000042' }];
        for (const filter of filters) {
          for (const page of pagesOf(list)) {
            const asked = { ...filter, references: ['order-42', 'order-43'] } as never;
            const statements = await store.statementsOf(() => store.repositories[list].page(asked, page));
            const [statement] = statements.slice(-1);
            if (!statement) throw new Error('A list makes a statement.');
            expect(await scansOf(store, statements)).toEqual([]);
            expect(await store.seeks(statement, TABLE_OF[list], ['reference'])).toBe(true);
          }
        }
      },
    );

    test('several accounts and statuses are each sought by themselves', async () => {
      const filter = { accountIds: ['acct_1', 'acct_2'], statuses: ['RINGING', 'BUSY'] as const };
      const [statement, ...more] = await store.statementsOf(() =>
        store.repositories.calls.page(filter, { limit: 50, direction: 'forward' }),
      );
      if (!statement) throw new Error('A list makes a statement.');
      expect(more).toEqual([]);
      expect(statement.sql.match(/union all/g)).toHaveLength(3);
      expect(await store.seeks(statement, 'calls', ['account_id', 'status'])).toBe(true);
    });

    test.each(UNDER)(
      '%s under fifty %ss are sought by each of these in one statement, a page of each',
      async (list, by) => {
        const values = Array.from({ length: 50 }, (_, place) => `${by}-${place}`);
        const offences: string[] = [];
        for (const page of pagesOf(list)) {
          for (const accountIds of [undefined, ['acct_1', 'acct_2']]) {
            const statements = await store.statementsOf(() =>
              store.repositories[list].pagesUnder({ by, values }, { accountIds }, page),
            );
            const [statement] = statements;
            if (!statement || statements.length > 1) throw new Error(`It made ${statements.length} statements.`);
            const faults = [...(await scansOf(store, statements)), ...(await store.sortsOf(statement))];
            const column = COLUMN_OF[by === 'accountId' ? 'accountIds' : by] ?? '';
            if (!(await store.seeks(statement, TABLE_OF[list], [column]))) faults.push(`not sought by ${column}`);
            const branches = statement.sql.match(/order by \S+ (asc|desc) limit/g) ?? [];
            if (branches.length < values.length) faults.push('a branch without a limit');
            if (faults.length > 0) offences.push(`${accountIds} ${page.direction}: ${[...new Set(faults)]}`);
          }
        }
        expect(offences).toEqual([]);
      },
    );

    test('a span of time without any other filter is sought between two ids', async () => {
      for (const day of [0, 2]) {
        const createdAt = NEW_YEAR + day * DAY_MS;
        await store.repositories.calls.insert(aCall({ createdAt }), undefined);
      }
      const statements = await store.statementsOf(() =>
        store.repositories.calls.page(
          { from: NEW_YEAR + DAY_MS, to: NEW_YEAR + DAY_MS + 1 },
          { limit: 50, direction: 'forward' },
        ),
      );
      expect(await scansOf(store, statements)).toEqual([]);
      expect(statements).toHaveLength(3);
      expect(statements.at(-1)?.sql).toMatch(/"calls"."id" > .+ and "calls"."id" < /);
      for (const bound of statements.slice(0, 2)) expect(await store.seeks(bound, 'calls', ['created_at'])).toBe(true);
    });

    test('each of the spellings of earlier versions is sought by itself', async () => {
      const [number, page] = ['13800138000', { limit: 50, direction: 'forward' }] as const;
      const queries: ((store: WatchedStore['ofEarlierVersion']) => Promise<unknown>)[] = [
        ({ calls }) => calls.page({ number }, page),
        ({ bindings }) => bindings.page({ number, accountIds: ['acct_1'], statuses: ['ACTIVE'] }, page),
        ({ bindings }) => bindings.findByNumber('acct_1', '17000000001', 50, [number]),
      ];
      for (const query of queries) {
        const statements = await store.statementsOf(() => query(store.ofEarlierVersion));
        const statement = statements.at(-1);
        if (!statement) throw new Error('Each makes a statement.');
        expect(await scansOf(store, statements)).toEqual([]);
        expect(await store.seeks(statement, 'numbers', ['hash', 'subject_id'])).toBe(true);
      }
      const counted = await store.statementsOf(() =>
        store.ofEarlierVersion.messages.sentTo('acct_1', number, NEW_YEAR),
      );
      expect(await scansOf(store, counted)).toEqual([]);
    });

    test.each(Object.entries(QUERIES))('%s runs through no table', async (_name, query) => {
      const statements = await store.statementsOf(() => query(store.repositories));
      expect(statements.length).toBeGreaterThan(0);
      expect(await scansOf(store, statements)).toEqual([]);
    });

    test('how many deliveries wait is counted in the index of states, and no further than it says', async () => {
      await store.repositories.deliveries.insertMany([aDelivery({ state: 'UNMATCHED' })]);
      const statements = await store.statementsOf(() => waitingIn(store.db, 'UNMATCHED'));
      expect(statements).toHaveLength(2);
      for (const statement of statements) {
        expect(await store.seeks(statement, 'deliveries', ['state'])).toBe(true);
        expect(await store.sortsOf(statement)).toEqual([]);
      }
      expect(statements.at(-1)?.sql).toMatch(/limit/);
    });

    test('what a binding may have replaced is sought by its places and by the vendor’s id', async () => {
      const statements = await store.statementsOf(() =>
        store.repositories.bindings.findHolding('acct_1', ['a place', 'another one'], 'at-the-vendor'),
      );
      expect(statements).toHaveLength(PLACES.length);
      expect(await scansOf(store, statements)).toEqual([]);
      for (const [index, column] of PLACES.entries()) {
        const statement = statements[index] as Statement;
        expect(await store.seeks(statement, 'bindings', [column])).toBe(true);
      }
    });

    test.each(BATCHES)(
      'what a batch of reports asks of $table is sought by $column',
      async ({ table, column, query }) => {
        const names = Array.from({ length: 200 }, (_, place) => `at-the-vendor-${place}`);
        const statements = await store.statementsOf(() => query(store.repositories, names));
        expect(statements).toHaveLength(1);
        for (const statement of statements) expect(await store.seeks(statement, table, [column])).toBe(true);
      },
    );
  });
}

/** By which columns what a binding may have replaced is found. */
const PLACES = ['place', 'held_by_a', 'vendor_binding_id'] as const;

/** What is asked for each batch of news, by which column. */
const BATCHES: readonly {
  readonly table: string;
  readonly column: string;
  query(store: Omit<Repositories, 'lock'>, names: readonly string[]): Promise<unknown>;
}[] = [
  { table: 'calls', column: 'vendor_call_id', query: ({ calls }, names) => calls.findByVendorIds(names, 'acct_1') },
  {
    table: 'bindings',
    column: 'vendor_binding_id',
    query: ({ bindings }, names) => bindings.findByVendorIds(names, 'acct_1'),
  },
  {
    table: 'deliveries',
    column: 'id',
    query: ({ deliveries }, names) =>
      deliveries.settleMany(
        names.map((id) => ({ id, state: 'APPLIED', reason: undefined })),
        NEW_YEAR,
      ),
  },
];

const scansOf = async (store: WatchedStore, statements: readonly Statement[]) =>
  (await Promise.all(statements.map(store.scansOf))).flat();

/** What is asked for each push, each request and each turn of a job. */
const QUERIES: Readonly<Record<string, (store: Omit<Repositories, 'lock'>) => Promise<unknown>>> = {
  'a call by the vendor’s id': ({ calls }) => calls.findByVendorId('at-the-vendor', 'acct_1'),
  'a binding by the vendor’s id': ({ bindings }) => bindings.findByVendorId('at-the-vendor'),
  'a binding by a number': ({ bindings }) => bindings.findByNumber('acct_1', '13800000042', 50),
  'a binding by a virtual number and those who speak': ({ bindings }) =>
    bindings.findByNumber('acct_1', '17000000001', 50, ['13800000042', '13900000042']),
  'where virtual numbers are proved': ({ virtualNumbers }) => virtualNumbers.provenAt(['17000000001', '17000000002']),
  'a call that changed, by its virtual number': ({ calls }) => calls.update(aCall({ numberX: '17000000001' })),
  'calls without a binding, by the vendor’s id of it': ({ calls }) =>
    calls.findUnlinked('acct_1', { vendorBindingId: 'bound' }),
  'calls without a binding, by a number': ({ calls }) =>
    calls.findUnlinked('acct_1', { number: '17000000001', since: NEW_YEAR }),
  'messages of a request': ({ messages }) => messages.findBatch('msg_1'),
  'a message by the vendor’s id': ({ messages }) => messages.findByVendorId('at-the-vendor', 'acct_1'),
  'the events behind a place': ({ events }) => events.after(1, 256),
  'deliveries that were left behind': ({ deliveries }) => deliveries.inState('RECEIVED', 200),
  'a delivery that is settled': ({ deliveries }) => deliveries.settle('dlv_1', 'APPLIED', undefined, NEW_YEAR),
  'deliveries that wait for a message': async ({ deliveries }) => {
    await deliveries.await('acct_1', 'at-the-vendor', aDelivery().id);
    await deliveries.takeAwaiting('acct_1', 'at-the-vendor');
  },
  'how many messages a delivery waits for': ({ deliveries }) => deliveries.awaitedBy('dlv_1'),
  'an idempotency key': ({ requests }) => requests.find({ key: 'key', owner: KEY_OWNER }),
  'the lease of a process': async ({ processes }) => {
    await processes.begin('a process', 1_000);
    await processes.renew('a process', 1_000);
    await processes.isInForce('a process');
    await processes.endExpired('a process');
    await processes.end('a process');
  },
  'what a process is at': async ({ underWay }) => {
    const row = { routed: true, withheld: false };
    await underWay.begin('a process', [
      { ...row, subjectId: 'msg_1' },
      { ...row, subjectId: 'msg_2' },
    ]);
    await underWay.attempt('a process', ['msg_1', 'msg_2'], 'acct_1');
    await underWay.heldBy('a process', '', 100);
    await underWay.among(['msg_1', 'msg_2']);
    await underWay.handOver('a process', ['msg_1'], 'another');
    await underWay.end('a process', ['msg_2']);
  },
  'processes that are gone and were at something': ({ underWay }) => underWay.abandoned(),
  'records that no process is at': async ({ underWay }) => {
    await underWay.strays('SUBMITTING', NEW_YEAR, '', 100);
    await underWay.strays('CREATING', NEW_YEAR, '', 100);
    await underWay.strays('SAVING', NEW_YEAR, '', 100);
  },
  'a record that is forgotten': ({ calls }) => calls.forget('call_1', (call) => call),
};
