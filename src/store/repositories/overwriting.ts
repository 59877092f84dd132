import { type RawBuilder, sql } from 'kysely';

/**
 * What an upsert sets where the row is there already: each of these columns, to the value of the row that was to be
 * inserted (`excluded` in both engines).
 */
export function overwriting<Column extends string>(columns: readonly Column[]): Record<Column, RawBuilder<never>> {
  return Object.fromEntries(columns.map((column) => [column, sql.ref(`excluded.${column}`)])) as Record<
    Column,
    RawBuilder<never>
  >;
}
