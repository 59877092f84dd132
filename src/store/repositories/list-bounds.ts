import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tables } from '../tables.ts';
import { LISTED, type ListedTable } from './listed.ts';

// Ids and times of making are read off one clock at one moment: a record that was made ten minutes earlier has the
// smaller id, unless a clock was set back by so much, or two machines' clocks differ by it.
const SLACK_MS = 600_000;

/**
 * Between which ids the records of a span of time lie: a list is read in the order of ids, and must not run through all
 * that is newer than the span, or older. The records that stand just outside of it are found by their time.
 */
export async function boundsOf(
  db: Kysely<Tables>,
  table: ListedTable,
  id: Expression<unknown>,
  { from, to }: { readonly from?: number | undefined; readonly to?: number | undefined },
): Promise<RawBuilder<SqlBool>[]> {
  const madeAt = sql.ref(LISTED[table].madeAt);
  const neighbour = async (condition: RawBuilder<unknown>, order: RawBuilder<unknown>) => {
    const query = sql<{ id: string }>`
      select id from ${sql.table(table)} where ${madeAt} ${condition} order by ${madeAt} ${order} limit 1
    `;
    return (await query.execute(db)).rows[0]?.id;
  };
  const before = from === undefined ? undefined : await neighbour(sql`<= ${from - SLACK_MS}`, sql`desc`);
  const after = to === undefined ? undefined : await neighbour(sql`>= ${to + SLACK_MS}`, sql`asc`);
  return [
    ...(before === undefined ? [] : [sql<SqlBool>`${id} > ${before}`]),
    ...(after === undefined ? [] : [sql<SqlBool>`${id} < ${after}`]),
  ];
}
