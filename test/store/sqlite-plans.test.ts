import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore } from '../../src/store/open.ts';
import { kyselyOver } from '../../src/store/sqlite.ts';
import { repositories } from '../../src/store/store-over.ts';
import { createVault } from '../../src/store/vault.ts';
import { temporaryFolder } from '../support/service.ts';
import { describePlans, type Statement, type WatchedStore } from './plans.ts';

// SQLite without statistics plans by the indexes alone, so an empty database shows what a full one does.
async function openWatched(): Promise<WatchedStore> {
  const folder = await temporaryFolder();
  const vault = createVault(new Uint8Array(32).fill(7));
  const file = join(folder.path, 'voice.db');
  await (await openStore(`file:${file}`, vault)).close();
  const database = new DatabaseSync(file);
  let seen: Statement[] = [];
  const watched = {
    prepare: (sql: string) => {
      seen.push({ sql, parameters: [] });
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
    repositories: repositories({
      db,
      vault,
      holds: false,
      atomically: (work) => work(db),
      append: async () => undefined,
    }),
    statementsOf: async (work) => {
      seen = [];
      await work();
      return seen;
    },
    scansOf: async (statement) => (await plan(statement)).filter((line) => /^SCAN (?!CONSTANT|\(|branch)/.test(line)),
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
