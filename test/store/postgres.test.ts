import { openStore } from '../../src/store/open.ts';
import { createVault } from '../../src/store/vault.ts';
import { openDatabase } from '../support/postgres.ts';
import { describeStore } from './contract.ts';

const vault = createVault(new Uint8Array(32).fill(7));

/** A store over a database of its own. */
async function openPostgresStore() {
  const database = await openDatabase();
  let store = await openStore(database.url, vault);
  return {
    store,
    reopen: async () => {
      await store.close();
      store = await openStore(database.url, vault);
      return store;
    },
    [Symbol.asyncDispose]: async () => {
      await store.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

describeStore('PostgreSQL', openPostgresStore);
