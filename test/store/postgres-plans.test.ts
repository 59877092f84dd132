import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { vi } from 'vitest';
import { openEngine } from '../../src/store/open.ts';
import { CLOCK } from '../../src/store/postgres.ts';
import type { Repositories } from '../../src/store/store.ts';
import { storeOver } from '../../src/store/store-over.ts';
import type { Tables } from '../../src/store/tables.ts';
import { createVault } from '../../src/store/vault.ts';
import { aGroup, aMessage, anSms } from '../support/every-table.ts';
import { callee, fillWithCalls, virtualNumber } from '../support/many-calls.ts';
import { openDatabase } from '../support/postgres.ts';
import { NEW_YEAR } from '../support/records.ts';
import { describeNestedLists } from './nested-lists.ts';
import { bareRepositories, describePlans, type Statement, type WatchedStore, watchStatements } from './plans.ts';

// Vite would load graphql's ES module beside the CommonJS one that Node gives to all others.
vi.mock('graphql', async () => (await import('node:module')).createRequire(import.meta.url)('graphql'));

/** A part of a plan, as `explain (format json)` gives it. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

const vault = createVault(new Uint8Array(32).fill(7));
const CALLS = 1_000;
const OTHERS = 300;

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

// So small a table is read fastest from end to end: without that choice PostgreSQL shows what it does with a large one.
const WITHOUT_SCANS = '-c enable_seqscan=off';

async function openWatched(): Promise<WatchedStore> {
  const database = await openDatabase();
  const engine = await openEngine(database.url);
  const store = storeOver(engine, vault);
  await fillWithCalls({ db: engine.db, store, vault }, 0, CALLS);
  await store.transaction((tx) => fillOthers(tx));
  await engine.close();
  const pool = new Pool({ connectionString: database.url, options: WITHOUT_SCANS, max: 2 });
  await pool.query('analyze');
  const { record, statementsOf } = watchStatements();
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => record({ sql: query.sql, parameters: query.parameters }),
  });
  const plan = async ({ sql, parameters }: Statement) => {
    const { rows } = await pool.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`explain (format json) ${sql}`, [
      ...parameters,
    ]);
    return rows.flatMap((row) => row['QUERY PLAN']).flatMap(({ Plan }) => nodesOf(Plan));
  };
  return {
    ...bareRepositories(db, vault, CLOCK),
    db,
    statementsOf,
    scansOf: async (statement) =>
      (await plan(statement))
        .filter((node) => node['Node Type'] === 'Seq Scan' || (node['Index Name'] && !node['Index Cond']))
        .map((node) => `${node['Node Type']} of ${node['Relation Name'] ?? node['Index Name']}`),
    sortsOf: async () => [],
    seeks: async (statement, table, columns) =>
      (await plan(statement)).some(
        (node) =>
          (node['Relation Name'] === table || node['Index Name']?.startsWith(`${table}_`)) &&
          columns.every((column) => node['Index Cond']?.includes(`${column} `)),
      ),
    [Symbol.asyncDispose]: async () => {
      await db.destroy();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Records of the other kinds: a table without any is read from end to end, whatever is asked of it. */
async function fillOthers(tx: Repositories): Promise<void> {
  const places = Array.from({ length: OTHERS }, (_, place) => place);
  await tx.messages.insertBatch(places.map((place) => aMessage({ recipient: callee(place) })));
  for (const place of places) {
    const holder = `process-${place % 3}`;
    await tx.underWay.begin(holder, [{ subjectId: `msg_${place}`, routed: true, withheld: false }]);
    await tx.leases.acquire(`job:${place}`, holder, NEW_YEAR, NEW_YEAR + 1);
    await tx.sms.insert(
      anSms({ from: callee(place), numberX: virtualNumber(place), reference: `order-${place}` }),
      `sms-${place}`,
    );
    await tx.groups.save(aGroup({ numbers: [callee(place)], reference: `order-${place}` }));
  }
}

describePlans('PostgreSQL', openWatched);
describeNestedLists('PostgreSQL', openWatched);
