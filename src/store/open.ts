import { DATABASE_URLS, isPostgresUrl, sqliteFile } from '../config/database-url.ts';
import { EXIT, StartFault } from '../config/start-fault.ts';
import { COPY_MARK } from './copy/tables.ts';
import type { BeforeChanges, Engine } from './engine.ts';
import { KEY_CHECK } from './key-check.ts';
import type { LeaseOptions } from './process-lease.ts';
import { markPurpose, type OpenedAs, refuseOtherPurpose } from './purpose.ts';
import { jobStateRepository } from './repositories/job-state.ts';
import { SPELLING_MARK } from './spelling-place.ts';
import type { OnTightened } from './sqlite/files.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';
import { storeOver } from './store-over.ts';
import type { Vault } from './vault.ts';

/** How a database is opened, besides its address and its key. */
export interface Opening {
  /** Left out, any database is opened, and none is marked. */
  readonly as?: OpenedAs | undefined;
  /** Told of files that others could read. */
  readonly onTightened?: OnTightened | undefined;
}

/** Opens the database that a `DATABASE_URL` names, brings its tables up to date, and keeps what lies in it sealed. */
export async function openStore(
  databaseUrl: string,
  vault: Vault,
  lease?: LeaseOptions,
  opening: Opening = {},
): Promise<Store> {
  const engine = await openEngine(databaseUrl, opening);
  try {
    const known = await checkKey(engine, vault);
    if (opening.as) await markPurpose(engine.db, opening.as);
    const isSpellingNeeded =
      (await jobStateRepository({ db: engine.db, holds: false }).get(SPELLING_MARK)) !== undefined;
    const store = storeOver(engine, known, lease, isSpellingNeeded);
    // A store that cannot be written to is found out now, not at the first push.
    if (!store.isShared) await store.leases.releaseAll();
    await store.jobState.set(OPENED_AT, new Date().toISOString());
    return store;
  } catch (error) {
    await engine.close();
    throw engine.asStartFault(error);
  }
}

/** Refuses a database that is being filled by a copy: the rest of it would come on top of what is written here. */
async function refuseUnfinishedCopy({ db }: Engine): Promise<void> {
  if ((await jobStateRepository({ db, holds: false }).get(COPY_MARK)) === undefined) return;
  throw new StartFault(
    EXIT.data,
    'DATABASE_URL names a database that is not yet a whole copy. Run db:copy to its end first.',
  );
}

export const OPENED_AT = 'opened-at';
export const LOOKUP_KEYS = 'earlier-lookup-keys';

/**
 * Refuses a database that a key has sealed which is not known, before anything is read wrong or sealed twice over.
 * Gives the vault with what the database remembers of keys that were given up.
 */
export async function checkKey(engine: Engine, vault: Vault): Promise<Vault> {
  await refuseUnfinishedCopy(engine);
  const { jobState } = storeOver(engine, vault);
  // Of several processes that open a new database at once, one gives the key, and the others are held to it.
  const sealed = await jobState.claim(KEY_CHECK, sealedCheck(vault));
  try {
    vault.open(Buffer.from(sealed, 'base64'), 'The database');
  } catch (error) {
    throw new StartFault(EXIT.config, error instanceof Error ? error.message : String(error), error);
  }
  const lookupKeys = await jobState.get(LOOKUP_KEYS);
  return lookupKeys ? vault.withLookupKeys(Buffer.from(lookupKeys, 'base64')) : vault;
}

/** What stands under the name of the key check, under the newest key. */
export function sealedCheck(vault: Vault): string {
  return Buffer.from(vault.seal('', 'The database')).toString('base64');
}

/** The engine that a `DATABASE_URL` names, with its tables up to date. */
export async function openEngine(databaseUrl: string, { as, onTightened }: Opening = {}): Promise<Engine> {
  const beforeChanges: BeforeChanges = async (db) => as && refuseOtherPurpose(db, as);
  const file = sqliteFile(databaseUrl);
  if (file !== undefined) return openSqlite(file, beforeChanges, onTightened);
  if (isPostgresUrl(databaseUrl)) {
    // A process on SQLite does not load the driver.
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(databaseUrl, beforeChanges);
  }
  throw new StartFault(EXIT.config, `DATABASE_URL ${DATABASE_URLS}.`);
}
