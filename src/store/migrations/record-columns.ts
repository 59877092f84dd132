import type { CreateTableBuilder } from 'kysely';
import type { ColumnTypes } from './column-types.ts';

/** The columns that every table of records has. */
export function addRecordColumns<Name extends string>(
  table: CreateTableBuilder<Name>,
  { integer, text, bytes }: ColumnTypes,
): CreateTableBuilder<Name> {
  return table
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('account_id', text, (c) => c.notNull())
    .addColumn('vendor', text, (c) => c.notNull())
    .addColumn('status', text, (c) => c.notNull())
    .addColumn('reference', text)
    .addColumn('created_at', integer, (c) => c.notNull())
    .addColumn('updated_at', integer, (c) => c.notNull())
    .addColumn('sealed', bytes, (c) => c.notNull()) as CreateTableBuilder<Name>;
}
