import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import type { ColumnTypes } from './column-types.ts';

/** Idempotency keys belong to an application, and requests know their caller in it. */
export function keyOwners({ text }: ColumnTypes): Migration {
  return { up: (db: Kysely<unknown>) => db.schema.alterTable('requests').addColumn('caller', text).execute() };
}
