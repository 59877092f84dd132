import type { BindingFilter, CallFilter, MessageFilter, Page, PageRequest, Under, UnderFilter } from '../lists.ts';
import type { Session } from '../session.ts';
import type { ListedTable } from './listed.ts';
import { listPage, listPages, type Narrowing } from './lists.ts';
import { numberHashes, referenceForms } from './records.ts';
import type { SealedRow } from './sealed-row.ts';
import { virtualHashes, virtualHashesAt } from './virtual-rows.ts';

/** The filters of all kinds of records; each kind's own has a part of these. */
type RecordFilter = Omit<BindingFilter & CallFilter & MessageFilter, 'statuses'> & {
  readonly statuses?: readonly string[] | undefined;
};

type RecordListTable = Exclude<ListedTable, 'deliveries'>;

/** How the records of a table are listed. */
export function recordPages<Item>(
  session: Session,
  table: RecordListTable,
  open: (row: SealedRow) => Item,
): (filter: RecordFilter, page: PageRequest) => Promise<Page<Item>> {
  return async (filter, request) => {
    const narrowing = narrowingOf(table, filter, session);
    const { items, more } = await listPage<SealedRow>(session.db, table, narrowing, request);
    return { items: items.map(open), more };
  };
}

/** The columns by which records are listed under something: the same names as in a filter. */
const COLUMN_OF = { accountId: 'account_id', bindingId: 'binding_id', reference: 'reference' } as const;

/** How the records of a table are listed under several things at once. */
export function recordPagesUnder<Item>(
  session: Session,
  table: RecordListTable,
  open: (row: SealedRow) => Item,
): (under: Under, filter: UnderFilter, page: PageRequest) => Promise<ReadonlyMap<string, Page<Item>>> {
  return async ({ by, values }, filter, request) => {
    const formsOf = (value: string) => (by === 'reference' ? referenceForms(value, session.vault) : [value]);
    const lists = new Map(values.flatMap((value) => formsOf(value).map((form) => [form, value])));
    const narrowing = narrowingOf(table, filter, session);
    const column = COLUMN_OF[by] as 'id';
    const pages = await listPages<SealedRow>(session.db, table, column, lists, narrowing, request);
    return new Map([...pages].map(([value, { items, more }]) => [value, { items: items.map(open), more }]));
  };
}

function narrowingOf(table: RecordListTable, filter: RecordFilter, session: Session): Narrowing {
  const { accountIds, vendor, statuses, reference, references, bindingId, modes, kinds, number, virtual, ...times } =
    filter;
  const only = (value: string | undefined) => (value === undefined ? undefined : [value]);
  return {
    equal: {
      account_id: accountIds,
      vendor: only(vendor),
      status: statuses,
      reference: allowed(reference, references)?.flatMap((one) => referenceForms(one, session.vault)),
      binding_id: only(bindingId),
      mode: modes,
      kind: kinds,
    },
    hashes: number === undefined ? undefined : numberHashes(session, number),
    shown: virtual && virtualHashesIn(table, virtual, session),
    ...(virtual && table !== 'bindings' ? { throughBinding: throughBinding(virtual, session) } : {}),
    ...times,
  };
}

/** The reference that is asked for, where the caller may see it, or all that it may see; undefined: any. */
function allowed(asked: string | undefined, visible: readonly string[] | undefined): readonly string[] | undefined {
  if (asked === undefined) return visible;
  return visible === undefined || visible.includes(asked) ? [asked] : [];
}

type Virtual = NonNullable<BindingFilter['virtual']>;

/** By which hashes the records of a table are found that show a virtual number. */
function virtualHashesIn(table: RecordListTable, { number, knownAt }: Virtual, { vault }: Session): string[] {
  const atAccounts = knownAt.flatMap((accountId) => virtualHashesAt(accountId, number, vault));
  return table === 'bindings' ? [...virtualHashes(number, vault), ...atAccounts] : atAccounts;
}

/** A number that a call's or text's own binding hides is no virtual one there, whatever a report called so. */
function throughBinding(virtual: Virtual, session: Session): NonNullable<Narrowing['throughBinding']> {
  return {
    unlessIn: numberHashes(session, virtual.number),
    orShownBy: virtualHashesIn('bindings', virtual, session),
  };
}
