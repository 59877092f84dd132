import { COPY_MARK } from './copy/tables.ts';
import { DATABASE_URLS, isPostgresUrl, sqliteFile } from './database-url.ts';
import type { Engine } from './engine.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';
import { storeOver } from './store-over.ts';
import type { Vault } from './vault.ts';

/** Opens the database that a `DATABASE_URL` names, brings its tables up to date, and keeps what lies in it sealed. */
export async function openStore(databaseUrl: string, vault: Vault): Promise<Store> {
  const store = storeOver(await openEngine(databaseUrl), vault);
  try {
    await refuseUnfinishedCopy(store);
    await checkKey(store, vault);
    // A store that cannot be written to is found out now, not at the first push.
    if (!store.isShared) await store.leases.releaseAll();
    await store.marks.set('opened-at', new Date().toISOString());
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

/** Refuses a database that is being filled by a copy: the rest of it would come on top of what is written here. */
async function refuseUnfinishedCopy({ marks }: Store): Promise<void> {
  if ((await marks.get(COPY_MARK)) === undefined) return;
  throw new Error('DATABASE_URL names a database that is not yet a whole copy. Run db:copy to its end first.');
}

const KEY_CHECK = 'data-key-check';

/** Refuses a database that another key has sealed, before anything is read wrong or sealed twice over. */
async function checkKey({ marks }: Store, vault: Vault): Promise<void> {
  const own = Buffer.from(vault.seal('', 'The database')).toString('base64');
  // Of several processes that open a new database at once, one gives the key, and the others are held to it.
  const sealed = await marks.claim(KEY_CHECK, own);
  vault.open(Buffer.from(sealed, 'base64'), 'The database');
}

/** The engine that a `DATABASE_URL` names, with its tables up to date. */
export async function openEngine(databaseUrl: string): Promise<Engine> {
  const file = sqliteFile(databaseUrl);
  if (file !== undefined) return openSqlite(file);
  if (isPostgresUrl(databaseUrl)) {
    // Whoever runs on SQLite does not load the driver.
    const { openPostgres } = await import('./postgres.ts');
    return openPostgres(databaseUrl);
  }
  throw new Error(`DATABASE_URL ${DATABASE_URLS}.`);
}
