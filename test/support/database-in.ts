import { basename, join } from 'node:path';

const databases = new Map<string, { readonly name: string; readonly url: string }>();

/**
 * The DATABASE_URL of what a test runs in a folder: always the same one for the same folder. vitest.config.ts says over
 * which engine the test runs.
 */
export async function databaseIn(folder: string): Promise<string> {
  if (process.env.TEST_ENGINE !== 'postgres') return `file:${join(folder, 'voice.db')}`;
  const known = databases.get(folder);
  if (known) return known.url;
  const name = basename(folder).toLowerCase();
  const { openDatabase, MADE_WITH_TABLES } = await postgres();
  const { url } = await openDatabase({ name, made: MADE_WITH_TABLES });
  databases.set(folder, { name, url });
  return url;
}

/** Removes the database that belongs to a folder, where it does not lie in the folder itself. */
export async function removeDatabaseIn(folder: string): Promise<void> {
  const known = databases.get(folder);
  if (!known) return;
  databases.delete(folder);
  const { dropDatabase } = await postgres();
  await dropDatabase(known.name);
}

// Asks vitest for the server: crash rounds and the soak, which use this file too, run without vitest.
const postgres = () => import('./postgres.ts');
