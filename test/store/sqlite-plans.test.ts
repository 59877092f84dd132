import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { vi } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { CLOCK, kyselyOver } from '../../src/store/sqlite.ts';
import { createVault } from '../../src/store/vault.ts';
import { temporaryFolder } from '../support/service.ts';
import { describeNestedLists } from './nested-lists.ts';
import { bareRepositories, describePlans, type Statement, type WatchedStore, watchStatements } from './plans.ts';

// Vite would load graphql's ES module beside the CommonJS one that Node gives to all others.
vi.mock('graphql', async () => (await import('node:module')).createRequire(import.meta.url)('graphql'));

// SQLite without statistics plans by the indexes alone, so an empty database shows what a full one does.
async function openWatched(): Promise<WatchedStore> {
  const folder = await temporaryFolder();
  const vault = createVault(new Uint8Array(32).fill(7));
  const file = join(folder.path, 'voice.db');
  await (await openStore(`file:${file}`, vault)).close();
  const database = new DatabaseSync(file);
  const { record, statementsOf } = watchStatements();
  const watched = {
    prepare: (sql: string) => {
      record({ sql, parameters: [] });
      return database.prepare(sql);
    },
  };
  const db = kyselyOver(watched as DatabaseSync);
  const plan = async ({ sql }: Statement) =>
    database
      .prepare(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => String(detail));
  return {
    ...bareRepositories(db, vault, CLOCK),
    db,
    statementsOf,
    scansOf: async (statement) =>
      (await plan(statement)).filter((line) => /^SCAN (?!CONSTANT|\(|branch|held|\d+-ROW VALUES)/.test(line)),
    sortsOf: async ({ sql, parameters }) => {
      // What comes of several branches is a page of each, and is sorted.
      const branches = [...sql.matchAll(/\(\s*(select [\s\S]*?limit \?)\s*\) as branch/g)].map(([, one = '']) => one);
      const plans = (branches.length > 0 ? branches : [sql]).map((one) => plan({ sql: one, parameters }));
      return (await Promise.all(plans)).flat().filter((line) => line.includes('TEMP B-TREE'));
    },
    seeks: async (statement, table, columns) => {
      const sought = `${columns.join('=? AND ')}`;
      return (await plan(statement)).some((line) => line.startsWith(`SEARCH ${table} `) && line.includes(`(${sought}`));
    },
    [Symbol.asyncDispose]: async () => {
      database.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describePlans('SQLite', openWatched);
describeNestedLists('SQLite', openWatched);
