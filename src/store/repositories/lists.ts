import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Page, PageRequest } from '../lists.ts';
import type { Tables } from '../tables.ts';
import { boundsOf } from './list-bounds.ts';
import { idsOf, LISTED, type ListedTable, NUMBER } from './listed.ts';

/** What a list is narrowed to. */
export interface Narrowing {
  /** Columns that must hold one of some values. */
  readonly equal: Readonly<Record<string, readonly string[] | undefined>>;
  /** Hashes of a number that must occur in the record. */
  readonly hashes?: readonly string[] | undefined;
  /** Hashes of another number that must occur in it as well. */
  readonly beside?: readonly string[] | undefined;
  /** Hashes of a virtual number that the record must show. */
  readonly shown?: readonly string[] | undefined;
  /** Unless a number of the record's binding has one of these hashes, and no virtual one of it one of the others. */
  readonly throughBinding?: { readonly unlessIn: readonly string[]; readonly orShownBy: readonly string[] } | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly updatedBefore?: number | undefined;
}

// SQLite puts at most 500 selects together (SQLITE_MAX_COMPOUND_SELECT). A caller's accounts times all statuses are
// fewer.
const MOST_BRANCHES = 400;

/** One page of a table's rows, newest first. What it costs depends on the page, not on the size of the table. */
export async function listPage<Row extends { id: string }>(
  db: Kysely<Tables>,
  table: ListedTable,
  narrowing: Narrowing,
  request: PageRequest,
): Promise<Page<Row>> {
  const { limit, direction } = request;
  const { leads } = LISTED[table];
  const given: Narrowing['equal'] = { ...narrowing.equal, [NUMBER]: narrowing.shown ?? narrowing.hashes };
  const lead = leads.find((columns) => columns.every((column) => given[column])) ?? [];
  const branches = product(lead.map((column) => [...new Set(given[column])]));
  if (branches.length === 0 || narrowing.shown?.length === 0) return { items: [], more: false };

  // Only a number's hashes find a record more than once.
  const most = (limit + 1) * (lead.includes(NUMBER) ? branches.length : 1);
  const rows = await readBranches<Row>(db, table, narrowing, request, lead, branches, most);
  return pageOf(rows, limit, direction === 'forward');
}

/**
 * A page of each of several lists, which differ by the value of one column: each is read along that column's index by
 * itself, so that what it costs depends on the pages and not on the table, and all of them in one statement.
 *
 * @param lists which list the rows with a value are of; several values can be of one list
 */
export async function listPages<Row extends { id: string }>(
  db: Kysely<Tables>,
  table: ListedTable,
  column: string & keyof Row,
  lists: ReadonlyMap<string, string>,
  narrowing: Narrowing,
  request: PageRequest,
): Promise<Map<string, Page<Row>>> {
  const branches = [...lists.keys()].map((value) => [value]);
  const rows = await readBranches<Row>(db, table, narrowing, request, [column], branches);
  const found = Map.groupBy(rows, (row) => lists.get(String(row[column])));
  return new Map(
    [...lists.values()].map((list) => [
      list,
      pageOf(found.get(list) ?? [], request.limit, request.direction === 'forward'),
    ]),
  );
}

/** The rows of some branches of a list, as many of each as a page takes and one more; `most` of all, if it is given. */
async function readBranches<Row extends { id: string }>(
  db: Kysely<Tables>,
  table: ListedTable,
  narrowing: Narrowing,
  { limit, direction, beyondId }: PageRequest,
  lead: readonly string[],
  branches: readonly (readonly string[])[],
  most?: number,
): Promise<Row[]> {
  const forward = direction === 'forward';
  const order = forward ? sql`desc` : sql`asc`;
  const byNumber = lead.includes(NUMBER);
  const index = narrowing.shown ? 'virtual_numbers' : 'numbers';
  const id = sql.ref(byNumber ? `${index}.subject_id` : `${table}.id`);
  const source = byNumber
    ? sql`${sql.table(index)} inner join ${sql.table(table)} on ${sql.ref(`${table}.id`)} = ${id}`
    : sql.table(table);
  const { above, below } = idsOf(table);
  const common = [
    ...(byNumber ? [sql`${id} > ${above}`, sql`${id} < ${below}`] : []),
    ...(await boundsOf(db, table, id, narrowing)),
    ...(beyondId === undefined ? [] : [sql`${id} ${forward ? sql`<` : sql`>`} ${beyondId}`]),
    ...residual(table, narrowing, lead),
  ];
  const branch = (values: readonly string[]) => {
    const own = values.map((value, place) => sql`${leading(table, index, lead[place] ?? '')} = ${value}`);
    const conditions = sql.join([sql`true`, ...own, ...common], sql` and `);
    return sql`
      select ${sql.table(table)}.* from ${source} where ${conditions} order by ${id} ${order} limit ${limit + 1}
    `;
  };
  const together = branchesTogether(narrowing);
  const rows: Row[] = [];
  for (let start = 0; start < branches.length; start += together) {
    const selects = branches.slice(start, start + together).map(branch);
    const [only, ...more] = selects;
    const joined = selects.map((select) => sql`select * from (${select}) as branch`);
    const end = most === undefined ? sql`` : sql`order by id ${order} limit ${most}`;
    const query = only && more.length === 0 ? only : sql`${sql.join(joined, sql` union all `)} ${end}`;
    rows.push(...(await (query as RawBuilder<Row>).execute(db)).rows);
  }
  return rows;
}

// SQLite takes 32,766 parameters in a statement (SQLITE_MAX_VARIABLE_NUMBER).
const MOST_PARAMETERS = 32_000;
// Of the branch itself: its values, from where on, the span and how many.
const PARAMETERS_OF_BRANCH = 10;

/** How many branches one statement takes: each has every value that is checked row by row for itself. */
function branchesTogether({ equal, hashes, beside, shown, throughBinding }: Narrowing): number {
  const lists = [...Object.values(equal), hashes, beside, shown, throughBinding?.unlessIn, throughBinding?.orShownBy];
  const values = lists.reduce((sum, given) => sum + (given?.length ?? 0), 0);
  return Math.max(1, Math.min(MOST_BRANCHES, Math.floor(MOST_PARAMETERS / (values + PARAMETERS_OF_BRANCH))));
}

/** The rows of several branches as one page. A record can be found by each of two hashes. */
function pageOf<Row extends { id: string }>(found: readonly Row[], limit: number, forward: boolean): Page<Row> {
  const rows = [...new Map(found.map((row) => [row.id, row])).values()];
  rows.sort((a, b) => (a.id < b.id ? -1 : 1) * (forward ? -1 : 1));
  const items = rows.slice(0, limit);
  return { items: forward ? items : items.reverse(), more: rows.length > limit };
}

const leading = (table: ListedTable, index: NumberIndex, column: string) =>
  column === NUMBER ? sql.ref(`${index}.hash`) : sql.ref(`${table}.${column}`);

/** The indexes that lead from numbers to records. */
type NumberIndex = 'numbers' | 'virtual_numbers';

/** What does not lead is checked row by row, and written so that no planner thinks of another index for it. */
function residual(
  table: ListedTable,
  { equal, hashes, beside, shown, throughBinding, from, to, updatedBefore }: Narrowing,
  lead: readonly string[],
) {
  const { madeAt } = LISTED[table];
  const column = (name: string) => sql.ref(`${table}.${name}`);
  const occursIn = (index: NumberIndex, id: RawBuilder<unknown>, hashes: readonly string[]) =>
    sql`exists (select 1 from ${sql.table(index)} as n where n.hash in (${sql.join(hashes)}) and n.subject_id = ${id})`;
  const isLed = lead.includes(NUMBER);
  const throughNoPerson = ({ unlessIn, orShownBy }: NonNullable<Narrowing['throughBinding']>) => {
    const id = column('binding_id');
    const isShown = occursIn('virtual_numbers', id, orShownBy);
    return sql`(${id} is null or not ${occursIn('numbers', id, unlessIn)} or ${isShown})`;
  };
  return [
    ...Object.entries(equal).flatMap(([name, values]) =>
      values === undefined || lead.includes(name)
        ? []
        : [values.length === 0 ? sql`false` : sql`${column(name)} || '' in (${sql.join(values)})`],
    ),
    ...[isLed && !shown ? undefined : hashes, beside].flatMap((occurring) =>
      occurring ? [occursIn('numbers', column('id'), occurring)] : [],
    ),
    ...(shown && !isLed ? [occursIn('virtual_numbers', column('id'), shown)] : []),
    ...(throughBinding ? [throughNoPerson(throughBinding)] : []),
    ...(from === undefined ? [] : [sql`${column(madeAt)} + 0 >= ${from}`]),
    ...(to === undefined ? [] : [sql`${column(madeAt)} + 0 < ${to}`]),
    ...(updatedBefore === undefined ? [] : [sql`${column('updated_at')} < ${updatedBefore}`]),
  ];
}

/** Every combination of one value of each list. */
function product(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((all, list) => all.flatMap((some) => list.map((one) => [...some, one])), [[]]);
}
