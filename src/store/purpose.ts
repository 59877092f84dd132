import { type Kysely, sql } from 'kysely';
import { EXIT, StartFault } from '../config/start-fault.ts';
import { KEY_CHECK } from './key-check.ts';
import { JOB_STATE_NAMES, jobStateRepository } from './repositories/job-state.ts';
import type { Tables } from './tables.ts';
import { createVault } from './vault.ts';

/** What a database is for, from its first start on and for good. */
export type Purpose = 'sandbox' | 'production';

/** As what a database is opened, and the publicly known key, under which a sandbox without a key of its own seals. */
export interface OpenedAs {
  readonly purpose: Purpose;
  readonly publicKey: Uint8Array;
}

const PURPOSE = 'purpose';

/** Tables of which each has rows as soon as anything was done with a database. */
const USED = ['bindings', 'calls', 'messages', 'deliveries', 'events', 'requests', 'audit'] as const;

/**
 * Refuses a database that is for the other purpose, before anything in it is changed. One that bears no mark, because
 * an earlier version made it, is a sandbox's where it was sealed under the public key; otherwise it is of production as
 * soon as there is anything in it.
 */
export async function refuseOtherPurpose(db: Kysely<Tables>, { purpose, publicKey }: OpenedAs): Promise<void> {
  const tables = new Set((await db.introspection.getTables()).map(({ name }) => name));
  const table = JOB_STATE_NAMES.find((name) => tables.has(name));
  if (table === undefined) return;
  const jobState = jobStateRepository({ db, holds: false }, table);
  const marked = await jobState.get(PURPOSE);
  if (marked !== undefined) return refuse(purpose, marked, 'It was marked so at its first start.');
  const check = await jobState.get(KEY_CHECK);
  if (check === undefined) return;
  const { newest } = createVault(publicKey);
  if (Buffer.from(check, 'base64').subarray(0, newest.length).equals(newest)) {
    return refuse(purpose, 'sandbox', 'It is sealed under the key that every sandbox has.');
  }
  for (const table of USED) {
    if (!tables.has(table)) continue;
    const row = await db.selectFrom(table).select(sql`1`.as('found')).limit(1).executeTakeFirst();
    if (row) return refuse(purpose, 'production', 'An earlier version has written into it under a DATA_KEY.');
  }
}

/**
 * Marks a database at its first start. Of two processes that start at once, the second is held to what the first is.
 */
export async function markPurpose(db: Kysely<Tables>, { purpose }: OpenedAs): Promise<void> {
  const marked = await jobStateRepository({ db, holds: false }).claim(PURPOSE, purpose);
  refuse(purpose, marked, 'Another process has just marked it so.');
}

function refuse(purpose: Purpose, marked: string, why: string): void {
  if (marked === purpose) return;
  const what = purpose === 'sandbox' ? 'this start is a sandbox with simulated vendors' : 'this start is no sandbox';
  const remedy =
    purpose === 'sandbox'
      ? 'Set ACCOUNTS_FILE and what goes with it, and leave SANDBOX out; or name another database in DATABASE_URL for the sandbox.'
      : 'Name another database in DATABASE_URL.';
  throw new StartFault(
    EXIT.config,
    `The database belongs to ${marked === 'sandbox' ? 'a sandbox' : 'production'}, and ${what}. ${why} ${remedy}`,
  );
}
