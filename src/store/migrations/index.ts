import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Tables } from '../tables.ts';
import { callsAndBindings } from './0001-calls-and-bindings.ts';
import { messages } from './0002-messages.ts';
import { leases } from './0003-leases.ts';
import { recordings } from './0004-recordings.ts';
import { audit } from './0005-audit.ts';
import { lists } from './0006-lists.ts';
import { remarks } from './0007-remarks.ts';
import { numberSpellings } from './0008-number-spellings.ts';
import { underWay } from './0009-under-way.ts';
import { places } from './0010-places.ts';
import { keyOwners } from './0012-key-owners.ts';
import type { ColumnTypes } from './column-types.ts';

/**
 * Every change of the tables, in order. One that has been released is never changed: a new one follows it. It only adds:
 * processes of the version before work on with the new tables, until they are exchanged too.
 */
export function migrations(types: ColumnTypes): Record<string, Migration> {
  return {
    '0001-calls-and-bindings': callsAndBindings(types),
    '0002-messages': messages(types),
    '0003-leases': leases(types),
    '0004-recordings': recordings(types),
    '0005-audit': audit(types),
    '0006-lists': lists(),
    '0007-remarks': remarks(types),
    '0008-number-spellings': numberSpellings(),
    '0009-under-way': underWay(types),
    '0010-places': places(types),
    '0012-key-owners': keyOwners(types),
  };
}

/** Brings a database to the newest tables. Throws where it cannot; nothing is then half done. */
export async function migrate(db: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations(types) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
