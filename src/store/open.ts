import type { Kysely } from 'kysely';
import type { Engine } from './engine.ts';
import { accountStateRepository } from './repositories/account-states.ts';
import { auditRepository } from './repositories/audit.ts';
import { bindingRepository } from './repositories/bindings.ts';
import { callRepository } from './repositories/calls.ts';
import { deliveryRepository } from './repositories/deliveries.ts';
import { eventRepository } from './repositories/events.ts';
import { groupRepository } from './repositories/groups.ts';
import { leaseRepository } from './repositories/leases.ts';
import { markRepository } from './repositories/marks.ts';
import { messageRepository } from './repositories/messages.ts';
import { requestRepository } from './repositories/requests.ts';
import { smsRepository } from './repositories/sms.ts';
import { openSqlite } from './sqlite.ts';
import type { Repositories, Store } from './store.ts';
import type { Tables } from './tables.ts';
import type { Vault } from './vault.ts';

/** Opens the database that a `DATABASE_URL` names, brings its tables up to date, and keeps what lies in it sealed. */
export async function openStore(databaseUrl: string, vault: Vault): Promise<Store> {
  const engine = await openEngine(databaseUrl);
  const store = storeOver(engine, await checkKey(engine, vault));
  // A store that cannot be written to is found out now, not at the first push.
  if (!store.isShared) await store.leases.releaseAll();
  await store.marks.set('opened-at', new Date().toISOString());
  return store;
}

export const KEY_CHECK = 'data-key-check';
export const LOOKUP_KEYS = 'earlier-lookup-keys';

/**
 * Refuses a database that a key has sealed which is not known, before anything is read wrong or sealed twice over. Gives
 * the vault with what the database remembers of keys that were given up.
 */
export async function checkKey({ db }: Engine, vault: Vault): Promise<Vault> {
  const marks = markRepository(db);
  const sealed = await marks.get(KEY_CHECK);
  if (sealed) vault.open(Buffer.from(sealed, 'base64'), 'The database');
  else await marks.set(KEY_CHECK, sealedCheck(vault));
  const lookupKeys = await marks.get(LOOKUP_KEYS);
  return lookupKeys ? vault.withLookupKeys(Buffer.from(lookupKeys, 'base64')) : vault;
}

/** What stands under the name of the key check, under the newest key. */
export function sealedCheck(vault: Vault): string {
  return Buffer.from(vault.seal('', 'The database')).toString('base64');
}

/** The engine that a `DATABASE_URL` names, with its tables up to date. */
export function openEngine(databaseUrl: string): Promise<Engine> {
  if (databaseUrl.startsWith('file:')) return openSqlite(databaseUrl.slice('file:'.length));
  throw new Error('DATABASE_URL must name a SQLite file, as in file:./data/voice.db.');
}

function storeOver(engine: Engine, vault: Vault): Store {
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  return {
    ...repositories(engine.db, vault, tell),
    transaction: async (work) => {
      let appended = false;
      const result = await engine.db.transaction().execute((transaction) =>
        work(
          repositories(transaction, vault, () => {
            appended = true;
          }),
        ),
      );
      if (appended) tell();
      return result;
    },
    onEvents: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isOutage: engine.isOutage,
    isShared: engine.isShared,
    close: () => engine.close(),
  };
}

function repositories(db: Kysely<Tables>, vault: Vault, onAppend: () => void): Repositories {
  return {
    bindings: bindingRepository(db, vault),
    calls: callRepository(db, vault),
    messages: messageRepository(db, vault),
    sms: smsRepository(db, vault),
    groups: groupRepository(db, vault),
    accountStates: accountStateRepository(db, vault),
    leases: leaseRepository(db),
    marks: markRepository(db),
    requests: requestRepository(db, vault),
    deliveries: deliveryRepository(db, vault),
    events: eventRepository(db, vault, onAppend),
    audit: auditRepository(db, vault),
  };
}
