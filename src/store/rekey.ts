import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import { KEY_CHECK } from './key-check.ts';
import { LOOKUP_KEYS, sealedCheck } from './open.ts';
import { jobStateRepository } from './repositories/job-state.ts';
import { type Row, SEALED_TABLES, type SealedTable } from './sealed-tables.ts';
import type { Vault } from './vault.ts';

/** How far the work has come, over all tables. */
export interface RekeyProgress {
  readonly table: string;
  readonly done: number;
  readonly total: number;
}

// Some ten milliseconds of writing on SQLite, for which the service waits its turn.
const BATCH = 200;

/**
 * Seals everything anew under the newest key, and looks numbers up by it. Safe beside a running service that knows all
 * of the keys: a row that it writes meanwhile is left as it wrote it. Goes on where an earlier run was cut off. Gives
 * how many values are still under an older key: 0, unless a process still seals with one.
 */
export async function rekey(
  engine: Engine,
  vault: Vault,
  onProgress: (progress: RekeyProgress) => void,
): Promise<number> {
  const jobState = jobStateRepository({ db: engine.db, holds: false });
  // What cannot be made anew is compared under the keys that made it, also when those are given up.
  await jobState.set(LOOKUP_KEYS, Buffer.from(vault.sealLookupKeys()).toString('base64'));
  const total = await rowsIn(engine);
  let done = 0;
  for (const table of SEALED_TABLES) {
    done = await rekeyTable(engine, vault, table, (count) => {
      onProgress({ table: table.name, done: Math.min(total, done + count), total });
    }).then((count) => done + count);
  }
  // Rows that were removed meanwhile are done as well.
  onProgress({ table: 'all', done: total, total });
  const left = await stillUnderOlderKeys(engine, vault);
  for (const { name } of SEALED_TABLES) await jobState.remove(markOf(name));
  if (left === 0) await jobState.set(KEY_CHECK, sealedCheck(vault));
  return left;
}

const markOf = (table: string) => `rekey:${table}`;

async function rekeyTable(
  engine: Engine,
  vault: Vault,
  table: SealedTable,
  onRows: (count: number) => void,
): Promise<number> {
  const { db } = engine;
  const jobState = jobStateRepository({ db, holds: false });
  const run = `${Buffer.from(vault.newest).toString('hex')}:`;
  const mark = await jobState.get(markOf(table.name));
  // A mark of another key's run says nothing of this one.
  let place: Row[string] | undefined = mark?.startsWith(run) ? JSON.parse(mark.slice(run.length)) : undefined;
  let count = 0;
  for (;;) {
    const started = performance.now();
    const rows = await table.rows(db, place, BATCH);
    const last = rows.at(-1);
    if (!last) return count;
    place = last[table.key];
    const reached = run + JSON.stringify(place);
    await engine.transact(async (tx) => {
      for (const row of rows) await table.rewrite(tx, vault, row);
      await jobStateRepository({ db: tx, holds: false }).set(markOf(table.name), reached);
    });
    count += rows.length;
    onRows(count);
    // As long again for other writers.
    await delay(performance.now() - started);
  }
}

async function rowsIn({ db }: Engine): Promise<number> {
  let total = 0;
  for (const { name } of SEALED_TABLES) {
    const { count } = await db.selectFrom(name).select(db.fn.countAll().as('count')).executeTakeFirstOrThrow();
    total += Number(count);
  }
  return total;
}

/** How many sealed values do not begin as the newest key's do. */
async function stillUnderOlderKeys({ db }: Engine, vault: Vault): Promise<number> {
  let left = 0;
  for (const { name, sealed } of SEALED_TABLES) {
    for (const column of sealed) {
      const beginning = sql`substr(${sql.ref(column)}, 1, ${sql.lit(vault.newest.length)})`;
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from ${sql.table(name)} where ${beginning} <> ${vault.newest}`.execute(db);
      left += Number(rows[0]?.count ?? 0);
    }
  }
  return left;
}
