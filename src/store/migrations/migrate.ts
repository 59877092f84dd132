import { type Kysely, sql } from 'kysely';
import { EXIT, StartFault } from '../../config/start-fault.ts';
import type { Tables } from '../tables.ts';
import type { ColumnTypes } from './column-types.ts';
import { migrations, type TableChange } from './index.ts';
import { withoutWhatIsDone } from './unfinished.ts';

type Changes = Readonly<Record<string, TableChange>>;

/**
 * Brings a database to the newest tables: each change and its record in one transaction, so that a process that is
 * ended in between leaves the one before it or the whole one. Throws a StartFault where the tables are newer than the
 * program, or where an older process still works on them and must not.
 */
export async function migrate(
  db: Kysely<Tables>,
  types: ColumnTypes,
  changes: Changes = migrations(types),
  now: () => number = Date.now,
): Promise<void> {
  const done = await inTurn(db, types, readRecords);
  const unknown = [...done].filter((name) => !(name in changes)).sort();
  if (unknown.length > 0) throw newerTables(unknown);
  const pending = Object.entries(changes).filter(([name]) => !done.has(name));
  // Before the first change: what can be made beside older processes is not made either where the rest cannot.
  const alone = pending.filter(([, { besideOlder }]) => !besideOlder).map(([name]) => name);
  if (alone.length > 0) await inTurn(db, types, (tx) => refuseOlderProcesses(tx, types, alone, now()));
  for (const [name, change] of pending) {
    await inTurn(db, types, async (tx) => {
      // Another process may have made it while this one waited for its turn.
      if ((await recordsIn(tx)).has(name)) return;
      if (!change.besideOlder) await refuseOlderProcesses(tx, types, [name], now());
      await change.up(types.sequence === 'sqlite' ? await withoutWhatIsDone(tx, name) : tx);
      const timestamp = new Date(now()).toISOString();
      await sql`insert into kysely_migration (name, timestamp) values (${name}, ${timestamp})`.execute(tx);
    });
  }
}

// The lock of kysely's own migrator, under which versions before this one changed tables (its PostgreSQL adapter).
const LOCK = '3853314791062309107';

/**
 * A transaction that no other process that changes tables works beside. On SQLite its beginning takes the write lock.
 */
function inTurn<T>(
  db: Kysely<Tables>,
  { sequence }: ColumnTypes,
  work: (tx: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    if (sequence === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx);
    return work(tx);
  });
}

/**
 * What has been changed, by its records; their table is made where there is none. Its name is that of kysely's
 * migrator.
 */
async function readRecords(tx: Kysely<Tables>): Promise<Set<string>> {
  await tx.schema
    .createTable('kysely_migration')
    .ifNotExists()
    .addColumn('name', 'varchar(255)', (c) => c.notNull().primaryKey())
    .addColumn('timestamp', 'varchar(255)', (c) => c.notNull())
    .execute();
  return recordsIn(tx);
}

async function recordsIn(tx: Kysely<Tables>): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(tx);
  return new Set(rows.map(({ name }) => name));
}

function newerTables(unknown: readonly string[]): StartFault {
  return new StartFault(
    EXIT.version,
    `The database is newer than this program: it has ${unknown.join(', ')}, which this version does not know. ` +
      'Start the version that made it, or restore the backup of before the upgrade.',
  );
}

/**
 * Refuses changes beside which older processes cannot work, where there are some. Every process that works on a shared
 * database holds leases; those of one that made the changes itself meanwhile are none of an older version. A SQLite
 * file has one process, whose leases outlive it where it crashed.
 */
async function refuseOlderProcesses(
  tx: Kysely<Tables>,
  { sequence }: ColumnTypes,
  changes: readonly string[],
  now: number,
): Promise<void> {
  const done = await recordsIn(tx);
  if (sequence === 'sqlite' || !done.has('0003-leases') || changes.every((name) => done.has(name))) return;
  const held = await tx.selectFrom('leases').select('name').where('expires_at', '>', now).limit(1).execute();
  if (held.length === 0) return;
  throw new StartFault(
    EXIT.busy,
    'A process of an older version works on the database and cannot work beside this one. Stop all processes of the ' +
      'older version; half a minute after one that crashed, this one can start.',
  );
}
